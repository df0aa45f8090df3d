package org.yuemao.base.chart;

/** Where the amount of an item comes from, where a chart shows both kinds. */
public enum ChartMark {
    /** As a source states it. */
    STATED,
    /** As it follows from other figures. */
    RECOMPUTED
}
