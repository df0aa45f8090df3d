package org.yuemao.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Makes backups, hands them out and tells how old the last good one is. One is made at a time, on a thread of its own. */
@Service
@PreAuthorize(Rights.MANAGE)
public class BackupService implements DisposableBean {
    /** A last good backup that is older is a reason to warn. */
    static final Duration OLDEST = Duration.ofDays(2);

    private static final Logger LOG = LoggerFactory.getLogger(BackupService.class);

    private final Backups backups;
    private final CurrentPerson currentPerson;
    private final JdbcClient database;
    private final Clock clock;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable BackupStep> underWay = new AtomicReference<>();
    private volatile @Nullable Refusal failure;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("backup").factory());

    BackupService(Backups backups, CurrentPerson currentPerson, JdbcClient database, Clock clock) {
        this.backups = backups;
        this.currentPerson = currentPerson;
        this.database = database;
        this.clock = clock;
    }

    private static final class Follower {
        private final Runnable told;

        Follower(Runnable told) {
            this.told = told;
        }
    }

    /**
     * How it stands with the backups.
     *
     * @param possible whether the desk makes them itself; those of a database server are its own
     * @param lastGood when the last good one was made; nothing where there is none
     * @param overdue whether that is too long ago
     * @param underWay how far one is that is being made now
     * @param failure why the last one could not be made, if it could not
     * @param folder where they are kept
     */
    public record Standing(
            boolean possible,
            @Nullable Instant lastGood,
            boolean overdue,
            @Nullable BackupStep underWay,
            @Nullable Refusal failure,
            String folder) {}

    public Standing standing() {
        Instant lastGood = lastGood();
        return new Standing(
                backups.isPossible(),
                lastGood,
                isOverdue(lastGood),
                underWay.get(),
                failure,
                backups.folder().toString());
    }

    /** All backups, the newest first. */
    public List<Backup> all() {
        return backups.all();
    }

    /**
     * Begins to make a backup.
     *
     * @throws Refusal where one is being made already
     */
    public void make() {
        LOG.info("Person {} asks for a backup", currentPerson.get().accountId());
        begin();
    }

    /** Begins to make one because it is time to. */
    @PreAuthorize("permitAll()")
    void makeInTime() {
        if (underWay.get() == null) {
            begin();
        }
    }

    private void begin() {
        Refusal.when(!backups.isPossible(), null, "backup.refused.server");
        Refusal.when(!underWay.compareAndSet(null, BackupStep.COPYING), null, "backup.refused.running");
        failure = null;
        tell();
        worker.execute(() -> {
            try {
                backups.make(step -> {
                    underWay.set(step);
                    tell();
                });
            } catch (Refusal refused) {
                LOG.warn("No backup was made: {}", refused.key());
                failure = refused;
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("A backup could not be made", e);
                failure = new Refusal(null, "backup.refused.failed");
            } finally {
                underWay.set(null);
                tell();
            }
        });
    }

    /** Reads a backup whole and opens it; a damaged one counts no longer. */
    public Backup verify(String name) {
        Backup verified = backups.verify(name);
        tell();
        return verified;
    }

    /** Writes a backup's file. */
    public void write(String name, OutputStream out) throws IOException {
        LOG.info("Person {} takes the backup {} away", currentPerson.get().accountId(), name);
        backups.write(name, out);
    }

    /** Calls when something has changed, until told otherwise. */
    public Runnable follow(Runnable told) {
        Follower follower = new Follower(told);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    private void tell() {
        followers.forEach(follower -> {
            try {
                follower.told.run();
            } catch (RuntimeException e) {
                LOG.error("An open view could not follow a backup", e);
            }
        });
    }

    private @Nullable Instant lastGood() {
        return backups.all().stream()
                .filter(Backup::isGood)
                .map(Backup::madeAt)
                .findFirst()
                .orElse(null);
    }

    /** Whether somebody should see to it: the last good one is too old, or there is none of a desk that is as old. */
    private boolean isOverdue(@Nullable Instant lastGood) {
        if (!backups.isPossible()) {
            return false;
        }
        Instant since = lastGood != null ? lastGood : begun();
        return since.isBefore(clock.instant().minus(OLDEST));
    }

    /** When the database was made; before, there was nothing to lose. The accounts of the sample year are older than it. */
    private Instant begun() {
        return database.sql("select min(\"installed_on\") from \"flyway_schema_history\"")
                .query(LocalDateTime.class)
                .single()
                // Flyway notes the time of the process.
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }

    @Override
    @PreAuthorize("permitAll()")
    public void destroy() {
        // Not interrupted: what is unfinished is removed at the next start.
        worker.shutdown();
    }
}
