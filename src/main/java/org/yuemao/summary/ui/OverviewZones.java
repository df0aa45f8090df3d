package org.yuemao.summary.ui;

import com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.place.Places;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Measure;
import org.yuemao.summary.Overview;
import org.yuemao.summary.ZoneTrend;
import org.yuemao.summary.ZoneTrends;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneKind;

/** What the zones of a chosen kind reported of a chosen metric: over the years and by city, in all or for a square metre. */
class OverviewZones extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    /** As many as the province has cities; warehouses stand in more countries, of which the largest are shown. */
    private static final int PLACES = 21;

    private final transient ZoneTrends trends;
    private final transient Places places;
    private final SerializableConsumer<Counted> counted;
    private final ComboBox<ZoneKind> kind = new ComboBox<>();
    private final ComboBox<Metric> metric = new ComboBox<>();
    private final Checkbox density = new Checkbox();
    private final Chart years =
            new Chart(getTranslation("summary.chart.zone-years"), getTranslation("summary.chart.zone-years.how"));
    private final Chart cities =
            new Chart(getTranslation("summary.chart.zone-cities"), getTranslation("summary.chart.zone-cities.how"));
    private transient @Nullable Overview shown;
    private List<ZoneKind> offered = List.of();
    private boolean offering;

    private record Reported(ZoneKind kind, Metric metric) {}

    private record Drawn(boolean byCity, ZoneKind kind, Metric metric, boolean perSqm, Locale language) {}

    OverviewZones(ZoneTrends trends, Places places, SerializableConsumer<Counted> counted) {
        this.trends = trends;
        this.places = places;
        this.counted = counted;
        kind.setLabel(getTranslation("zone.kind"));
        kind.setItemLabelGenerator(one -> getTranslation("zone.kind." + one));
        metric.setLabel(getTranslation("summary.zones.metric"));
        metric.setItemLabelGenerator(one -> getTranslation("zone.metric." + one));
        density.setLabel(getTranslation("summary.zones.per-square-metre"));
        kind.addValueChangeListener(chosen -> ifChosen(chosen, () -> offerMetrics(chosen.getValue())));
        metric.addValueChangeListener(chosen -> ifChosen(chosen, () -> {}));
        density.addValueChangeListener(chosen -> ifChosen(chosen, () -> {}));
        years.setId("chart-zone-years");
        cities.setId("chart-zone-cities");
        years.addItemClickListener(clicked -> showRows(Integer.parseInt(clicked.itemId()), null));
        cities.addItemClickListener(
                clicked -> showRows(Objects.requireNonNull(shown).filter().year(), clicked.itemId()));
        Div choice = new Div(kind, metric, density);
        choice.addClassName("filter-bar");
        Div charts = new Div(years, cities);
        charts.addClassName("overview-zone-charts");
        getContent().addClassNames("overview-panel", "full", "overview-zones");
        getContent().add(choice, charts);
    }

    private void showRows(int year, @Nullable String place) {
        Counted of = Counted.of(
                        Measure.ZONE_FIGURES, Objects.requireNonNull(shown).filter())
                .ofZones(kind.getValue(), metric.getValue(), year);
        if (place != null) {
            of = kind.getValue().abroad() ? of.at(place) : of.from(Set.of(place));
        }
        counted.accept(of);
    }

    Stream<Chart> charts() {
        return Stream.of(years, cities);
    }

    void show(Overview overview) {
        shown = overview;
        String ofRows = " " + getTranslation(overview.filter().included().howKey());
        years.setExplanation(getTranslation("summary.chart.zone-years.how") + ofRows);
        cities.setExplanation(getTranslation("summary.chart.zone-cities.how") + ofRows);
        List<ZoneKind> kinds = overview.zones().stream()
                .map(zone -> ZoneKind.valueOf(zone.kind()))
                .toList();
        setVisible(!kinds.isEmpty());
        if (!isVisible()) {
            return;
        }
        offering = true;
        ZoneKind chosen = kind.getValue();
        if (!kinds.equals(offered)) {
            offered = kinds;
            kind.setItems(kinds);
        }
        kind.setValue(kinds.contains(chosen) ? chosen : kinds.getFirst());
        if (!kind.getValue().equals(chosen)) {
            offerMetrics(kind.getValue());
        }
        offering = false;
        showTrend();
    }

    private void offerMetrics(ZoneKind of) {
        boolean before = offering;
        offering = true;
        metric.setItems(of.metrics());
        metric.setValue(of.metrics().getFirst());
        offering = before;
    }

    private <T> void ifChosen(ComponentValueChangeEvent<? extends HasValue<?, T>, T> chosen, Runnable then) {
        if (offering) {
            return;
        }
        if (chosen.getValue() == null) {
            // One of them is always shown.
            chosen.getHasValue().setValue(chosen.getOldValue());
            return;
        }
        then.run();
        showTrend();
    }

    private void showTrend() {
        Overview overview = Objects.requireNonNull(shown);
        years.showShared(drawn(overview, false));
        cities.showShared(drawn(overview, true));
    }

    private ChartData drawn(Overview overview, boolean byCity) {
        ZoneKind ofKind = kind.getValue();
        Metric reported = metric.getValue();
        boolean perSqm = density.getValue();
        return OncePerOverview.of(overview, new Drawn(byCity, ofKind, reported, perSqm, getLocale()), () -> {
            ZoneTrend trend = OncePerOverview.of(
                    overview,
                    new Reported(ofKind, reported),
                    () -> trends.of(ofKind, reported, overview.filter(), overview.asOf()));
            return Chart.shared(byCity ? byCity(trend, perSqm) : byYear(trend, perSqm));
        });
    }

    private ChartData byYear(ZoneTrend trend, boolean perSqm) {
        int first = trend.years().isEmpty()
                ? trend.year()
                : trend.years().getFirst().year();
        return ChartData.of(
                ChartKind.LINE,
                unit(trend.metric(), perSqm),
                List.of(new ChartSeries(
                        "years",
                        nameOf(trend.metric(), perSqm),
                        // A year without figures is a gap, or the next would seem to follow it.
                        IntStream.rangeClosed(first, trend.year())
                                .mapToObj(year -> ChartItem.of(
                                        String.valueOf(year),
                                        String.valueOf(year),
                                        trend.years().stream()
                                                .filter(one -> one.year() == year)
                                                .findFirst()
                                                .map(one -> amount(one.sum(), perSqm))
                                                .orElse(null)))
                                .toList())));
    }

    private ChartData byCity(ZoneTrend trend, boolean perSqm) {
        return ChartData.of(
                ChartKind.HORIZONTAL_BAR,
                unit(trend.metric(), perSqm),
                nameOf(trend.metric(), perSqm),
                trend.places().stream()
                        .limit(PLACES)
                        .map(place -> ChartItem.of(place.code(), nameOf(place.code()), amount(place.sum(), perSqm)))
                        .toList());
    }

    private String nameOf(Metric reported, boolean perSqm) {
        return getTranslation("zone.metric." + reported)
                + (perSqm ? " / " + getTranslation("summary.zones.square-metre") : "");
    }

    private String nameOf(String code) {
        return code.equals("-") ? getTranslation("summary.elsewhere") : places.nameOf(code, getLocale());
    }

    private static @Nullable BigDecimal amount(ZoneTrend.Sum sum, boolean perSqm) {
        return perSqm ? sum.perSquareMetre() : sum.amount();
    }

    private static ChartUnit unit(Metric metric, boolean perSqm) {
        return perSqm
                ? ChartUnit.NUMBER
                : switch (metric.unit()) {
                    case CNY -> ChartUnit.CNY;
                    case SQM -> ChartUnit.SQM;
                    case COUNT -> ChartUnit.COUNT;
                };
    }
}
