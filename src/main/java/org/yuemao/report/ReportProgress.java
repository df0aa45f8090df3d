package org.yuemao.report;

/** Is told how much of a report is made, from 0 to 1; it may throw to stop that. */
@FunctionalInterface
public interface ReportProgress {
    void made(double fraction);
}
