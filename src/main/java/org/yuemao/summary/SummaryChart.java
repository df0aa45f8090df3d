package org.yuemao.summary;

import java.util.Locale;

/** The charts that summaries are made of. Which of them a view, a report or a wall display shows is theirs to say. */
public enum SummaryChart {
    TARGET_GTW,
    TARGET_GTN,
    MONTHS,
    CUMULATIVE,
    COMPARED_YEARS,
    YEARS,
    COMPARED_PROGRAMMES,
    CITIES,
    CITY_RANKING,
    COUNTRIES,
    PROVINCES,
    SECTORS,
    ROUTES,
    PLACE_MONTHS,
    RETENTION,
    TOP_EVENTS,
    REGIONS,
    DEALS,
    ZONES,
    ZONE_FIGURES,
    GROWTH,
    INDICATORS;

    /** As ids and addresses have it: {@code top-events}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key of its title in the texts. */
    public String titleKey() {
        return "summary.chart." + id();
    }

    /** Whether its rows are reviewed, so that it matters whether all count or the approved ones alone. */
    public boolean isReviewed() {
        return this != ZONES;
    }

    /** The key of a sentence on how it is counted. */
    public String howKey() {
        return titleKey() + ".how";
    }
}
