package org.yuemao.report;

import java.math.BigDecimal;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.base.Period;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.base.ui.Formats;
import org.yuemao.event.Programme;
import org.yuemao.indicator.GrowthCheck.Verdict;
import org.yuemao.place.City;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;

/** The charts of reports: those of the overview, whole, since nobody can point at paper. */
@Component
class ReportCharts {
    private final Places places;
    private final Wording wording;

    ReportCharts(Places places, Wording wording) {
        this.places = places;
        this.wording = wording;
    }

    /** What was held against the target, for each programme that has one. */
    List<ReportChart> targets(Overview overview, Locale language) {
        return overview.held().stream()
                .filter(held -> held.target() != null)
                .map(held -> new ReportChart(
                        "target." + held.programme(),
                        text("summary.chart.target." + held.programme(), language),
                        text("summary.chart.target.how", language),
                        new ChartData(
                                ChartKind.GAUGE,
                                ChartUnit.COUNT,
                                List.of(new ChartSeries(
                                        "held",
                                        text("report.held", language),
                                        List.of(ChartItem.of(
                                                held.programme().name(),
                                                text("event.programme." + held.programme(), language),
                                                held.held())))),
                                held.target()),
                        null))
                .toList();
    }

    /** Events by month. */
    List<ReportChart> months(Overview overview, Locale language) {
        List<ChartSeries> series = overview.held().stream()
                .map(Overview.Held::programme)
                .map(programme -> months(overview, programme, language))
                .toList();
        return List.of(chart(
                "months",
                language,
                ChartData.of(series.size() == 1 ? ChartKind.BAR : ChartKind.STACKED_BAR, ChartUnit.COUNT, series)));
    }

    private ChartSeries months(Overview overview, Programme programme, Locale language) {
        Map<Integer, Long> events = overview.months().stream()
                .filter(month -> month.programme() == programme)
                .collect(Collectors.toMap(Overview.Month::month, Overview.Month::events));
        return new ChartSeries(
                programme.name(),
                text("event.programme." + programme, language),
                IntStream.rangeClosed(1, 12)
                        .mapToObj(month -> ChartItem.of(
                                String.valueOf(month),
                                Month.of(month).getDisplayName(TextStyle.SHORT_STANDALONE, language),
                                events.getOrDefault(month, 0L)))
                        .toList());
    }

    /** Where the events took place. */
    List<ReportChart> destinations(Overview overview, Locale language) {
        return List.of(
                chart(
                        "countries",
                        language,
                        ChartData.of(
                                ChartKind.TREEMAP,
                                ChartUnit.COUNT,
                                text("summary.events", language),
                                events(overview.countries(), language))),
                chart(
                        "provinces",
                        language,
                        ChartData.of(
                                ChartKind.HORIZONTAL_BAR,
                                ChartUnit.COUNT,
                                text("summary.events", language),
                                events(overview.provinces(), language))));
    }

    /** From where businesses came, and what they signed. */
    List<ReportChart> cities(Overview overview, Locale language) {
        Map<String, Overview.Part> byCode =
                overview.cities().stream().collect(Collectors.toMap(Overview.Part::code, Function.identity()));
        Map<String, BigDecimal> byRegion = new LinkedHashMap<>();
        List<ChartItem> tiles = new ArrayList<>();
        List<ChartItem> points = new ArrayList<>();
        for (City city : places.cities()) {
            Overview.Part part = byCode.get(city.code());
            String name = city.names().in(language);
            tiles.add(ChartItem.tile(
                    city.code(), name, part == null ? 0 : part.businesses(), city.tileColumn(), city.tileRow()));
            byRegion.merge(city.region(), part == null ? BigDecimal.ZERO : part.signedDeals(), BigDecimal::add);
            if (part != null) {
                points.add(new ChartItem(
                        city.code(), name, part.signedDeals(), BigDecimal.valueOf(part.businesses()), null));
            }
        }
        String signed = text("summary.signed", language);
        ChartData regions = ChartData.of(
                ChartKind.RING,
                ChartUnit.CNY,
                signed,
                byRegion.entrySet().stream()
                        .map(region ->
                                ChartItem.of(region.getKey(), region(region.getKey(), language), region.getValue()))
                        .toList());
        return List.of(
                chart(
                        "cities",
                        language,
                        ChartData.of(ChartKind.TILE_MAP, ChartUnit.COUNT, text("summary.businesses", language), tiles)),
                chart("regions", language, regions),
                new ReportChart(
                        "deals",
                        text("summary.chart.deals", language),
                        text("report.chart.deals.how", language),
                        ChartData.of(ChartKind.SCATTER, ChartUnit.CNY, signed, points),
                        text("summary.businesses", language)));
    }

    private String region(String code, Locale language) {
        return text("summary.region." + code.toLowerCase(Locale.ROOT).replace('_', '-'), language);
    }

    /** What the events were about, and the largest of them. */
    List<ReportChart> sectors(Overview overview, Locale language) {
        return List.of(
                chart(
                        "sectors",
                        language,
                        ChartData.of(
                                ChartKind.HORIZONTAL_BAR,
                                ChartUnit.COUNT,
                                text("summary.events", language),
                                events(overview.sectors(), language))),
                chart(
                        "top-events",
                        language,
                        ChartData.of(
                                ChartKind.HORIZONTAL_BAR,
                                ChartUnit.COUNT,
                                text("summary.participations", language),
                                overview.topEvents().stream()
                                        .map(event -> ChartItem.of(
                                                event.code(), event.names().in(language), event.participations()))
                                        .toList())));
    }

