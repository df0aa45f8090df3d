package org.yuemao.base.chart;

/** How a chart draws its series. */
public enum ChartKind {
    BAR,
    STACKED_BAR,
    HORIZONTAL_BAR,
    LINE,
    AREA,
    RING,
    TREEMAP,
    /** Items by two numbers. */
    SCATTER,
    /** One number against a target. */
    GAUGE,
    /** Items in the columns and rows of a map made of tiles. */
    TILE_MAP,
    /** Rows, such as places, by columns, such as months. */
    HEAT_MAP,
    /** What comes from where and goes to where. */
    SANKEY,
    /** A small chart of its own for each series. */
    MULTIPLES,
    /** Items by their rank, now and before. */
    RANKING,
    /** Who stayed, came back, came new, and was lost. */
    RETENTION
}
