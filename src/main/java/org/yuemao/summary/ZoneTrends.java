package org.yuemao.summary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Period;
import org.yuemao.security.Rights;
import org.yuemao.zone.EarlierZones;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigures;
import org.yuemao.zone.ZoneKind;

/** Adds up what zones reported: of each kind and metric over the years, by city and for a square metre. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ZoneTrends {
    private static final int YEARS = 6;

    private final JdbcClient database;
    private final Commits commits;
    private final EarlierZones earlier;
    private final CountableRows countable;
    private final Cache<Wanted, Computed> computed =
            Caffeine.newBuilder().maximumSize(500).build();

    ZoneTrends(JdbcClient database, Commits commits, EarlierZones earlier, CountableRows countable) {
        this.countable = countable;
        this.database = database;
        this.commits = commits;
        this.earlier = earlier;
    }

    private record Wanted(
            ZoneKind kind,
            Metric metric,
            SummaryFilter filter,
            @Nullable LocalDate day) {}

    private record Computed(long generation, ZoneTrend trend) {}

    private record Figure(
            long id,
            long zoneId,
            @Nullable String place,
            @Nullable BigDecimal area,
            Period period,
            BigDecimal amount) {}

    /** The years up to the filter's, for all its cities and sectors; computed once for all who look at the same. */
    public ZoneTrend of(ZoneKind kind, Metric metric, SummaryFilter filter) {
        return of(kind, metric, filter, null);
    }

    /** The same as it stood at the end of an earlier day, or as it is now where none is given. */
    public ZoneTrend of(ZoneKind kind, Metric metric, SummaryFilter filter, @Nullable LocalDate day) {
        Wanted wanted = new Wanted(kind, metric, countable.of(filter), day);
        Computed kept = computed.getIfPresent(wanted);
        if (kept == null || kept.generation() != commits.generation()) {
            long generation = commits.generation();
            kept = new Computed(generation, compute(wanted));
            computed.put(wanted, kept);
        }
        return kept.trend();
    }

    private ZoneTrend compute(Wanted wanted) {
        int last = wanted.filter().year();
        Counted counted =
                Counted.of(Measure.ZONE_FIGURES, wanted.filter()).ofZones(wanted.kind(), wanted.metric(), last);
        Map<Integer, ZoneTrend.Sum> years = new TreeMap<>();
        Map<String, ZoneTrend.Sum> places = new HashMap<>();
        List<Figure> all = wanted.day() == null
                ? figures(counted, last - YEARS + 1, last)
                : earlierFigures(wanted, last - YEARS + 1, last, wanted.day());
        byZoneAndYear(wanted.metric(), all).forEach(figures -> {
            ZoneTrend.Sum sum = sum(figures);
            int year = figures.getFirst().period().year();
            years.merge(year, sum, ZoneTrend.Sum::plus);
            if (year == last) {
                places.merge(
                        Objects.requireNonNullElse(figures.getFirst().place(), SumKey.ELSEWHERE),
                        sum,
                        ZoneTrend.Sum::plus);
            }
        });
        return new ZoneTrend(
                wanted.kind(),
                wanted.metric(),
                last,
                years.entrySet().stream()
                        .map(year -> new ZoneTrend.OfYear(year.getKey(), year.getValue()))
                        .toList(),
                places.entrySet().stream()
                        .map(place -> new ZoneTrend.OfPlace(place.getKey(), place.getValue()))
                        .sorted(Comparator.comparing(
                                        (ZoneTrend.OfPlace place) -> place.sum().amount())
                                .reversed()
                                .thenComparing(ZoneTrend.OfPlace::code))
                        .toList());
    }

    private static ZoneTrend.Sum sum(List<Figure> figures) {
        BigDecimal amount = figures.stream().map(Figure::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal area = figures.getFirst().area();
        boolean known = area != null && area.signum() > 0;
        return new ZoneTrend.Sum(
                1, amount, known ? amount : BigDecimal.ZERO, known ? Objects.requireNonNull(area) : BigDecimal.ZERO);
    }

    /** The figures that a year's number of the zones of a kind adds up. */
    List<Long> figures(Counted counted) {
        Metric metric = Metric.valueOf(Objects.requireNonNull(counted.subject()));
        return byZoneAndYear(metric, figures(counted, counted.year(), counted.year())).stream()
                .flatMap(List::stream)
                .map(Figure::id)
                .toList();
    }

    /** For each zone and year the figures that count. */
    private static List<List<Figure>> byZoneAndYear(Metric metric, List<Figure> figures) {
        record Of(long zoneId, int year) {}
        return figures.stream()
                .collect(Collectors.groupingBy(
                        figure -> new Of(figure.zoneId(), figure.period().year())))
                .values()
                .stream()
                .map(of -> ZoneFigures.ofYear(metric, of, Figure::period))
                .toList();
    }

    private List<Figure> figures(Counted counted, int first, int last) {
        ZoneKind kind = ZoneKind.valueOf(Objects.requireNonNull(counted.zoneKind()));
        ZoneConditions where = new ZoneConditions(counted);
        return database.sql("select f.id, f.zone_id, " + (kind.abroad() ? "z.country_code" : "z.city_code")
                        + " as place, z.area_sqm, f.period, f.amount from zone_figure f join zone z on z.id = f.zone_id"
                        + " where f.period_year between :first and :last and f.metric = :metric and z.kind = :kind"
                        + where.text())
                .params(where.parameters())
                .param("first", first)
                .param("last", last)
                .param("metric", Objects.requireNonNull(counted.subject()))
                .param("kind", kind.name())
                .query((row, index) -> new Figure(
                        row.getLong("id"),
                        row.getLong("zone_id"),
                        row.getString("place"),
                        row.getBigDecimal("area_sqm"),
                        Period.of(row.getString("period")),
                        row.getBigDecimal("amount")))
                .list();
    }

    private List<Figure> earlierFigures(Wanted wanted, int first, int last, LocalDate day) {
        Map<Long, ZoneData> zones = earlier.zones(day);
        zones.values().removeIf(zone -> zone.kind() != wanted.kind() || !Surroundings.takesIn(wanted.filter(), zone));
        return earlier.figures(day, first, last).stream()
                .filter(figure -> wanted.filter().included().takesIn(figure.approved())
                        && figure.metric() == wanted.metric()
                        && zones.containsKey(figure.zoneId()))
                .map(figure -> {
                    ZoneData zone = Objects.requireNonNull(zones.get(figure.zoneId()));
                    return new Figure(
                            0, figure.zoneId(), zone.placeCode(), zone.areaSqm(), figure.period(), figure.amount());
                })
                .toList();
    }
}
