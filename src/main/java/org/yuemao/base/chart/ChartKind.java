package org.yuemao.base.chart;

/** How a chart draws its series. */
public enum ChartKind {
    BAR,
    /** Bars side by side for each item; a series of {@link ChartRole#BEFORE} runs across them as a line. */
    GROUPED,
    STACKED_BAR,
    HORIZONTAL_BAR,
    /** Bars with their rank now and before: {@link ChartItem#ranked}. */
    RANKING,
    /** Stacked bars; a series of {@link ChartRole#LOST} hangs below zero, its amounts being given as positive. */
    RETENTION,
    /** Lines; {@link ChartRole} says which of them are projections, paces or targets. */
    LINE,
    AREA,
    /** A small line chart for each series, with its last amount and a scale of its own. */
    MULTIPLES,
    RING,
    TREEMAP,
    /** Items by two numbers. */
    SCATTER,
    /** One number against a target. */
    GAUGE,
    /** Items in the columns and rows of a map made of tiles. */
    TILE_MAP,
    /** The series are the rows, their items the columns; the more, the fuller the colour. */
    HEAT_MAP,
    /**
     * What flows from each series to each item: {@link ChartData#flows}. An amount that is null is no link. A person who
     * chooses the node of an origin chooses its series and the item "", at a destination the series "" and its item.
     */
    SANKEY
}
