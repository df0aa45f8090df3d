package org.yuemao.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Makes a backup whenever one is due: at the times of the schedule, and soon after a start where the desk was off at such a
 * time. Looked up each minute and not waited for, since machines sleep and clocks are set.
 */
@Component
class BackupSchedule implements DisposableBean {
    /** People who have just started the desk come first. */
    static final Duration AFTER_START = Duration.ofMinutes(10);

    /** Not again at once after one that failed. */
    static final Duration BETWEEN_TRIES = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    private final BackupService service;
    private final Backups backups;
    private final Clock clock;
    private final @Nullable CronExpression schedule;
    private final Instant begun;
    private @Nullable Instant tried;
    private @Nullable ScheduledExecutorService worker;

    BackupSchedule(
            BackupService service,
            Backups backups,
            Clock clock,
            @Value("${yuemao.backup.schedule:-}") String schedule) {
        this.service = service;
        this.backups = backups;
        this.clock = clock;
        this.schedule = schedule.equals("-") ? null : CronExpression.parse(schedule);
        begun = clock.instant();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (schedule != null && backups.isPossible()) {
            ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("backup-schedule").factory());
            looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES);
            worker = looking;
        }
    }

    private void look() {
        try {
            Instant now = clock.instant();
            Instant lastGood = backups.all().stream()
                    .filter(Backup::isGood)
                    .map(Backup::madeAt)
                    .findFirst()
                    .orElse(null);
            if (schedule != null && isDue(schedule, begun, tried, now, lastGood)) {
                tried = now;
                service.makeInTime();
            }
        } catch (RuntimeException e) {
            LOG.error("It could not be seen whether a backup is due", e);
        }
    }

    /**
     * Whether a backup is due.
     *
     * @param begun when the desk was started
     * @param tried when one was begun last, whatever came of it
     * @param lastGood when the last good one was made
     */
    static boolean isDue(
            CronExpression times, Instant begun, @Nullable Instant tried, Instant now, @Nullable Instant lastGood) {
        if (now.isBefore(begun.plus(AFTER_START)) || tried != null && now.isBefore(tried.plus(BETWEEN_TRIES))) {
            return false;
        }
        Instant since = lastGood == null ? begun : lastGood;
        ZonedDateTime next = times.next(since.atZone(ZoneId.systemDefault()));
        return next != null && !next.toInstant().isAfter(now);
    }

    @Override
    public void destroy() {
        ScheduledExecutorService looking = worker;
        if (looking != null) {
            looking.shutdown();
        }
    }
}
