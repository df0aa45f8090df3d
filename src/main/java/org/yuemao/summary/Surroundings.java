package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Period;
import org.yuemao.event.Programme;
import org.yuemao.indicator.EarlierIndicators;
import org.yuemao.indicator.GrowthCheck;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.TargetData;
import org.yuemao.indicator.YearFigures;
import org.yuemao.place.Places;
import org.yuemao.zone.EarlierZones;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneData;

/** What an overview says besides events: zones and their figures, indicators and targets, now or as of an earlier day. */
@Component
class Surroundings {
    private static final Set<Metric> TRADE =
            Set.of(Metric.EXPORTS, Metric.IMPORTS, Metric.CROSS_BORDER_ECOMMERCE_VALUE);

    private final JdbcClient database;
    private final IndicatorReadings readings;
    private final EarlierZones earlierZones;
    private final EarlierIndicators earlierIndicators;

    Surroundings(
            JdbcClient database,
            IndicatorReadings readings,
            EarlierZones earlierZones,
            EarlierIndicators earlierIndicators) {
        this.database = database;
        this.readings = readings;
        this.earlierZones = earlierZones;
        this.earlierIndicators = earlierIndicators;
    }

    /** What should be reached, by subject. */
    List<TargetData> targets(@Nullable LocalDate day) {
        if (day != null) {
            return earlierIndicators.targets(day);
        }
        return database.sql("select programme, indicator_code, target_year, amount from target")
                .query((row, index) -> new TargetData(
                        row.getString(1) == null ? null : Programme.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getInt(3),
                        row.getBigDecimal(4)))
                .list();
    }

    List<Overview.ZoneCount> zones(SummaryFilter filter, @Nullable LocalDate day) {
        if (day == null) {
            String sql = "select kind, count(*) as zones, coalesce(sum(area_sqm), 0) as area from zone z where 1 = 1"
                    + where(filter).text() + " group by kind order by 2 desc, 1";
            return database.sql(sql)
                    .params(where(filter).parameters())
                    .query(Overview.ZoneCount.class)
                    .list();
        }
        return earlierZones.zones(day).values().stream()
                .filter(zone -> takesIn(filter, zone))
                .collect(Collectors.groupingBy(zone -> zone.kind().name()))
                .entrySet()
                .stream()
                .map(kind -> new Overview.ZoneCount(
                        kind.getKey(),
                        kind.getValue().size(),
                        kind.getValue().stream()
                                .map(zone -> Objects.requireNonNullElse(zone.areaSqm(), BigDecimal.ZERO))
                                .reduce(BigDecimal.ZERO, BigDecimal::add)))
                .sorted(Comparator.comparingLong(Overview.ZoneCount::zones)
                        .reversed()
                        .thenComparing(Overview.ZoneCount::kind))
                .toList();
    }

    List<Overview.ZoneFigures> zoneFigures(SummaryFilter filter, @Nullable LocalDate day) {
        if (day == null) {
            String sql =
                    "select f.period, f.metric, sum(f.amount) as amount from zone_figure f join zone z on z.id = f.zone_id"
                            + " where f.period_year between :from and :to and f.period like '%-Q%'"
                            + " and f.metric in ('EXPORTS', 'IMPORTS', 'CROSS_BORDER_ECOMMERCE_VALUE')"
                            + ofFigures(filter).text() + " group by f.period, f.metric order by f.period, f.metric";
            return database.sql(sql)
                    .params(ofFigures(filter).parameters())
                    .param("from", filter.year() - 1)
                    .param("to", filter.year())
                    .query(Overview.ZoneFigures.class)
                    .list();
        }
        record Of(String period, String metric) {}
        Map<Long, ZoneData> zones = earlierZones.zones(day);
        return earlierZones.figures(day, filter.year() - 1, filter.year()).stream()
                .filter(figure -> figure.period().length() == Period.Length.QUARTER && TRADE.contains(figure.metric()))
                .filter(figure -> filter.included().takesIn(figure.approved())
                        && zones.containsKey(figure.zoneId())
                        && takesIn(filter, Objects.requireNonNull(zones.get(figure.zoneId()))))
                .collect(Collectors.groupingBy(
                        figure -> new Of(
                                figure.period().toString(), figure.metric().name()),
                        Collectors.reducing(BigDecimal.ZERO, EarlierZones.Figure::amount, BigDecimal::add)))
                .entrySet()
                .stream()
                .map(of -> new Overview.ZoneFigures(
                        of.getKey().period(), of.getKey().metric(), of.getValue()))
                .sorted(Comparator.comparing(Overview.ZoneFigures::period).thenComparing(Overview.ZoneFigures::metric))
                .toList();
    }

