package org.yuemao.dashboard;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFigure;

/** What a tile shows. */
public sealed interface TileContent extends Serializable {

    /** How the kind of content is written where it is kept. */
    String kind();

    /** The name of the chart or figure; null where the tile says by itself what it shows. */
    @Nullable
    String name();

    /** What is kept so; an {@link IllegalArgumentException} where that is nothing. */
    static TileContent of(String kind, @Nullable String name) {
        return switch (kind) {
            case "CHART" -> new OfChart(SummaryChart.valueOf(String.valueOf(name)));
            case "FIGURE" -> new OfFigure(SummaryFigure.valueOf(String.valueOf(name)));
            case "HEADING" -> new Heading();
            default -> throw new IllegalArgumentException("No content of a tile: " + kind);
        };
    }

    /** One of the charts of summaries. */
    record OfChart(SummaryChart chart) implements TileContent {
        @Override
        public String kind() {
            return "CHART";
        }

        @Override
        public String name() {
            return chart.name();
        }
    }

    /** One of the key figures of summaries. */
    record OfFigure(SummaryFigure figure) implements TileContent {
        @Override
        public String kind() {
            return "FIGURE";
        }

        @Override
        public String name() {
            return figure.name();
        }
    }

    /** A heading over other tiles: the tile's title. */
    record Heading() implements TileContent {
        @Override
        public String kind() {
            return "HEADING";
        }

        @Override
        public @Nullable String name() {
            return null;
        }
    }
}
