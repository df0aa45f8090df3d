package org.yuemao.summary;

/** What a number of a summary counts or adds up, and so of what its rows are. */
public enum Measure {
    /** Events that are neither postponed nor cancelled. */
    EVENTS(Rows.EVENTS),
    /** Events that are under way or completed. */
    HELD(Rows.EVENTS),
    /** Events that are planned or confirmed. */
    PLANNED(Rows.EVENTS),
    /** Net exhibition space of the events in sqm. */
    NET_SPACE(Rows.EVENTS),
    PARTICIPATIONS(Rows.PARTICIPATIONS),
    /** In CNY. */
    INTENDED_DEALS(Rows.PARTICIPATIONS),
    /** In CNY. */
    SIGNED_DEALS(Rows.PARTICIPATIONS),
    /** Different businesses that took part. */
    BUSINESSES(Rows.BUSINESSES),
    /** Those that took part for the first time. */
    FRESH(Rows.BUSINESSES),
    /** Those that had taken part in the year before. */
    STAYED(Rows.BUSINESSES),
    /** Those that had taken part earlier, but not in the year before. */
    BACK(Rows.BUSINESSES),
    /** Those that took part in the year before and not in this. */
    LOST(Rows.BUSINESSES),
    /** Zones of a kind. */
    ZONES(Rows.ZONES),
    /** What zones reported of a metric for a period. */
    ZONE_FIGURES(Rows.ZONE_FIGURES);

    /** Of what the rows behind a number are. */
    public enum Rows {
        EVENTS,
        PARTICIPATIONS,
        BUSINESSES,
        ZONES,
        ZONE_FIGURES
    }

    private final Rows rows;

    Measure(Rows rows) {
        this.rows = rows;
    }

    /** Whether its rows are reviewed, so that it matters whether all count or the approved ones alone. */
    public boolean isReviewed() {
        return rows != Rows.ZONES;
    }

    public Rows rows() {
        return rows;
    }
}
