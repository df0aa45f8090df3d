package org.yuemao.base.chart;

/** What a series is beside the others of its chart, which decides how it is drawn. */
public enum ChartRole {
    /** What is counted. */
    FIGURES,
    /** The same of an earlier year, to compare with. */
    BEFORE,
    /** What would come if it went on like this: a dashed line, which begins where the figures end. */
    PROJECTION,
    /** What each item should reach so that the target is reached in the end: a dotted line. */
    PACE,
    /** What should be reached: a thin line with its name. */
    TARGET,
    /** What went away, drawn below zero. */
    LOST
}
