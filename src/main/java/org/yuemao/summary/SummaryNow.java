package org.yuemao.summary;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Names;
import org.yuemao.event.Programme;

/** The sums as they are now: the cells, and what has been committed since they were folded. No query reads participations. */
@Component
class SummaryNow implements SummarySource {
    /** How many years of businesses are looked back upon, with the year itself. */
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
        return query(
                        "select event_year, sector_code, city_code, programme, approved, sum(events) as events,"
                                + " sum(held) as held, sum(participations) as participations, sum(intended_deals) as intended_deals,"
                                + " sum(signed_deals) as signed_deals, sum(booth_area_sqm) as booth_area_sqm,"
                                + " sum(net_space_sqm) as net_space_sqm from (select " + columns + " from summary_cell"
                                + where + " union all select " + columns + " from summary_change" + where
                                + ") c group by event_year, sector_code, city_code, programme, approved",
                        filter)
                .query((row, index) -> new CellSums(
                        row.getInt("event_year"),
                        row.getString("sector_code"),
                        row.getString("city_code"),
                        Programme.valueOf(row.getString("programme")),
                        row.getBoolean("approved"),
                        new Sums(
                                row.getLong("events"),
                                row.getLong("held"),
                                new Done(
                                        row.getLong("participations"),
                                        row.getBigDecimal("intended_deals"),
                                        row.getBigDecimal("signed_deals"),
                                        row.getBigDecimal("booth_area_sqm")),
                                row.getBigDecimal("net_space_sqm"))))
                .list();
    }

    @Override
    public List<PlaceSums> places(SummaryFilter filter) {
        String columns =
                "programme, place_code, event_month, events, held, participations, intended_deals, signed_deals";
        String where = " where event_year = :year and sector_code = :sector and city_code = :city" + programme(filter)
                + filter.included().condition("approved");
        return query(
                        "select programme, place_code, event_month, sum(events) as events, sum(held) as held,"
                                + " sum(participations) as participations, sum(intended_deals) as intended_deals,"
                                + " sum(signed_deals) as signed_deals from (select " + columns + " from place_cell"
                                + where
                                + " union all select " + columns + " from summary_change" + where
                                + ") c group by programme, place_code, event_month",
                        filter)
                .query((row, index) -> new PlaceSums(
                        filter.cityOrAll(),
                        Programme.valueOf(row.getString("programme")),
                        row.getString("place_code"),
                        row.getInt("event_month"),
                        new Sums(
                                row.getLong("events"),
                                row.getLong("held"),
                                done(row, row.getBigDecimal("intended_deals")),
                                BigDecimal.ZERO)))
                .list();
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
        return query(
                        "select city_code, programme, place_code, sum(events) as events,"
                                + " sum(participations) as participations, sum(signed_deals) as signed_deals from (select "
                                + columns + " from route_cell" + where + " union all select " + columns
                                + " from summary_change" + where + ") c group by city_code, programme, place_code",
                        filter)
                .query((row, index) -> new PlaceSums(
                        row.getString("city_code"),
                        Programme.valueOf(row.getString("programme")),
                        row.getString("place_code"),
                        0,
                        new Sums(row.getLong("events"), 0, done(row, BigDecimal.ZERO), BigDecimal.ZERO)))
                .list();
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
        JdbcClient.StatementSpec query = query(
                "select event_year, sector_code, city_code, sum(businesses) as businesses, sum(fresh) as fresh,"
                        + " sum(stayed) as stayed, sum(lost) as lost from (select " + columns + " from " + cells + where
                        + " union all select " + columns + " from business_change" + where
                        + ") c group by event_year, sector_code, city_code",
                filter);
        return (day == null ? query : query.param("day", day))
                .query((row, index) -> new BusinessSums(
                        row.getInt("event_year"),
                        row.getString("sector_code"),
                        row.getString("city_code"),
                        new BusinessCounts(
                                row.getLong("businesses"),
                                row.getLong("fresh"),
                                row.getLong("stayed"),
                                row.getLong("lost"))))
                .list();
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
                                + " order by c.participations desc, c.event_id limit " + most,
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
