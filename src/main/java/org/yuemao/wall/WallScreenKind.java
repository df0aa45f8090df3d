package org.yuemao.wall;

import java.util.List;
import org.yuemao.summary.SummaryChart;

/** What a screen of a wall is made of: few charts, so that each can be read from afar, and for some the key figures. */
public enum WallScreenKind {
    FIGURES(SummaryChart.MONTHS, SummaryChart.CUMULATIVE),
    TARGETS(SummaryChart.TARGET_GTW, SummaryChart.CUMULATIVE, SummaryChart.TARGET_GTN),
    CITIES(SummaryChart.CITIES, SummaryChart.CITY_RANKING),
    PLACES(SummaryChart.COUNTRIES, SummaryChart.PROVINCES),
    ROUTES(SummaryChart.ROUTES, SummaryChart.REGIONS),
    SECTORS(SummaryChart.SECTORS, SummaryChart.TOP_EVENTS),
    BUSINESSES(SummaryChart.RETENTION, SummaryChart.DEALS),
    PROGRAMMES(SummaryChart.COMPARED_PROGRAMMES, SummaryChart.COMPARED_YEARS),
    ZONES(SummaryChart.ZONES, SummaryChart.ZONE_FIGURES),
    INDICATORS(SummaryChart.INDICATORS, SummaryChart.GROWTH),
    /** A dashboard that somebody has put together; its tiles say themselves what they count. */
    DASHBOARD();

    private final List<SummaryChart> charts;

    WallScreenKind(SummaryChart... charts) {
        this.charts = List.of(charts);
    }

    public List<SummaryChart> charts() {
        return charts;
    }

    /** Whether its rows are reviewed, so that it matters whether all count or the approved ones alone. */
    public boolean isReviewed() {
        return charts.stream().anyMatch(SummaryChart::isReviewed);
    }

    /** Whether the key figures of the year stand above the charts. */
    public boolean hasFigures() {
        return this == FIGURES;
    }

    /** The key of its name in the texts. */
    public String nameKey() {
        return "wall.screen." + name();
    }
}
