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
    TILE_MAP
}