    private static ZoneConditions where(SummaryFilter filter) {
        return new ZoneConditions(Counted.of(Measure.ZONES, filter));
    }

    private static ZoneConditions ofFigures(SummaryFilter filter) {
        return new ZoneConditions(Counted.of(Measure.ZONE_FIGURES, filter));
    }

    static boolean takesIn(SummaryFilter filter, ZoneData zone) {
        return (filter.cityCode() == null || filter.cityCode().equals(zone.cityCode()))
                && (filter.sectorCode() == null || zone.sectors().contains(filter.sectorCode()));
    }

    /** An observation and what came of recomputing its rate. */
    private record Read(ObservationData data, GrowthCheck.Result growth) {}

    List<Overview.Indicator> indicators(SummaryFilter filter, @Nullable LocalDate day, List<TargetData> targets) {
        Map<String, List<Read>> readingsOf = read(filter, day)
                .filter(reading -> reading.data().period().length() == Period.Length.YEAR)
                .collect(Collectors.groupingBy(reading -> reading.data().indicatorCode()));
        return readings.indicators().stream()
                .filter(known -> readingsOf.containsKey(known.code()))
                .map(known -> {
                    List<Read> of = readingsOf.getOrDefault(known.code(), List.of());
                    return new Overview.Indicator(
                            known.code(),
                            known.names(),
                            known.data().unit(),
                            // Targets are set for the province.
                            points(known, of, filter.cityCode() == null ? targets : List.of()),
                            growth(of));
                })
                .toList();
    }

    private Stream<Read> read(SummaryFilter filter, @Nullable LocalDate day) {
        String geography = filter.cityCode() == null ? Places.PROVINCE : filter.cityCode();
        boolean approvedAlone = filter.included() == Included.APPROVED;
        if (day == null) {
            return (approvedAlone ? readings.approvedOf(geography) : readings.of(geography))
                    .stream().map(one -> new Read(one.data(), one.growth()));
        }
        List<ObservationData> then = earlierIndicators.observations(geography, day, approvedAlone);
        return then.stream().map(one -> new Read(one, GrowthCheck.check(one, then)));
    }

    private static List<Overview.Point> points(Indicator indicator, List<Read> readings, List<TargetData> all) {
        Map<Integer, BigDecimal> amounts = YearFigures.of(
                readings.stream().map(Read::data).toList(), indicator.data().unit());
        Map<Integer, BigDecimal> targets = new TreeMap<>();
        all.stream()
                .filter(target -> indicator.code().equals(target.indicatorCode()))
                .forEach(target -> targets.put(target.year(), target.amount()));
        return Stream.concat(amounts.keySet().stream(), targets.keySet().stream())
                .distinct()
                .sorted()
                .map(year -> new Overview.Point(year, amounts.get(year), targets.get(year)))
                .toList();
    }

    private static List<Overview.Growth> growth(List<Read> readings) {
        return readings.stream()
                .filter(reading -> reading.data().statedChangePercent() != null)
                .map(reading -> new Overview.Growth(
                        reading.data().year(),
                        Objects.requireNonNull(reading.data().statedChangePercent()),
                        reading.growth()))
                .toList();
    }
}