    /** How many zones there are, and what they achieved. */
    List<ReportChart> zones(Overview overview, Locale language) {
        Map<String, Map<String, BigDecimal>> byMetric = new LinkedHashMap<>();
        TreeSet<String> periods = new TreeSet<>();
        overview.zoneFigures().forEach(figure -> {
            periods.add(figure.period());
            byMetric.computeIfAbsent(figure.metric(), metric -> new HashMap<>()).put(figure.period(), figure.amount());
        });
        List<ChartSeries> figures = byMetric.entrySet().stream()
                .map(metric -> new ChartSeries(
                        metric.getKey(),
                        text("zone.metric." + metric.getKey(), language),
                        periods.stream()
                                .map(period -> ChartItem.of(
                                        period,
                                        Formats.period(Period.of(period), language),
                                        metric.getValue().get(period)))
                                .toList()))
                .toList();
        return List.of(
                chart(
                        "zones",
                        language,
                        ChartData.of(
                                ChartKind.HORIZONTAL_BAR,
                                ChartUnit.COUNT,
                                text("summary.zones", language),
                                overview.zones().stream()
                                        .map(zone -> ChartItem.of(
                                                zone.kind(), text("zone.kind." + zone.kind(), language), zone.zones()))
                                        .toList())),
                chart("zone-figures", language, ChartData.of(ChartKind.AREA, ChartUnit.CNY, figures)));
    }

    /** What sources state and what follows from it, then each indicator that has a history. */
    List<ReportChart> indicators(Overview overview, Locale language) {
        return Stream.concat(
                        Stream.of(growth(overview, language)),
                        overview.indicators().stream()
                                .filter(one -> one.points().stream()
                                                .filter(point -> point.amount() != null)
                                                .count()
                                        > 1)
                                .map(one -> history(one, language)))
                .toList();
    }

    private ReportChart growth(Overview overview, Locale language) {
        List<ChartItem> stated = new ArrayList<>();
        List<ChartItem> recomputed = new ArrayList<>();
        overview.indicators().forEach(one -> one.growth().forEach(rate -> {
            String id = one.code() + " " + rate.year();
            String name = (rate.recomputed().verdict() == Verdict.DOES_NOT_FOLLOW ? "⚠ " : "")
                    + one.names().in(language) + " " + rate.year();
            stated.add(ChartItem.of(id, name, rate.statedPercent()));
            recomputed.add(ChartItem.of(id, name, rate.recomputed().recomputedPercent()));
        }));
        return chart(
                "growth",
                language,
                ChartData.of(
                        ChartKind.HORIZONTAL_BAR,
                        ChartUnit.PERCENT,
                        List.of(
                                new ChartSeries("stated", text("summary.growth.stated", language), stated),
                                new ChartSeries(
                                        "recomputed", text("summary.growth.recomputed", language), recomputed))));
    }

    private ReportChart history(Overview.Indicator one, Locale language) {
        List<ChartSeries> series = Stream.of(
                        series("observed", "summary.figures.observed", one, Overview.Point::amount, language),
                        series("target", "summary.figures.target", one, Overview.Point::target, language))
                .filter(line -> line.items().stream().anyMatch(item -> item.amount() != null))
                .toList();
        return new ReportChart(
                "indicator." + one.code(),
                wording.of("report.chart.indicator", language, one.names().in(language), unit(one.unit(), language)),
                text("summary.chart.figures.how", language),
                ChartData.of(ChartKind.LINE, ChartUnit.NUMBER, series),
                null);
    }

    private String unit(String unit, Locale language) {
        return wording.find("indicator.unit." + unit.toLowerCase(Locale.ROOT).replace(' ', '-'), language)
                .orElse(unit);
    }

    /** Years without a figure take their room too, or a rise over five years would look as steep as one over a year. */
    private ChartSeries series(
            String id,
            String nameKey,
            Overview.Indicator one,
            Function<Overview.Point, @Nullable BigDecimal> amount,
            Locale language) {
        Map<Integer, Overview.Point> known =
                one.points().stream().collect(Collectors.toMap(Overview.Point::year, Function.identity()));
        return new ChartSeries(
                id,
                text(nameKey, language),
                IntStream.rangeClosed(
                                one.points().getFirst().year(),
                                one.points().getLast().year())
                        .mapToObj(year -> ChartItem.of(
                                String.valueOf(year),
                                String.valueOf(year),
                                amount.apply(known.getOrDefault(year, new Overview.Point(year, null, null)))))
                        .toList());
    }

    private List<ChartItem> events(List<Overview.Part> parts, Locale language) {
        return parts.stream()
                .map(part -> ChartItem.of(part.code(), places.nameOf(part.code(), language), part.events()))
                .toList();
    }

    /** Explained in words of its own where the overview's ask to choose something. */
    private ReportChart chart(String id, Locale language, ChartData data) {
        return new ReportChart(
                id,
                text("summary.chart." + id, language),
                wording.find("report.chart." + id + ".how", language)
                        .orElseGet(() -> text("summary.chart." + id + ".how", language)),
                data,
                null);
    }

    private String text(String key, Locale language) {
        return wording.of(key, language);
    }
}
