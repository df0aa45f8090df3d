package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.base.ui.chart.ChartItemClicked;
import org.yuemao.event.Programme;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.place.Places;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.ZoneTrends;

/** The charts of an overview. */
class OverviewCharts extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Places places;
    private final Map<SummaryChart, SummaryChartView> charts = new EnumMap<>(SummaryChart.class);
    private final OverviewIndicators indicators;
    private final OverviewZones zones;
    private final SerializableConsumer<Counted> counted;
    private final Choices choices;
    private transient volatile @Nullable Overview shown;

    /** What a person may choose on a chart instead of having its rows shown. */
    interface Choices extends Serializable {
        /** Whether choosing a mark filters, if it can. */
        boolean filters();

        void city(String code);

        void sector(String code);
    }

    /** The consumer is told which rows a mark counts that a person chooses. */
    OverviewCharts(
            Places places,
            ChartWorkbook workbook,
            ZoneTrends trends,
            SerializableConsumer<Counted> counted,
            Choices choices) {
        this.places = places;
        this.counted = counted;
        this.choices = choices;
        indicators = new OverviewIndicators(places);
        zones = new OverviewZones(trends, places, counted);
        Div gauges = new Div(chart(SummaryChart.TARGET_GTW), chart(SummaryChart.TARGET_GTN));
        gauges.addClassNames("overview-panel", "narrow", "gauges");
        ChartDownload download = new ChartDownload(places, workbook);
        Chart.offerWorkbooks(getContent(), event -> download.send(asked(Chart.asked(event)), shown, event));
        getContent().addClassName("overview-charts");
        getContent()
                .add(
                        panel(SummaryChart.MONTHS, "wide"),
                        gauges,
                        panel(SummaryChart.CITIES, "map"),
                        panel(SummaryChart.COUNTRIES, "narrow"),
                        panel(SummaryChart.CUMULATIVE, "half"),
                        panel(SummaryChart.COMPARED_YEARS, "half"),
                        panel(SummaryChart.CITY_RANKING, "half"),
                        panel(SummaryChart.RETENTION, "half"),
                        panel(SummaryChart.ROUTES, "full"),
                        panel(SummaryChart.PLACE_MONTHS, "full"),
                        panel(SummaryChart.SECTORS, "half"),
                        panel(SummaryChart.PROVINCES, "half"),
                        panel(SummaryChart.TOP_EVENTS, "two-thirds"),
                        panel(SummaryChart.REGIONS, "third"),
                        panel(SummaryChart.DEALS, "half"),
                        panel(SummaryChart.COMPARED_PROGRAMMES, "half"),
                        panel(SummaryChart.ZONES, "half"),
                        panel(SummaryChart.ZONE_FIGURES, "half"),
                        zones,
                        indicators,
                        panel(SummaryChart.INDICATORS, "full"));
    }

    private SummaryChartView panel(SummaryChart which, String room) {
        SummaryChartView chart = chart(which);
        chart.addClassNames("overview-panel", room);
        return chart;
    }

    private SummaryChartView chart(SummaryChart which) {
        SummaryChartView chart = new SummaryChartView(which, places, null);
        chart.setId("chart-" + which.id());
        chart.onChosen(clicked -> chosen(which, chart, clicked));
        charts.put(which, chart);
        return chart;
    }

    private void chosen(SummaryChart which, SummaryChartView chart, ChartItemClicked clicked) {
        if (choices.filters() && chart.isByCity() && places.city(clicked.itemId()) != null) {
            choices.city(clicked.itemId());
        } else if (choices.filters() && which == SummaryChart.SECTORS) {
            choices.sector(clicked.itemId());
        } else {
            chart.openRows(clicked, counted);
        }
    }

    private @Nullable Chart asked(String id) {
        return Stream.of(charts.values().stream().map(SummaryChartView::chart), zones.charts(), indicators.charts())
                .flatMap(Function.identity())
                .filter(chart -> id.equals(chart.getId().orElse("")))
                .findFirst()
                .orElse(null);
    }

    void show(Overview overview) {
        shown = overview;
        charts.values().forEach(chart -> chart.show(overview));
        gauge(SummaryChart.TARGET_GTW, overview.filter().programme() != Programme.GTN);
        gauge(SummaryChart.TARGET_GTN, overview.filter().programme() != Programme.GTW);
        zones.show(overview);
        indicators.show(overview);
    }

    private void gauge(SummaryChart which, boolean visible) {
        Objects.requireNonNull(charts.get(which)).setVisible(visible);
    }
}
