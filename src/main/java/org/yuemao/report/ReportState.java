package org.yuemao.report;

/** Where a report stands. */
public enum ReportState {
    /** Others' reports go first. */
    WAITING,
    RUNNING,
    /** Its file can be downloaded. */
    DONE,
    CANCELLED,
    FAILED,
    /** The program ended while it was being made. */
    INTERRUPTED;

    public boolean isUnderWay() {
        return this == WAITING || this == RUNNING;
    }
}
