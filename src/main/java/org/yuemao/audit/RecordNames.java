package org.yuemao.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.Sought;

/** What the records are called that the history is about, read where they are kept, for many at a time. */
@Component
class RecordNames {
    /** So many records of a kind are sought by their name; what more there are is for a longer text to find. */
    static final int MOST = 1_000;

    private static final String LIKE = " like :text escape '!'";

    /**
     * How the records of a kind are read: {@code id, name_en, name_zh, code, period, metric, path}. Of a bare number in a path
     * the rest is said beside it.
     */
    private static final Map<String, Kind> KINDS = kinds();

    private record Kind(String columns, String tables, String id, String found, String path) {}

    private static Map<String, Kind> kinds() {
        String none = "cast(null as varchar(10))";
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(
                "EVENT",
                new Kind(
                        "e.name_en, e.name_zh, e.code, " + none + ", " + none + ", e.code",
                        "event e",
                        "e.id",
                        "lower(e.code || ' ' || coalesce(e.name_en, '') || ' ' || coalesce(e.name_zh, ''))" + LIKE,
                        "events/"));
        kinds.put(
                "BUSINESS",
                new Kind(
                        "b.name_en, b.name_zh, b.credit_code, " + none + ", " + none + ", cast(b.id as varchar(20))",
                        "business b",
                        "b.id",
                        "b.search_text" + LIKE,
                        "businesses/"));
        kinds.put(
                "PARTICIPATION",
                new Kind(
                        "b.name_en, b.name_zh, e.code, " + none + ", " + none + ", e.code",
                        "participation p join event e on e.id = p.event_id join business b on b.id = p.business_id",
                        "p.id",
                        "b.search_text" + LIKE,
                        "events/"));
        kinds.put(
                "ZONE",
                new Kind(
                        "z.name_en, z.name_zh, " + none + ", " + none + ", " + none + ", cast(z.id as varchar(20))",
                        "zone z",
                        "z.id",
                        "lower(coalesce(z.name_en, '') || ' ' || coalesce(z.name_zh, ''))" + LIKE,
                        "zones/"));
        kinds.put(
                "ZONE_FIGURE",
                new Kind(
                        "z.name_en, z.name_zh, " + none + ", f.period, f.metric, cast(z.id as varchar(20))",
                        "zone_figure f join zone z on z.id = f.zone_id",
                        "f.id",
                        "lower(coalesce(z.name_en, '') || ' ' || coalesce(z.name_zh, ''))" + LIKE,
                        "zones/"));
        String indicator = "lower(coalesce(i.name_en, '') || ' ' || coalesce(i.name_zh, ''))" + LIKE;
        kinds.put(
                "INDICATOR",
                new Kind(
                        "i.name_en, i.name_zh, " + none + ", " + none + ", " + none + ", ''",
                        "indicator i",
                        "i.id",
                        indicator,
                        "indicators"));
        kinds.put(
                "OBSERVATION",
                new Kind(
                        "i.name_en, i.name_zh, " + none + ", o.period, " + none + ", ''",
                        "indicator_observation o join indicator i on i.code = o.indicator_code",
                        "o.id",
                        indicator,
                        "indicators"));
        kinds.put(
                "TARGET",
                new Kind(
                        "i.name_en, i.name_zh, t.programme, cast(t.target_year as varchar(4)), " + none + ", ''",
                        "target t left join indicator i on i.code = t.indicator_code",
                        "t.id",
                        indicator,
                        "indicators"));
        String reported =
                "case d.kind when 'EVENT' then 'Events' when 'ZONE_FIGURE' then 'Zone figures' else 'Observations' end,"
                        + " case d.kind when 'EVENT' then '活动' when 'ZONE_FIGURE' then '园区数据' else '指标数据' end, ";
        kinds.put(
                "DEADLINE",
                new Kind(
                        reported + none + ", d.period, " + none + ", ''",
                        "review_deadline d",
                        "d.id",
                        "lower(d.period)" + LIKE,
                        "completeness"));
        kinds.put(
                "NOTHING_TO_REPORT",
                new Kind(
                        reported + "d.office_code, d.period, " + none + ", ''",
                        "nothing_to_report d",
                        "d.id",
                        "lower(d.period)" + LIKE,
                        "completeness"));
        kinds.put(
                "REPORT_TEXT",
                new Kind(
                        none + ", " + none + ", t.programme || ' ' || t.section, cast(t.report_year as varchar(4)), "
                                + none + ", ''",
                        "report_text t",
                        "t.id",
                        "lower(t.section)" + LIKE,
                        "reports"));
        kinds.put(
                "WALL",
                new Kind(
                        "w.name, w.name, " + none + ", " + none + ", " + none + ", ''",
                        "wall w",
                        "w.id",
                        "lower(w.name)" + LIKE,
                        "walls"));
        kinds.put(
                "DASHBOARD",
                new Kind(
                        "d.name, d.name, " + none + ", " + none + ", " + none + ", cast(d.id as varchar(20))",
                        "dashboard d",
                        "d.id",
                        "lower(d.name)" + LIKE,
                        "dashboards/"));
        kinds.put(
                "ACCOUNT",
                new Kind(
                        "a.full_name, a.full_name, a.username, " + none + ", " + none + ", ''",
                        "account a",
                        "a.id",
                        "lower(a.username || ' ' || a.full_name)" + LIKE,
                        "accounts"));
        return kinds;
    }

