package org.yuemao.summary;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Names;
import org.yuemao.event.Programme;

/** The sums as they are now: the cells, and what has been committed since they were folded. No query reads participations. */
@Component
class SummaryNow implements SummarySource {
    /** How many years are looked back upon, with the year itself. */
    static final int YEARS = 6;

    private final JdbcClient database;

    SummaryNow(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<CellSums> sums(SummaryFilter filter) {
        String columns = "event_year, sector_code, city_code, programme, approved, events, held, participations,"
                + " intended_deals, signed_deals, booth_area_sqm, net_space_sqm";
        String where = " where event_year in (:year, :before) and (sector_code = :sector or city_code = :city)"
                + programme(filter);
        record Key(int year, String sector, String city, Programme programme, boolean approved) {}
        return added(
                        query(both("summary_cell", columns, where), filter),
                        row -> new Key(
                                row.getInt("event_year"),
                                row.getString("sector_code"),
                                row.getString("city_code"),
                                Programme.valueOf(row.getString("programme")),
                                row.getBoolean("approved")),
                        row -> new Sums(
                                row.getLong("events"),
                                row.getLong("held"),
                                new Done(
                                        row.getLong("participations"),
                                        row.getBigDecimal("intended_deals"),
                                        row.getBigDecimal("signed_deals"),
                                        row.getBigDecimal("booth_area_sqm")),
                                row.getBigDecimal("net_space_sqm")),
                        Sums::plus)
                .map(one -> new CellSums(
                        one.getKey().year(),
                        one.getKey().sector(),
                        one.getKey().city(),
                        one.getKey().programme(),
                        one.getKey().approved(),
                        one.getValue()))
                .toList();
    }

    @Override
    public List<PlaceSums> places(SummaryFilter filter) {
        String columns =
                "programme, place_code, event_month, events, held, participations, intended_deals, signed_deals";
        String where = " where event_year = :year and sector_code = :sector and city_code = :city" + programme(filter)
                + filter.included().condition("approved");
        record Key(Programme programme, String place, int month) {}
        return added(
                        query(both("place_cell", columns, where), filter),
                        row -> new Key(
                                Programme.valueOf(row.getString("programme")),
                                row.getString("place_code"),
                                row.getInt("event_month")),
                        row -> new Sums(
                                row.getLong("events"),
                                row.getLong("held"),
                                done(row, row.getBigDecimal("intended_deals")),
                                BigDecimal.ZERO),
                        Sums::plus)
                .map(one -> new PlaceSums(
                        filter.cityOrAll(),
                        one.getKey().programme(),
                        one.getKey().place(),
                        one.getKey().month(),
                        one.getValue()))
                .toList();
    }

    @Override
    public List<YearSums> years(SummaryFilter filter) {
        String select = "select event_year, programme, events from ";
        String where = " and sector_code = :sector and city_code = :city" + programme(filter)
                + filter.included().condition("approved");
        // Each year by itself: over a range of them, the cells of every sector and city would be read.
        String cells = IntStream.rangeClosed(filter.year() - YEARS + 1, filter.year())
                .mapToObj(year -> select + "summary_cell where event_year = " + year + where)
                .collect(Collectors.joining(" union all "));
        record Key(int year, Programme programme) {}
        return added(
                        query(
                                cells + " union all " + select
                                        + "summary_change where event_year between :first and :year" + where,
                                filter),
                        row -> new Key(row.getInt("event_year"), Programme.valueOf(row.getString("programme"))),
                        row -> new Sums(row.getLong("events"), 0, Done.NOTHING, BigDecimal.ZERO),
                        Sums::plus)
                .map(one -> new YearSums(one.getKey().year(), one.getKey().programme(), one.getValue()))
                .toList();
    }

    private static Done done(ResultSet row, BigDecimal intended) throws SQLException {
        return new Done(row.getLong("participations"), intended, row.getBigDecimal("signed_deals"), BigDecimal.ZERO);
    }

    @Override
    public List<PlaceSums> routes(SummaryFilter filter) {
        String columns = "city_code, programme, place_code, events, participations, signed_deals";
        String where = " where event_year = :year and sector_code = :sector and "
                + (filter.cityCode() == null ? "city_code <> '*'" : "city_code = :city") + programme(filter)
                + filter.included().condition("approved");
        record Key(String city, Programme programme, String place) {}
        return added(
                        query(both("route_cell", columns, where), filter),
                        row -> new Key(
                                row.getString("city_code"),
                                Programme.valueOf(row.getString("programme")),
                                row.getString("place_code")),
                        row -> new Sums(row.getLong("events"), 0, done(row, BigDecimal.ZERO), BigDecimal.ZERO),
                        Sums::plus)
                .map(one -> new PlaceSums(
                        one.getKey().city(),
                        one.getKey().programme(),
                        one.getKey().place(),
                        0,
                        one.getValue()))
                .toList();
    }

    @Override
    public List<BusinessSums> businesses(SummaryFilter filter) {
        return businesses(filter, "business_cell", null);
    }

    /** The same from the cells of a table, and where a day is given as far as it was recorded by then. */
    List<BusinessSums> businesses(SummaryFilter filter, String cells, @Nullable LocalDate day) {
        String columns = "event_year, sector_code, city_code, businesses, fresh, stayed, lost";
        String where = " where programme = :all_or_one and (event_year = :year or event_year between :first and :before"
                + " and sector_code = :sector)" + filter.included().condition("approved")
                + (day == null ? "" : " and recorded_on <= :day");
        String rows = "select " + columns + " from " + cells + where + " union all select " + columns
                + " from business_change" + where;
        JdbcClient.StatementSpec query = day == null
                ? query(rows, filter)
                // Each day has rows of its own: far too many to be added up here.
                : query(
                                "select event_year, sector_code, city_code, sum(businesses) as businesses, sum(fresh) as fresh,"
                                        + " sum(stayed) as stayed, sum(lost) as lost from (" + rows
                                        + ") c group by event_year, sector_code, city_code",
                                filter)
                        .param("day", day);
        record Key(int year, String sector, String city) {}
        return added(
                        query,
                        row -> new Key(
                                row.getInt("event_year"), row.getString("sector_code"), row.getString("city_code")),
                        row -> new BusinessCounts(
                                row.getLong("businesses"),
                                row.getLong("fresh"),
                                row.getLong("stayed"),
                                row.getLong("lost")),
                        BusinessCounts::plus)
                .map(one -> new BusinessSums(
                        one.getKey().year(), one.getKey().sector(), one.getKey().city(), one.getValue()))
                .toList();
    }

    /** Looked up in the order of an index, one table at a time: a join would have the databases sort all events of a year. */
    @Override
    public List<Overview.TopEvent> largest(SummaryFilter filter, int most) {
        record Largest(long eventId, long participations, BigDecimal signedDeals) {}
        List<Largest> largest = query(
                        "select c.event_id, c.participations, c.signed_deals from event_cell c where c.counted_year = :year"
                                + " and c.city_code = :city and c.participations > 0" + programme(filter)
                                + filter.included().condition("c.approved")
                                + (filter.sectorCode() == null
                                        ? ""
                                        : " and exists (select 1 from event_sector s where s.event_id = c.event_id"
                                                + " and s.sector_code = :sector)")
                                // The year and the city are the same throughout: named, since H2 looks for an index of
                                // just this order.
                                + " order by c.counted_year, c.city_code, c.participations desc, c.event_id limit "
                                + most,
                        filter)
                .query(Largest.class)
                .list();
        if (largest.isEmpty()) {
            return List.of();
        }
        record Named(String code, Names names, Programme programme) {}
        Map<Long, Named> named = database
                .sql("select id, code, name_en, name_zh, programme from event where id in (:ids)")
                .param("ids", largest.stream().map(Largest::eventId).toList())
                .query((row, index) -> Map.entry(
                        row.getLong("id"),
                        new Named(
                                row.getString("code"),
                                new Names(row.getString("name_en"), row.getString("name_zh")),
                                Programme.valueOf(row.getString("programme")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return largest.stream()
                .map(one -> {
                    Named of = Objects.requireNonNull(named.get(one.eventId()));
                    return new Overview.TopEvent(
                            of.code(), of.names(), of.programme(), one.participations(), one.signedDeals());
                })
                .toList();
    }

    /** The cells, of which each is one row, and the few rows of what was committed since they were folded. */
    private static String both(String cells, String columns, String where) {
        return "select " + columns + " from " + cells + where + " union all select " + columns + " from summary_change"
                + where;
    }

    /** What a row says. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * Adds up here the few rows that belong together: H2 needs three times as long to group thousands of cells as to read
     * them.
     */
    private static <K, V> Stream<Map.Entry<K, V>> added(
            JdbcClient.StatementSpec query, Reading<K> key, Reading<V> value, BinaryOperator<V> plus) {
        Map<K, V> sums = new LinkedHashMap<>();
        query.query(row -> {
            sums.merge(key.of(row), value.of(row), plus);
        });
        return sums.entrySet().stream();
    }

    private static String programme(SummaryFilter filter) {
        return filter.programme() == null ? "" : " and programme = :all_or_one";
    }

    private JdbcClient.StatementSpec query(String sql, SummaryFilter filter) {
        return database.sql(sql)
                .params(Map.of(
                        "year", filter.year(),
                        "before", filter.year() - 1,
                        "first", filter.year() - YEARS + 1,
                        "sector", filter.sectorOrAll(),
                        "city", filter.cityOrAll(),
                        "all_or_one", filter.programmeOrAll()));
    }
}
