package org.yuemao.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.EntryRun.Written;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;

/** One import on its way: reads and checks a file, then writes it. A view follows it; the work is done elsewhere. */
public final class ImportJob {
    /** So many rows of each verdict are shown; the wrong ones all come back as a workbook. */
    static final int SHOWN = 200;

    private static final long PACE = 250;

    private final ImportFile file;
    private final RecordRows rows;
    private final ImportPlan plan;
    private final Path wrongRows;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Phase phase = Phase.WAITING;
    private volatile Counts counts = Counts.NONE;
    private volatile double fraction;
    private volatile long begun;
    private volatile boolean cancelled;
    private volatile @Nullable Problem failure;
    private volatile Map<Verdict, List<RowPlan>> shown = Map.of();
    private volatile List<RowPlan> remarked = List.of();
    private volatile List<Written> written = List.of();
    private long told;

    ImportJob(ImportFile file, RecordRows rows, ImportPlan plan, Path wrongRows) {
        this.file = file;
        this.rows = rows;
        this.plan = plan;
        this.wrongRows = wrongRows;
    }

    /** Where an import stands. */
    public enum Phase {
        /** Others' imports go first. */
        WAITING,
        /** Reads the file and checks its rows; nothing is written. */
        CHECKING,
        /** Waits for the person to decide. */
        CHECKED,
        /** Writes, all in one transaction. */
        WRITING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** How many rows there were so far, by what they would do or have done. */
    public record Counts(long fresh, long changed, long unchanged, long wrong, long remarked) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public long all() {
            return fresh + changed + unchanged + wrong;
        }

        /** How many rows have the verdict. */
        public long of(Verdict verdict) {
            return switch (verdict) {
                case NEW -> fresh;
                case CHANGED -> changed;
                case UNCHANGED -> unchanged;
                case WRONG -> wrong;
            };
        }
    }

    public ImportFile file() {
        return file;
    }

    public RecordRows rows() {
        return rows;
    }

    public ImportPlan plan() {
        return plan;
    }

    public Phase phase() {
        return phase;
    }

    public Counts counts() {
        return counts;
    }

    /** Which part of the present phase is done, from 0 to 1. */
    public double fraction() {
        return fraction;
    }

    /** How long the present phase may still take, in seconds; null while that cannot be told. */
    public @Nullable Long secondsLeft(long nowMillis) {
        double done = fraction;
        long taken = nowMillis - begun;
        return done < 0.02 || taken < 500 ? null : Math.round(taken * (1 - done) / done / 1000);
    }

    /** Why it failed. */
    public @Nullable Problem failure() {
        return failure;
    }

    /** The first rows with the verdict. */
    public List<RowPlan> shown(Verdict verdict) {
        return shown.getOrDefault(verdict, List.of());
    }

    /** The first rows that a person should look at, though they are not wrong. */
    public List<RowPlan> remarked() {
        return remarked;
    }

    /** Whether what it has written can be taken back as a whole. */
    public boolean canBeTakenBack() {
        return phase == Phase.DONE && !written.isEmpty();
    }

    /** Calls when something has changed, at most four times a second, on a thread of the import. */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    public void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    /** Where the wrong rows' reasons are kept. */
    Path wrongRows() {
        return wrongRows;
    }

    List<Written> written() {
        return written;
    }

    void wrote(List<Written> all) {
        written = List.copyOf(all);
    }

    /** Asks it to stop; it stops at the next rows, and nothing is kept. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void enter(Phase next, long nowMillis) {
        if (next == Phase.CHECKING || next == Phase.WRITING) {
            counts = Counts.NONE;
            fraction = 0;
            begun = nowMillis;
        }
        phase = next;
        tell();
    }

    void fail(Problem why) {
        failure = why;
        phase = Phase.FAILED;
        tell();
    }

    void progress(Counts now, double part, long nowMillis) {
        counts = now;
        fraction = part;
        if (nowMillis - told >= PACE) {
            told = nowMillis;
            tell();
        }
    }

    void show(Samples samples) {
        shown = samples.byVerdict;
        remarked = samples.remarked;
    }

    private void tell() {
        followers.forEach(Runnable::run);
    }

    /** The first rows of each kind, gathered while they pass. */
    static final class Samples {
        private final Map<Verdict, List<RowPlan>> byVerdict = new EnumMap<>(Verdict.class);
        private final List<RowPlan> remarked = new ArrayList<>();

        void see(RowPlan plan) {
            List<RowPlan> some = byVerdict.computeIfAbsent(plan.verdict(), key -> new ArrayList<>());
            if (some.size() < SHOWN) {
                some.add(plan);
            }
            if (!plan.remarks().isEmpty() && remarked.size() < SHOWN) {
                remarked.add(plan);
            }
        }
    }
}