    private final JdbcClient database;

    RecordNames(JdbcClient database) {
        this.database = database;
    }

    /** Those of a kind with these numbers that are there, by the number. */
    Map<Long, NamedRecord> of(String kindName, Collection<Long> ids) {
        Map<Long, NamedRecord> named = new HashMap<>();
        Kind kind = KINDS.get(kindName);
        if (kind == null || ids.isEmpty()) {
            return named;
        }
        database.sql("select " + kind.id + ", " + kind.columns + " from " + kind.tables + " where " + kind.id
                        + " in (select sought.id from " + Sought.ids("ids") + ")")
                .param("ids", Sought.ids(ids))
                .query(row -> {
                    named.put(row.getLong(1), named(kindName, kind, row));
                });
        return named;
    }

    private static NamedRecord named(String kindName, Kind kind, ResultSet row) throws SQLException {
        String en = row.getString(2);
        String zh = row.getString(3);
        String code = row.getString(4);
        String period = row.getString(5);
        boolean named = en != null && !en.isBlank() || zh != null && !zh.isBlank();
        String known = code == null ? kindName : code;
        return new NamedRecord(
                named ? new Names(en, zh) : new Names(known, known),
                named ? code : null,
                period == null ? null : Period.of(period),
                row.getString(6),
                kind.path + row.getString(7));
    }

    /**
     * The numbers of the records of each kind whose name or code holds the text, the last entered first; at most
     * {@link #MOST} of a kind.
     */
    Map<String, List<Long>> find(String text, Collection<String> kindNames) {
        String pattern = pattern(text);
        Map<String, List<Long>> found = new LinkedHashMap<>();
        KINDS.forEach((name, kind) -> {
            if (kindNames.contains(name)) {
                List<Long> ids = database.sql("select " + kind.id + " from " + kind.tables + " where " + kind.found
                                + " order by " + kind.id + " desc limit " + MOST)
                        .param("text", pattern)
                        .query(Long.class)
                        .list();
                if (!ids.isEmpty()) {
                    found.put(name, ids);
                }
            }
        });
        return found;
    }

    /** A pattern that finds the text anywhere; its own signs stand for themselves. */
    static String pattern(String text) {
        return "%"
                + text.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }

    /** The number of a record as the history keeps it, where it is one. */
    static @Nullable Long number(String recordId) {
        return recordId.matches("\\d{1,18}") ? Long.valueOf(recordId) : null;
    }
}
