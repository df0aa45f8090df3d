package org.yuemao.dashboard;

import java.io.Serializable;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFigure;

/** What a tile shows. */
public sealed interface TileContent extends Serializable {

    /** One of the charts of summaries. */
    record OfChart(SummaryChart chart) implements TileContent {}

    /** One of the key figures of summaries. */
    record OfFigure(SummaryFigure figure) implements TileContent {}

    /** A heading over other tiles: the tile's title. */
    record Heading() implements TileContent {}
}
