package org.yuemao.diagnosis;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import org.yuemao.base.Jobs;
import org.yuemao.security.SignInAttempts;
import org.yuemao.security.SignInAttempts.Outcome;
import org.yuemao.summary.SummaryService;

/** The measures of the desk itself, beside those of Java, its connections and its requests. No label tells of a person. */
@Component
class DeskMetrics implements MeterBinder {
    private final Measures measures;
    private final SummaryService summaries;
    private final SignInAttempts attempts;
    private final Jobs jobs;
    private final Clock clock;

    DeskMetrics(Measures measures, SummaryService summaries, SignInAttempts attempts, Jobs jobs, Clock clock) {
        this.measures = measures;
        this.summaries = summaries;
        this.attempts = attempts;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "yuemao.sessions.open", "Sessions in which somebody has signed in", Measures::sessions);
        gauge(registry, "yuemao.windows.open", "Windows that are open", Measures::windows);
        gauge(registry, "yuemao.live.followers", "Open views that follow what is committed", one -> one.use()
                .followers());
        gauge(registry, "yuemao.exports.running", "Exports under way", one -> one.use()
                .exports());
        gauge(registry, "yuemao.imports.running", "Imports under way", one -> one.use()
                .imports());
        gauge(registry, "yuemao.reports.running", "Reports under way", one -> one.use()
                .reports());
        gauge(registry, "yuemao.summary.unfolded", "Rows of the summaries' log to be added up", Measures::toFold);
        gauge(registry, "yuemao.history.unsealed", "Entries of the history to be sealed", Measures::toSeal);
        gauge(registry, "yuemao.writes.taken", "1 where writes are taken, else 0", one -> one.takesWrites() ? 1 : 0);
        Gauge.builder("yuemao.database.size", measures, Measures::bytes)
                .description("Size of the database")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("yuemao.disk.free", measures, Measures::free)
                .description("Room on the disk of the data")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("yuemao.backup.age", measures, one -> one.ageOfBackup(clock.instant())
                        .map(age -> (double) age.toSeconds())
                        .orElse(Double.NaN))
                .description("Age of the last good backup")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("yuemao.overviews.computed", summaries, SummaryService::computed)
                .description("Overviews that were computed, and not taken from those at hand")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            FunctionCounter.builder("yuemao.sign.ins", attempts, one -> one.counted(outcome))
                    .description("Attempts to come in, by what came of them")
                    .tag(
                            "outcome",
                            outcome == Outcome.FAILED ? "tried" : outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        FunctionCounter.builder("yuemao.jobs.failed", jobs, one -> one.all().stream()
                        .mapToLong(Jobs.Job::failures)
                        .sum())
                .description("What the desk does by itself and has failed")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Measures> value) {
        Gauge.builder(name, measures, value).description(what).register(registry);
    }
}
