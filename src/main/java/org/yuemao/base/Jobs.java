package org.yuemao.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** What the desk does by itself: when each such job ran last, for how long, and what it failed by. Of this node, since its start. */
@Component
public class Jobs {
    private final Clock clock;
    private final Map<String, Job> jobs = new TreeMap<>();

    public Jobs(Clock clock) {
        this.clock = clock;
    }

    /**
     * A job as it stands.
     *
     * @param runs how often it has run to its end
     * @param failures how often it has failed
     * @param begun when it began last; nothing where it has not yet
     * @param took how long it took last
     * @param running whether it runs now
     * @param failure what it failed by the last time; nothing where it did not
     */
    public record Job(
            String name,
            long runs,
            long failures,
            @Nullable Instant begun,
            Duration took,
            boolean running,
            @Nullable String failure) {
        private Job beginning(Instant now) {
            return new Job(name, runs, failures, now, took, true, failure);
        }

        private Job ended(Duration time, @Nullable String failedBy) {
            return new Job(
                    name,
                    failedBy == null ? runs + 1 : runs,
                    failedBy == null ? failures : failures + 1,
                    begun,
                    time,
                    false,
                    failedBy);
        }
    }

    /** Says that there is such a job, before it runs for the first time. */
    public void announce(String name) {
        synchronized (jobs) {
            jobs.putIfAbsent(name, new Job(name, 0, 0, null, Duration.ZERO, false, null));
        }
    }

    /** Runs a job and notes what came of it; what it fails by is thrown on. Its lines in the log carry its name. */
    public void run(String name, Runnable work) {
        announce(name);
        Instant begun = clock.instant();
        change(name, begun, null, true);
        String failure = null;
        MDC.put("job", name);
        try {
            work.run();
        } catch (Refusal refused) {
            failure = refused.key();
            throw refused;
        } catch (RuntimeException | Error failed) {
            failure = failed.getClass().getSimpleName();
            throw failed;
        } finally {
            MDC.remove("job");
            change(name, begun, failure, false);
        }
    }

    private void change(String name, Instant begun, @Nullable String failure, boolean running) {
        synchronized (jobs) {
            jobs.computeIfPresent(
                    name,
                    (key, job) -> running
                            ? job.beginning(begun)
                            : job.ended(Duration.between(begun, clock.instant()), failure));
        }
    }

    /** All of them, by name. */
    public List<Job> all() {
        synchronized (jobs) {
            return List.copyOf(jobs.values());
        }
    }
}
