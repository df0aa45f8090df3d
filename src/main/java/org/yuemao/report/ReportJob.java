package org.yuemao.report;

/** A report while it is made: how far it is, and whether anybody still wants it. */
final class ReportJob {
    private static final long PACE = 250;

    private final long id;
    private final Runnable follower;
    private volatile boolean cancelled;
    private volatile double fraction;
    private long told;

    ReportJob(long id, Runnable follower) {
        this.id = id;
        this.follower = follower;
    }

    long id() {
        return id;
    }

    double fraction() {
        return fraction;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /**
     * Notes how far it is, and tells so at most four times a second.
     *
     * @throws Cancelled where it is not wanted any more
     */
    void progress(double part, long nowMillis) {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw new Cancelled();
        }
        fraction = part;
        if (nowMillis - told >= PACE) {
            told = nowMillis;
            follower.run();
        }
    }

    /** Somebody has asked to stop. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
