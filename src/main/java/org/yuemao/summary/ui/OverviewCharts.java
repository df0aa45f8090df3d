package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
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
import java.util.stream.IntStream;
import org.yuemao.base.Period;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.event.Programme;
import org.yuemao.place.City;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;

/** The charts of an overview. */
class OverviewCharts extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    // More bars than these cannot be read side by side; the lists have them all.
    private static final int MOST_BARS = 12;

    private final transient Places places;
    private final Map<Programme, Chart> targets = new LinkedHashMap<>();
    private final Chart months = chart("months", "wide");
    private final Chart cities = chart("cities", "map");
    private final Chart countries = chart("countries", "narrow");
    private final Chart provinces = chart("provinces", "half");
    private final Chart sectors = chart("sectors", "half");
    private final Chart topEvents = chart("top-events", "two-thirds");
    private final Chart regions = chart("regions", "third");
    private final Chart deals = chart("deals", "half");
    private final Chart zones = chart("zones", "half");
    private final Chart zoneFigures = chart("zone-figures", "full");
    private final OverviewIndicators indicators = new OverviewIndicators();

    /** The consumers are told the code of a city or a sector that a person chooses on a chart. */
    OverviewCharts(Places places, SerializableConsumer<String> cityChosen, SerializableConsumer<String> sectorChosen) {
        this.places = places;
        cities.addItemClickListener(clicked -> cityChosen.accept(clicked.itemId()));
        sectors.addItemClickListener(clicked -> sectorChosen.accept(clicked.itemId()));
        topEvents.addItemClickListener(clicked -> UI.getCurrent().navigate("events/" + clicked.itemId()));
        Div gauges = new Div();
        gauges.addClassNames("overview-panel", "narrow", "gauges");
        for (Programme programme : Programme.values()) {
            Chart gauge = new Chart(
                    getTranslation("summary.chart.target." + programme), getTranslation("summary.chart.target.how"));
            targets.put(programme, gauge);
            gauges.add(gauge);
        }
        getContent().addClassName("overview-charts");
        getContent().add(months, gauges, cities, countries, sectors, provinces, topEvents, regions, deals, zones);
        getContent().add(zoneFigures, indicators);
    }

    private Chart chart(String name, String room) {
        Chart chart =
                new Chart(getTranslation("summary.chart." + name), getTranslation("summary.chart." + name + ".how"));
        chart.setId("chart-" + name);
        chart.addClassNames("overview-panel", room);
        return chart;
    }

    void show(Overview overview) {
        showTargets(overview);
        showMonths(overview);
        showCities(overview);
        countries.show(ChartData.of(
                ChartKind.TREEMAP,
                ChartUnit.COUNT,
                getTranslation("summary.events"),
                parts(overview.countries(), Integer.MAX_VALUE, part -> BigDecimal.valueOf(part.events()))));
        provinces.show(ChartData.of(
                ChartKind.HORIZONTAL_BAR,
                ChartUnit.COUNT,
                getTranslation("summary.events"),
                parts(overview.provinces(), MOST_BARS, part -> BigDecimal.valueOf(part.events()))));
        sectors.show(ChartData.of(
                ChartKind.HORIZONTAL_BAR,
                ChartUnit.COUNT,
                getTranslation("summary.events"),
                parts(overview.sectors(), MOST_BARS, part -> BigDecimal.valueOf(part.events()))));
        topEvents.show(ChartData.of(
                ChartKind.HORIZONTAL_BAR,
                ChartUnit.COUNT,
                getTranslation("summary.participations"),
                overview.topEvents().stream()
                        .map(event -> ChartItem.of(event.code(), event.names().in(getLocale()), event.participations()))
                        .toList()));
        showZones(overview);
        indicators.show(overview);
    }

    private void showTargets(Overview overview) {
        targets.values().forEach(gauge -> gauge.setVisible(false));
        overview.held().forEach(held -> {
            Chart gauge = targets.get(held.programme());
            if (gauge != null) {
                gauge.setVisible(true);
                gauge.show(new ChartData(
                        ChartKind.GAUGE,
                        ChartUnit.COUNT,
                        List.of(new ChartSeries(
                                "held",
                                getTranslation("summary.events"),
                                List.of(ChartItem.of(
                                        held.programme().name(),
                                        getTranslation("event.programme." + held.programme()),
                                        held.held())))),
                        held.target()));
            }
        });
    }

    private void showMonths(Overview overview) {
        List<ChartSeries> series = new ArrayList<>();
        for (Programme programme : Programme.values()) {
            if (overview.filter().programme() != null && overview.filter().programme() != programme) {
                continue;
            }
            Map<Integer, Long> events = new HashMap<>();
            overview.months().stream()
                    .filter(month -> month.programme() == programme)
                    .forEach(month -> events.put(month.month(), month.events()));
            series.add(new ChartSeries(
                    programme.name(),
                    getTranslation("event.programme." + programme),
                    IntStream.rangeClosed(1, 12)
                            .mapToObj(month -> ChartItem.of(
                                    String.valueOf(month),
                                    Month.of(month).getDisplayName(TextStyle.SHORT_STANDALONE, getLocale()),
                                    events.getOrDefault(month, 0L)))
                            .toList()));
        }
        months.show(ChartData.of(ChartKind.STACKED_BAR, ChartUnit.COUNT, series));
    }

    private void showCities(Overview overview) {
        Map<String, Overview.Part> byCode = new HashMap<>();
        overview.cities().forEach(part -> byCode.put(part.code(), part));
        Map<String, BigDecimal> byRegion = new LinkedHashMap<>();
        List<ChartItem> tiles = new ArrayList<>();
        List<ChartItem> points = new ArrayList<>();
        for (City city : places.cities()) {
            Overview.Part part = byCode.get(city.code());
            String name = city.names().in(getLocale());
            tiles.add(ChartItem.tile(
                    city.code(), name, part == null ? 0 : part.businesses(), city.tileColumn(), city.tileRow()));
            byRegion.merge(city.region(), part == null ? BigDecimal.ZERO : part.signedDeals(), BigDecimal::add);
            if (part != null) {
                points.add(new ChartItem(
                        city.code(), name, part.signedDeals(), BigDecimal.valueOf(part.businesses()), null));
            }
        }
        cities.show(ChartData.of(ChartKind.TILE_MAP, ChartUnit.COUNT, getTranslation("summary.businesses"), tiles));
        regions.show(ChartData.of(
                ChartKind.RING,
                ChartUnit.CNY,
                getTranslation("summary.signed"),
                byRegion.entrySet().stream()
                        .map(region -> ChartItem.of(
                                region.getKey(),
                                getTranslation("summary.region."
                                        + region.getKey()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')),
                                region.getValue()))
                        .toList()));
        deals.show(ChartData.of(ChartKind.SCATTER, ChartUnit.CNY, getTranslation("summary.signed"), points));
    }

    private void showZones(Overview overview) {
        zones.show(ChartData.of(
                ChartKind.HORIZONTAL_BAR,
                ChartUnit.COUNT,
                getTranslation("summary.zones"),
                overview.zones().stream()
                        .map(zone ->
                                ChartItem.of(zone.kind(), getTranslation("zone.kind." + zone.kind()), zone.zones()))
                        .toList()));
        Map<String, Map<String, BigDecimal>> byMetric = new LinkedHashMap<>();
        TreeSet<String> periods = new TreeSet<>();
        overview.zoneFigures().forEach(figure -> {
            periods.add(figure.period());
            byMetric.computeIfAbsent(figure.metric(), metric -> new HashMap<>()).put(figure.period(), figure.amount());
        });
        zoneFigures.show(ChartData.of(
                ChartKind.AREA,
                ChartUnit.CNY,
                byMetric.entrySet().stream()
                        .map(metric -> new ChartSeries(
                                metric.getKey(),
                                getTranslation("zone.metric." + metric.getKey()),
                                periods.stream()
                                        .map(period -> ChartItem.of(
                                                period,
                                                Formats.period(Period.of(period), getLocale()),
                                                metric.getValue().get(period)))
                                        .toList()))
                        .toList()));
    }

    private List<ChartItem> parts(List<Overview.Part> parts, int most, Function<Overview.Part, BigDecimal> amount) {
        return parts.stream()
                .limit(most)
                .map(part -> ChartItem.of(part.code(), places.nameOf(part.code(), getLocale()), amount.apply(part)))
                .toList();
    }
}
