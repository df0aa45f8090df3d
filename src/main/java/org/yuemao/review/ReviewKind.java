package org.yuemao.review;

import org.yuemao.place.Places;

/** What is reviewed. Participations are not by themselves: they stand where their event stands. */
public enum ReviewKind {
    EVENT(
            "event",
            "event r",
            "r.office_code",
            "r.name_en, r.name_zh, r.code, cast(null as varchar(40)) as metric, cast(null as numeric(20, 4)) as amount, cast(null as varchar(20)) as unit, cast(null as bigint) as subject_id,"
                    + " r.first_day, r.last_day, cast(null as varchar(7)) as period"),
    ZONE_FIGURE(
            "zone_figure",
            "zone_figure r join zone z on z.id = r.zone_id",
            ReviewKind.OFFICE_OF_ZONE,
            "z.name_en, z.name_zh, cast(null as varchar(60)) as code, r.metric, r.amount, cast(null as varchar(20)) as unit, z.id as subject_id, cast(null as date) as first_day,"
                    + " cast(null as date) as last_day, r.period"),
    OBSERVATION(
            "indicator_observation",
            "indicator_observation r join indicator i on i.code = r.indicator_code",
            "r.geography_code",
            "i.name_en, i.name_zh, i.code, cast(null as varchar(40)) as metric, r.amount, r.unit, cast(null as bigint) as subject_id, cast(null as date) as first_day,"
                    + " cast(null as date) as last_day, r.period");

    /** Zones without a city are kept by the provincial department. */
    static final String OFFICE_OF_ZONE = "coalesce(z.city_code, '" + Places.PROVINCE + "')";

    private final String table;
    private final String from;
    private final String office;
    private final String content;

    ReviewKind(String table, String from, String office, String content) {
        this.table = table;
        this.from = from;
        this.office = office;
        this.content = content;
    }

    /** The table that keeps the records and their reviews. */
    String table() {
        return table;
    }

    /** The records {@code r} with what they belong to. */
    String from() {
        return from;
    }

    /** The office that writes a record {@code r}. */
    String office() {
        return office;
    }

    /** What people know a record {@code r} by, in the columns of {@link ReviewItem}. */
    String content() {
        return content;
    }
}
