package org.yuemao.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
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
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Jobs;
import org.yuemao.base.Refusal;
import org.yuemao.base.Traced;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.RateLimits;
import org.yuemao.security.RateLimits.Kind;
import org.yuemao.security.Rights;

/** Makes backups, hands them out and tells how old the last good one is. One is made at a time, on a thread of its own. */
@Service
@PreAuthorize(Rights.MANAGE)
public class BackupService implements DisposableBean {
    private static final String JOB = "backup";
    private static final Logger LOG = LoggerFactory.getLogger(BackupService.class);

    private final Backups backups;
    private final CurrentPerson currentPerson;
    private final LastBackup lastBackup;
    private final RateLimits rates;
    private final Jobs jobs;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable BackupStep> underWay = new AtomicReference<>();
    private volatile @Nullable Refusal failure;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("backup").factory());

    BackupService(Backups backups, LastBackup lastBackup, CurrentPerson currentPerson, RateLimits rates, Jobs jobs) {
        this.jobs = jobs;
        this.backups = backups;
        this.currentPerson = currentPerson;
        this.lastBackup = lastBackup;
        this.rates = rates;
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
        return new Standing(
                backups.isPossible(),
                lastBackup.madeAt().orElse(null),
                lastBackup.isOverdue(),
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
     * @throws Refusal where one is being made already, or many have been asked for
     */
    public void make() {
        rates.require(Kind.BACKUP, currentPerson.get());
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
        worker.execute(Traced.work(() -> {
            try {
                jobs.run(
                        JOB,
                        () -> backups.make(step -> {
                            underWay.set(step);
                            tell();
                        }));
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
        }));
    }

    /** Reads a backup whole and opens it; a damaged one counts no longer. */
    public Backup verify(String name) {
        rates.require(Kind.BACKUP, currentPerson.get());
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

    @Override
    @PreAuthorize("permitAll()")
    public void destroy() {
        // Not interrupted: what is unfinished is removed at the next start.
        worker.shutdown();
    }
}
