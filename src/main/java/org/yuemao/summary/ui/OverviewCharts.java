package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.base.ui.chart.ChartItemClicked;
import org.yuemao.event.Programme;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.place.Places;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryCharts;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.ZoneTrends;

/** The charts of an overview. */
class OverviewCharts extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    /** Charts that are about all cities or sectors even where one is chosen; what is chosen stands out on them. */
    private static final Set<SummaryChart> BY_CITY =
            EnumSet.of(SummaryChart.CITIES, SummaryChart.CITY_RANKING, SummaryChart.DEALS);

    private final transient Places places;
    private final transient ChartWorkbook workbook;
    private final transient SummaryCharts contents;
    private final Map<SummaryChart, Chart> charts = new EnumMap<>(SummaryChart.class);
    private final OverviewIndicators indicators = new OverviewIndicators();
    private final OverviewZones zones;
    private final SerializableConsumer<Counted> counted;
    private final Choices choices;
    private transient @Nullable Overview shown;

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
        this.workbook = workbook;
        this.counted = counted;
        this.choices = choices;
        zones = new OverviewZones(trends, places, counted);
        contents = new SummaryCharts(new ScreenWords(places, getLocale()));
        Div gauges = new Div(chart(SummaryChart.TARGET_GTW), chart(SummaryChart.TARGET_GTN));
        gauges.addClassNames("overview-panel", "narrow", "gauges");
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

    private Chart panel(SummaryChart which, String room) {
        Chart chart = chart(which);
        chart.addClassNames("overview-panel", room);
        return chart;
    }

    private Chart chart(SummaryChart which) {
        Chart chart = new Chart(getTranslation(which.titleKey()), getTranslation(which.howKey()));
        chart.setCountedHow(getTranslation(which.howKey()) + "\n" + getTranslation("summary.how"));
        chart.setId("chart-" + which.id());
        chart.addItemClickListener(clicked -> chosen(which, clicked));
        chart.setWorkbook(data -> event -> send(event, which, data));
        charts.put(which, chart);
        return chart;
    }

    private void send(DownloadEvent event, SummaryChart which, ChartData data) throws IOException {
        String title = getTranslation(which.titleKey());
        event.setFileName(title + " " + Objects.requireNonNull(shown).filter().year() + ".xlsx");
        event.setContentType(ChartWorkbook.CONTENT_TYPE);
        event.getResponse().setHeader("Cache-Control", "private, no-store");
        workbook.write(data, title, getTranslation(which.howKey()), about(shown), getLocale(), event.getOutputStream());
    }

    /** What the charts are about, as a file says it: the year, what it is narrowed to, and the day. */
    private String about(Overview overview) {
        SummaryFilter filter = overview.filter();
        return Stream.of(
                        String.valueOf(filter.year()),
                        filter.programme() == null ? "" : getTranslation("event.programme." + filter.programme()),
                        filter.cityCode() == null ? "" : places.nameOf(filter.cityCode(), getLocale()),
                        filter.sectorCode() == null ? "" : places.nameOf(filter.sectorCode(), getLocale()),
                        overview.asOf() == null
                                ? ""
                                : getTranslation("summary.as-of", Formats.date(overview.asOf(), getLocale())))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private void chosen(SummaryChart which, ChartItemClicked clicked) {
        if (choices.filters() && BY_CITY.contains(which) && places.city(clicked.itemId()) != null) {
            choices.city(clicked.itemId());
        } else if (choices.filters() && which == SummaryChart.SECTORS) {
            choices.sector(clicked.itemId());
        } else {
            SummaryCharts.counted(
                            which, Objects.requireNonNull(shown), clicked.seriesId(), clicked.itemId(), places.cities())
                    .ifPresent(counted);
        }
    }

    void show(Overview overview) {
        shown = overview;
        charts.forEach((which, chart) -> chart.show(contents.data(which, overview)));
        String city = overview.filter().cityCode();
        BY_CITY.forEach(
                which -> Objects.requireNonNull(charts.get(which)).select(city == null ? Set.of() : Set.of(city)));
        gauge(SummaryChart.TARGET_GTW, overview.filter().programme() != Programme.GTN);
        gauge(SummaryChart.TARGET_GTN, overview.filter().programme() != Programme.GTW);
        zones.show(overview);
        indicators.show(overview);
    }

    private void gauge(SummaryChart which, boolean visible) {
        Objects.requireNonNull(charts.get(which)).setVisible(visible);
    }
}
