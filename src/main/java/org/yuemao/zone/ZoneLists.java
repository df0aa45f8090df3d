package org.yuemao.zone;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.list.StreamedQuery;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Lists of zones and of their figures, a page at a time or as a whole. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ZoneLists {
    private final JdbcClient database;
    private final ReadingRights rights;

    ZoneLists(JdbcClient database, ReadingRights rights) {
        this.database = database;
        this.rights = rights;
    }

    /** How many zones of a kind there are, and their area in square metres, as far as it is known. */
    public record KindTotal(ZoneKind kind, int zones, BigDecimal areaSqm) {}

    /** How many zones the filter takes in. */
    public int count(ZoneFilter filter) {
        Where where = new Where(filter);
        return database.sql("select count(*) from zone z" + where.text)
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /** The ids of all zones that the filter takes in. */
    public List<Long> ids(ZoneFilter filter) {
        Where where = new Where(filter);
        return database.sql("select z.id from zone z" + where.text)
                .params(where.parameters)
                .query(Long.class)
                .list();
    }

    /** The zones that the filter takes in, counted by kind; kinds without a zone are left out. */
    public List<KindTotal> totals(ZoneFilter filter) {
        Where where = new Where(filter);
        return database.sql("select z.kind, count(*), coalesce(sum(z.area_sqm), 0) from zone z" + where.text
                        + " group by z.kind")
                .params(where.parameters)
                .query((row, index) ->
                        new KindTotal(ZoneKind.valueOf(row.getString(1)), row.getInt(2), row.getBigDecimal(3)))
                .list();
    }

    /** One page of the zones; names are sorted in the language given, {@code zh} or {@code en}. */
    public List<ZoneListItem> page(
            ZoneFilter filter, ZoneSort sort, boolean ascending, String language, int offset, int limit) {
        Where where = new Where(filter);
        List<ZoneListItem> rows = database.sql(
                        select(where, sort, ascending, language) + " offset :offset rows fetch next :limit rows only")
                .params(where.parameters)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> item(row))
                .list();
        return withSectors(rows);
    }

    /** All zones that the filter takes in, in the order of the pages, as they all were at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(
            ZoneFilter filter, ZoneSort sort, boolean ascending, String language, Consumer<? super Zone> consumer) {
        Where where = new Where(filter);
        StreamedQuery.each(
                database.sql(select(where, sort, ascending, language)).params(where.parameters),
                (row, index) -> zone(row),
                this::completed,
                consumer);
    }

    /** How many figures are kept of the zones that the filter takes in. */
    public int countFigures(ZoneFilter filter) {
        Where where = new Where(filter);
        return database.sql("select count(*) from zone_figure f where f.zone_id in (select z.id from zone z"
                        + where.text + ")" + rights.and("f"))
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /**
     * All figures of the zones that the filter takes in, zone by zone in the order of the pages and period by period, as they
     * all were at one moment.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void eachFigure(
            ZoneFilter filter,
            ZoneSort sort,
            boolean ascending,
            String language,
            Consumer<? super ListedZoneFigure> consumer) {
        Where where = new Where(filter);
        figures(where, sort, ascending, language, consumer);
    }

    /** How many figures of periods of the length are kept of one zone in the years. */
    public int countFigures(long zoneId, Length length, int firstYear, int lastYear) {
        Where where = new Where(zoneId, length, firstYear, lastYear);
        return database.sql("select count(*) from zone z join zone_figure f on f.zone_id = z.id" + rights.and("f")
                        + where.text)
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /** The figures of one zone in the years, of periods of the length, in order. */
    public void eachFigure(
            long zoneId, Length length, int firstYear, int lastYear, Consumer<? super ListedZoneFigure> consumer) {
        Where where = new Where(zoneId, length, firstYear, lastYear);
        figures(where, ZoneSort.KIND, true, "en", consumer);
    }

    private void figures(
            Where where,
            ZoneSort sort,
            boolean ascending,
            String language,
            Consumer<? super ListedZoneFigure> consumer) {
        String sql = "select z.*, f.id as figure_id, f.period, f.metric, f.amount, f.version as figure_version,"
                + " f.review_state, f.review_remark, f.changed_at as figure_changed_at, f.changed_by as figure_changed_by from zone z"
                + " join zone_figure f on f.zone_id = z.id" + rights.and("f") + places(sort) + where.text + " order by "
                + order(sort, ascending, language)
                + ", f.period, f.metric";
        StreamedQuery.each(
                database.sql(sql).params(where.parameters),
                (row, index) -> new ListedZoneFigure(
                        zone(row),
                        new ZoneFigure(
                                row.getLong("figure_id"),
                                row.getLong("figure_version"),
                                Period.of(row.getString("period")),
                                Metric.valueOf(row.getString("metric")),
                                row.getBigDecimal("amount"),
                                new Review(
                                        ReviewState.valueOf(row.getString("review_state")),
                                        row.getString("review_remark")),
                                row.getObject("figure_changed_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("figure_changed_by"))),
                rows -> rows,
                consumer);
    }

    private static String select(Where where, ZoneSort sort, boolean ascending, String language) {
        return "select z.* from zone z" + places(sort) + where.text + " order by " + order(sort, ascending, language);
    }

    private static String places(ZoneSort sort) {
        return sort == ZoneSort.PLACE
                ? " left join city c on c.code = z.city_code left join country k on k.code = z.country_code"
                : "";
    }

    private static String order(ZoneSort sort, boolean ascending, String language) {
        String direction = ascending ? " asc" : " desc";
        return column(sort, language) + direction + " nulls last, z.id" + direction;
    }

    private static Zone zone(ResultSet row) throws SQLException {
        return new Zone(
                row.getLong("id"),
                row.getLong("version"),
                new ZoneData(
                        ZoneKind.valueOf(row.getString("kind")),
                        row.getString("name_en"),
                        row.getString("name_zh"),
                        row.getString("city_code"),
                        row.getString("country_code"),
                        row.getObject("approved_on", LocalDate.class),
                        row.getBigDecimal("area_sqm"),
                        row.getString("operator"),
                        Set.of()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    private List<Zone> completed(List<Zone> rows) {
        Map<Long, List<String>> sectors = sectors(rows.stream().map(Zone::id).toList());
        return rows.stream()
                .map(row -> new Zone(
                        row.id(),
                        row.version(),
                        row.data().withSectors(Set.copyOf(sectors.getOrDefault(row.id(), List.of()))),
                        row.createdAt(),
                        row.createdBy(),
                        row.changedAt(),
                        row.changedBy()))
                .toList();
    }

    private Map<Long, List<String>> sectors(Collection<Long> ids) {
        Map<Long, List<String>> sectors = new HashMap<>();
        database.sql("""
                        select zs.zone_id, zs.sector_code from zone_sector zs join sector s on s.code = zs.sector_code
                        where zs.zone_id in (:ids) order by s.position""").param("ids", ids).query(row -> {
            sectors.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2));
        });
        return sectors;
    }

    /** The events that share most sectors with the zone, the latest first among equals. */
    public List<RelatedEvent> eventsOfSameSectors(long zoneId, int limit) {
        return database.sql("""
                        select e.code, e.name_en, e.name_zh, e.first_day, e.last_day, e.country_code, e.province_code,
                               count(*) as shared_sectors
                        from zone_sector zs
                        join event_sector es on es.sector_code = zs.sector_code
                        join event e on e.id = es.event_id
                        where zs.zone_id = :zone and e.status <> 'CANCELLED'%s
                        group by e.code, e.name_en, e.name_zh, e.first_day, e.last_day, e.country_code, e.province_code
                        order by shared_sectors desc, e.first_day desc, e.code
                        fetch first :limit rows only""".formatted(rights.and("e")))
                .param("zone", zoneId)
                .param("limit", limit)
                .query((row, index) -> {
                    String country = row.getString("country_code");
                    return new RelatedEvent(
                            row.getString("code"),
                            new Names(row.getString("name_en"), row.getString("name_zh")),
                            row.getObject("first_day", LocalDate.class),
                            row.getObject("last_day", LocalDate.class),
                            country != null ? country : row.getString("province_code"),
                            row.getInt("shared_sectors"));
                })
                .list();
    }

    private static String column(ZoneSort sort, String language) {
        boolean chinese = language.equals("zh");
        return switch (sort) {
            case NAME -> chinese ? "coalesce(z.name_zh, z.name_en)" : "coalesce(z.name_en, z.name_zh)";
            case KIND -> kindOrder();
            case PLACE -> chinese ? "coalesce(k.name_zh, c.name_zh)" : "coalesce(k.name_en, c.name_en)";
            case APPROVED_ON -> "z.approved_on";
            case AREA -> "z.area_sqm";
            case OPERATOR -> "z.operator";
            case CHANGED_AT -> "z.changed_at";
        };
    }

    /** In the order in which the kinds are declared, not of the alphabet. */
    private static String kindOrder() {
        StringBuilder order = new StringBuilder("case z.kind");
        for (ZoneKind kind : ZoneKind.values()) {
            order.append(" when '").append(kind).append("' then ").append(kind.ordinal());
        }
        return order.append(" end").toString();
    }

    private List<ZoneListItem> withSectors(List<ZoneListItem> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<Long, List<String>> sectors =
                sectors(rows.stream().map(ZoneListItem::id).toList());
        return rows.stream()
                .map(row -> new ZoneListItem(
                        row.id(),
                        row.kind(),
                        row.names(),
                        row.placeCode(),
                        row.approvedOn(),
                        row.areaSqm(),
                        row.operator(),
                        sectors.getOrDefault(row.id(), List.of()),
                        row.changedAt(),
                        row.changedBy()))
                .toList();
    }

    private static ZoneListItem item(ResultSet row) throws SQLException {
        String country = row.getString("country_code");
        return new ZoneListItem(
                row.getLong("id"),
                ZoneKind.valueOf(row.getString("kind")),
                new Names(row.getString("name_en"), row.getString("name_zh")),
                country != null ? country : row.getString("city_code"),
                row.getObject("approved_on", LocalDate.class),
                row.getBigDecimal("area_sqm"),
                row.getString("operator"),
                List.of(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();
        private final String text;

        Where(long zoneId, Length length, int firstYear, int lastYear) {
            conditions.add("z.id = :zone and f.period_year between :first and :last and f.period like :length");
            parameters.put("zone", zoneId);
            parameters.put("first", firstYear);
            parameters.put("last", lastYear);
            // A year is written 2021, a quarter 2021-Q1, a month 2021-03.
            parameters.put(
                    "length",
                    switch (length) {
                        case YEAR -> "____";
                        case QUARTER -> "____-Q_";
                        case MONTH -> "____-__";
                    });
            text = " where " + conditions.getFirst() + (length == Length.MONTH ? " and f.period not like '%Q%'" : "");
        }

        Where(ZoneFilter filter) {
            int word = 0;
            for (String term : filter.search().strip().toLowerCase(Locale.ROOT).split("\\s+")) {
                if (!term.isEmpty()) {
                    contain("word" + word++, term);
                }
            }
            ZoneKind kind = filter.kind();
            equal("kind", kind == null ? null : kind.name());
            equal("city_code", filter.cityCode());
            equal("country_code", filter.countryCode());
            String sector = filter.sectorCode();
            if (sector != null) {
                conditions.add("z.id in (select zone_id from zone_sector where sector_code = :sector)");
                parameters.put("sector", sector);
            }
            text = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        private void contain(String parameter, String term) {
            conditions.add(("(lower(z.name_en) like :%1$s escape '!' or lower(z.name_zh) like :%1$s escape '!'"
                            + " or lower(z.operator) like :%1$s escape '!')")
                    .formatted(parameter));
            parameters.put(
                    parameter, "%" + term.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }

        private void equal(String column, @Nullable String value) {
            if (value != null) {
                conditions.add("z." + column + " = :" + column);
                parameters.put(column, value);
            }
        }
    }
}
