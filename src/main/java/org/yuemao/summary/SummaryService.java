package org.yuemao.summary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.event.Programme;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.YearFigures;
import org.yuemao.place.Places;
import org.yuemao.security.Rights;

/**
 * Computes overviews from roll-ups and small tables; no query reads the participations. An overview is computed once for
 * all who look at the same filter, until something is committed.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class SummaryService {
    private static final int TOP = 10;

    private final JdbcClient database;
    private final Commits commits;
    private final IndicatorReadings readings;
    private final Cache<Key, Overview> computed =
            Caffeine.newBuilder().maximumSize(500).build();

    private record Key(long generation, SummaryFilter filter) {}

    SummaryService(JdbcClient database, Commits commits, IndicatorReadings readings) {
        this.database = database;
        this.commits = commits;
        this.readings = readings;
    }

    /** The years that have events, newest first. */
    public List<Integer> years() {
        return database.sql("select distinct event_year from event order by event_year desc")
                .query(Integer.class)
                .list();
    }

    /** The latest year in which an event was held, or the latest with events, or else the given one. */
    public int latestYear(int otherwise) {
        Integer held = database.sql("select max(event_year) from event where status in ('UNDER_WAY', 'COMPLETED')")
                .query(Integer.class)
                .optional()
                .orElse(null);
        return held != null ? held : years().stream().findFirst().orElse(otherwise);
    }

    /** The overview for a filter as it stands now. */
    public Overview overview(SummaryFilter filter) {
        return computed.get(new Key(commits.generation(), filter), key -> compute(filter));
    }

    private Overview compute(SummaryFilter filter) {
        return new Overview(
                filter,
                figures(filter),
                figures(filter.previousYear()),
                held(filter),
                months(filter),
                cities(filter),
                places(filter, "country_code"),
                places(filter, "province_code"),
                sectors(filter),
                topEvents(filter),
                zones(filter),
                zoneFigures(filter),
                indicators(filter));
    }

    private Overview.Figures figures(SummaryFilter filter) {
        Where events = new Where(filter);
        record OfEvents(long events, long held, BigDecimal netSpace) {}
        OfEvents ofEvents =
                events.query("""
                        select count(*) as events,
                            coalesce(sum(case when e.status in ('UNDER_WAY', 'COMPLETED') then 1 else 0 end), 0) as held,
                            coalesce(sum(e.net_space_sqm), 0) as net_space
                        from event e where\s""" + events.counted()).query(OfEvents.class).single();
        record OfCells(long participations, BigDecimal intendedDeals, BigDecimal signedDeals) {}
        OfCells ofCells = events.query("""
                        select coalesce(sum(c.participations), 0) as participations,
                            coalesce(sum(c.intended_deals), 0) as intended_deals,
                            coalesce(sum(c.signed_deals), 0) as signed_deals
                        from event e join event_cell c on c.event_id = e.id""" + events.city() + " where " + events.counted())
                .query(OfCells.class)
                .single();
        long businesses =
                businesses(filter).values().stream().mapToLong(Long::longValue).sum();
        return new Overview.Figures(
                ofEvents.events(),
                ofEvents.held(),
                businesses,
                ofCells.participations(),
                ofCells.intendedDeals(),
                ofCells.signedDeals(),
                ofEvents.netSpace());
    }

    /** Distinct businesses by city. */
    private Map<String, Long> businesses(SummaryFilter filter) {
        Map<String, Long> byCity = new HashMap<>();
        database.sql("select city_code, businesses from business_cell where event_year = :year"
                        + " and programme = :programme and sector_code = :sector and businesses > 0")
                .param("year", filter.year())
                .param(
                        "programme",
                        filter.programme() == null
                                ? CellKey.ALL
                                : filter.programme().name())
                .param("sector", filter.sectorCode() == null ? CellKey.ALL : filter.sectorCode())
                .query(row -> {
                    if (filter.cityCode() == null || filter.cityCode().equals(row.getString(1))) {
                        byCity.put(row.getString(1), row.getLong(2));
                    }
                });
        return byCity;
    }

    private List<Overview.Held> held(SummaryFilter filter) {
        List<Overview.Held> all = new ArrayList<>();
        for (Programme programme : Programme.values()) {
            if (filter.programme() != null && filter.programme() != programme) {
                continue;
            }
            SummaryFilter one = new SummaryFilter(filter.year(), programme, filter.cityCode(), filter.sectorCode());
            long[] now = heldAndPlanned(one);
            long[] before = heldAndPlanned(one.previousYear());
            // A target is set for the whole programme, so it says nothing of a part of it.
            BigDecimal target = filter.cityCode() != null || filter.sectorCode() != null
                    ? null
                    : database.sql("select amount from target where programme = :programme and target_year = :year")
                            .param("programme", programme.name())
                            .param("year", filter.year())
                            .query(BigDecimal.class)
                            .optional()
                            .orElse(null);
            all.add(new Overview.Held(programme, now[0], now[1], before[0], target));
        }
        return all;
    }

    private long[] heldAndPlanned(SummaryFilter filter) {
        Where where = new Where(filter);
        return where.query("""
                        select coalesce(sum(case when e.status in ('UNDER_WAY', 'COMPLETED') then 1 else 0 end), 0),
                            coalesce(sum(case when e.status in ('PLANNED', 'CONFIRMED') then 1 else 0 end), 0)
                        from event e where\s""" + where.counted())
                .query((row, index) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
    }

    private List<Overview.Month> months(SummaryFilter filter) {
        Where where = new Where(filter);
        return where.query("select e.programme, e.event_month as month_number, count(*) as events from event e where "
                        + where.counted() + " group by e.programme, e.event_month order by 1, 2")
                .query((row, index) ->
                        new Overview.Month(Programme.valueOf(row.getString(1)), row.getInt(2), row.getLong(3)))
                .list();
    }

    private List<Overview.Part> cities(SummaryFilter filter) {
        // The map shows all cities even when one of them is chosen.
        SummaryFilter everywhere = new SummaryFilter(filter.year(), filter.programme(), null, filter.sectorCode());
        Map<String, Long> businesses = businesses(everywhere);
        Where where = new Where(everywhere);
        return where.query("""
                        select c.city_code, count(*), sum(c.participations), sum(c.signed_deals)
                        from event e join event_cell c on c.event_id = e.id and c.participations > 0
                        where\s""" + where.counted() + " group by c.city_code order by c.city_code")
                .query((row, index) -> new Overview.Part(
                        row.getString(1),
                        row.getLong(2),
                        businesses.getOrDefault(row.getString(1), 0L),
                        row.getLong(3),
                        row.getBigDecimal(4)))
                .list();
    }

    private List<Overview.Part> places(SummaryFilter filter, String column) {
        return parts(filter, "e." + column, "", "e." + column + " is not null and ");
    }

    private List<Overview.Part> sectors(SummaryFilter filter) {
        return parts(filter, "g.sector_code", " join event_sector g on g.event_id = e.id", "");
    }

    private List<Overview.Part> parts(SummaryFilter filter, String code, String join, String condition) {
        Where where = new Where(filter);
        return where.query("select " + code + ", count(*), coalesce(sum(s.participations), 0),"
                        + " coalesce(sum(s.signed_deals), 0) from event e" + join
                        + " left join (select c.event_id, sum(c.participations) as participations,"
                        + " sum(c.signed_deals) as signed_deals from event_cell c join event x on x.id = c.event_id"
                        + " where x.event_year = :year" + where.city() + " group by c.event_id) s"
                        + " on s.event_id = e.id where " + condition + where.counted() + " group by " + code
                        + " order by 2 desc, 1")
                .query((row, index) ->
                        new Overview.Part(row.getString(1), row.getLong(2), 0, row.getLong(3), row.getBigDecimal(4)))
                .list();
    }

    private List<Overview.TopEvent> topEvents(SummaryFilter filter) {
        Where where = new Where(filter);
        return where.query("select e.code, e.name_en, e.name_zh, e.programme, sum(c.participations),"
                        + " sum(c.signed_deals) from event e join event_cell c on c.event_id = e.id" + where.city()
                        + " where " + where.counted()
                        + " group by e.code, e.name_en, e.name_zh, e.programme having sum(c.participations) > 0"
                        + " order by 5 desc, 1 limit " + TOP)
                .query((row, index) -> new Overview.TopEvent(
                        row.getString(1),
                        new Names(row.getString(2), row.getString(3)),
                        Programme.valueOf(row.getString(4)),
                        row.getLong(5),
                        row.getBigDecimal(6)))
                .list();
    }

    private List<Overview.ZoneCount> zones(SummaryFilter filter) {
        String sql = "select kind, count(*) as zones, coalesce(sum(area_sqm), 0) as area from zone z where "
                + zoneCondition(filter) + " group by kind order by 2 desc, 1";
        return zoned(sql, filter).query(Overview.ZoneCount.class).list();
    }

    private List<Overview.ZoneFigures> zoneFigures(SummaryFilter filter) {
        String sql =
                "select f.period, f.metric, sum(f.amount) as amount from zone_figure f join zone z on z.id = f.zone_id"
                        + " where f.period_year between :from and :to and f.period like '%-Q%'"
                        + " and f.metric in ('EXPORTS', 'IMPORTS', 'CROSS_BORDER_ECOMMERCE_VALUE') and "
                        + zoneCondition(filter) + " group by f.period, f.metric order by f.period, f.metric";
        return zoned(sql, filter)
                .param("from", filter.year() - 1)
                .param("to", filter.year())
                .query(Overview.ZoneFigures.class)
                .list();
    }

    private List<Overview.Indicator> indicators(SummaryFilter filter) {
        Map<String, List<Reading>> readingsOf =
                readings.of(filter.cityCode() == null ? Places.PROVINCE : filter.cityCode()).stream()
                        .filter(reading -> reading.data().period().length() == Period.Length.YEAR)
                        .collect(Collectors.groupingBy(reading -> reading.data().indicatorCode()));
        return readings.indicators().stream()
                .filter(known -> readingsOf.containsKey(known.code()))
                .map(known -> {
                    List<Reading> of = readingsOf.getOrDefault(known.code(), List.of());
                    return new Overview.Indicator(
                            known.code(), known.names(), known.data().unit(), points(known, of, filter), growth(of));
                })
                .toList();
    }

    private List<Overview.Point> points(Indicator indicator, List<Reading> readings, SummaryFilter filter) {
        Map<Integer, BigDecimal> amounts = YearFigures.of(
                readings.stream().map(Reading::data).toList(), indicator.data().unit());
        Map<Integer, BigDecimal> targets = new TreeMap<>();
        if (filter.cityCode() == null) {
            database.sql("select target_year, amount from target where indicator_code = :code")
                    .param("code", indicator.code())
                    .query(row -> {
                        targets.put(row.getInt(1), row.getBigDecimal(2));
                    });
        }
        return Stream.concat(amounts.keySet().stream(), targets.keySet().stream())
                .distinct()
                .sorted()
                .map(year -> new Overview.Point(year, amounts.get(year), targets.get(year)))
                .toList();
    }

    private static List<Overview.Growth> growth(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.data().statedChangePercent() != null)
                .map(reading -> new Overview.Growth(
                        reading.data().year(),
                        Objects.requireNonNull(reading.data().statedChangePercent()),
                        reading.growth()))
                .toList();
    }

    private static String zoneCondition(SummaryFilter filter) {
        return "1 = 1" + (filter.cityCode() == null ? "" : " and z.city_code = :city")
                + (filter.sectorCode() == null
                        ? ""
                        : " and exists (select 1 from zone_sector s where s.zone_id = z.id and s.sector_code = :sector)");
    }

    private JdbcClient.StatementSpec zoned(String sql, SummaryFilter filter) {
        JdbcClient.StatementSpec query = database.sql(sql);
        if (filter.cityCode() != null) {
            query = query.param("city", filter.cityCode());
        }
        return filter.sectorCode() == null ? query : query.param("sector", filter.sectorCode());
    }

    /** The events of a filter that count. */
    private final class Where {
        private final SummaryFilter filter;
        private final Map<String, Object> parameters = new HashMap<>();

        Where(SummaryFilter filter) {
            this.filter = filter;
            parameters.put("year", filter.year());
            if (filter.programme() != null) {
                parameters.put("programme", filter.programme().name());
            }
            if (filter.sectorCode() != null) {
                parameters.put("sector", filter.sectorCode());
            }
            if (filter.cityCode() != null) {
                parameters.put("city", filter.cityCode());
            }
        }

        String counted() {
            return "e.event_year = :year and e." + RollUps.COUNTED
                    + (filter.programme() == null ? "" : " and e.programme = :programme")
                    + (filter.sectorCode() == null
                            ? ""
                            : " and exists (select 1 from event_sector w where w.event_id = e.id and w.sector_code = :sector)")
                    + (filter.cityCode() == null
                            ? ""
                            : " and exists (select 1 from event_cell w where w.event_id = e.id and w.city_code = :city"
                                    + " and w.participations > 0)");
        }

        /** Restricts the cells {@code c} to the city that was chosen. */
        String city() {
            return filter.cityCode() == null ? "" : " and c.city_code = :city";
        }

        JdbcClient.StatementSpec query(String sql) {
            return database.sql(sql).params(parameters);
        }
    }
}
