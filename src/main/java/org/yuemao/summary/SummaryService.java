package org.yuemao.summary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
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
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize(Rights.READ)
public class SummaryService {
    private static final int TOP = 10;
    private static final String BY_YEAR = "select event_year, events, held from summary_cell where sector_code = '*'"
            + " and city_code = '*' union all select event_year, events, held from summary_change"
            + " where sector_code = '*' and city_code = '*'";

    private final JdbcClient database;
    private final Commits commits;
    private final IndicatorReadings readings;
    private final SummaryNow now;
    private final SummaryEarlier earlier;
    private final Cache<Wanted, Computed> computed =
            Caffeine.newBuilder().maximumSize(500).build();
    private final AtomicLong computations = new AtomicLong();

    /** A summary as of now, or of an earlier day. */
    private record Wanted(SummaryFilter filter, @Nullable LocalDate day) {}

    private record Computed(long generation, Overview overview) {}

    SummaryService(
            JdbcClient database, Commits commits, IndicatorReadings readings, SummaryNow now, SummaryEarlier earlier) {
        this.database = database;
        this.now = now;
        this.earlier = earlier;
        this.commits = commits;
        this.readings = readings;
    }

    /** The years that have events that count, newest first. */
    public List<Integer> years() {
        return database.sql("select event_year from (" + BY_YEAR
                        + ") y group by event_year having sum(events) > 0 order by event_year desc")
                .query(Integer.class)
                .list();
    }

    /** The latest year in which an event was held, or the latest with events, or else the given one. */
    public int latestYear(int otherwise) {
        Integer held = database.sql("select max(event_year) from (select event_year from (" + BY_YEAR
                        + ") y group by event_year having sum(held) > 0) h")
                .query(Integer.class)
                .optional()
                .orElse(null);
        return held != null ? held : years().stream().findFirst().orElse(otherwise);
    }

    /** The overview for a filter as it stands now. */
    public Overview overview(SummaryFilter filter) {
        return overview(new Wanted(filter, null));
    }

    /** The overview for a filter as it stood at the end of a day, counted as events, places and cities stood then. */
    public Overview overview(SummaryFilter filter, LocalDate day) {
        return overview(new Wanted(filter, day));
    }

    private Overview overview(Wanted wanted) {
        Computed kept = computed.getIfPresent(wanted);
        if (kept == null || kept.generation() != commits.generation()) {
            // Those who ask meanwhile wait for the one. What was counted before the commit is given up.
            kept = computed.asMap().compute(wanted, (key, known) -> {
                long generation = commits.generation();
                return known != null && known.generation() == generation
                        ? known
                        : new Computed(generation, compute(wanted.filter(), wanted.day()));
            });
        }
        return kept.overview();
    }

    /** How many overviews have been computed since the program was started, each for all who look at the same filter. */
    public long computed() {
        return computations.get();
    }

    /** The events that the filter counts otherwise at the end of one day than at the end of a later one, by their code. */
    public List<EventBetweenDays> between(SummaryFilter filter, LocalDate first, LocalDate last) {
        return earlier.between(filter, first, last);
    }

    private Overview compute(SummaryFilter filter, @Nullable LocalDate day) {
        computations.incrementAndGet();
        SummarySource source = day == null ? now : earlier.at(filter, day);
        OverviewSums sums = new OverviewSums(filter, source.sums(filter), source.businesses(filter));
        List<SummarySource.PlaceSums> places = source.places(filter);
        return new Overview(
                filter,
                day,
                sums.figures(filter.year()),
                sums.figures(filter.year() - 1),
                held(filter, sums),
                OverviewSums.months(places),
                OverviewSums.months(source.places(filter.previousYear())),
                sums.cities(filter.year()),
                sums.cities(filter.year() - 1),
                OverviewSums.places(places, Programme.GTW),
                OverviewSums.places(places, Programme.GTN),
                sums.sectors(),
                source.routes(filter).stream()
                        .filter(route -> route.sums().done().participations() > 0)
                        .map(route -> new Overview.Route(
                                route.cityCode(),
                                route.programme(),
                                route.placeCode(),
                                route.sums().events(),
                                route.sums().done().participations(),
                                route.sums().done().signedDeals()))
                        .toList(),
                places.stream()
                        .filter(place -> place.sums().events() > 0)
                        .map(place -> new Overview.PlaceMonth(
                                place.programme(),
                                place.placeCode(),
                                place.month(),
                                place.sums().events(),
                                place.sums().done().participations(),
                                place.sums().done().signedDeals()))
                        .toList(),
                sums.retention(),
                source.largest(filter, TOP),
                zones(filter),
                zoneFigures(filter),
                indicators(filter));
    }

    private List<Overview.Held> held(SummaryFilter filter, OverviewSums sums) {
        List<Overview.Held> all = new ArrayList<>();
        for (Programme programme : Programme.values()) {
            if (filter.takesIn(programme)) {
                Sums now = sums.of(programme, filter.year());
                all.add(new Overview.Held(
                        programme,
                        now.held(),
                        now.events() - now.held(),
                        sums.of(programme, filter.year() - 1).held(),
                        target(filter, programme)));
            }
        }
        return all;
    }

    /** A target is set for the whole programme, so it says nothing of a part of it. */
    private @Nullable BigDecimal target(SummaryFilter filter, Programme programme) {
        if (filter.cityCode() != null || filter.sectorCode() != null) {
            return null;
        }
        return database.sql("select amount from target where programme = :programme and target_year = :year")
                .param("programme", programme.name())
                .param("year", filter.year())
                .query(BigDecimal.class)
                .optional()
                .orElse(null);
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
}
