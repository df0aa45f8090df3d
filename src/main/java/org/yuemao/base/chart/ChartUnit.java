package org.yuemao.base.chart;

/** What the numbers of a chart are, which decides how they are written. */
public enum ChartUnit {
    COUNT,
    CNY,
    SQM,
    PERCENT,
    NUMBER
}
