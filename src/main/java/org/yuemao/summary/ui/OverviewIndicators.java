package org.yuemao.summary.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryCharts;

/** The published indicators: their growth as stated and as recomputed, and the figures of one of them over the years. */
class OverviewIndicators extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final SummaryChartView growth;
    private final UnorderedList wrong = new UnorderedList();
    private final ComboBox<String> indicator = new ComboBox<>();
    private final Chart figures =
            new Chart(getTranslation("summary.chart.figures"), getTranslation("summary.chart.figures.how"));
    private transient @Nullable Overview shown;
    private List<String> said = List.of();
    private List<String> offered = List.of();
    private boolean offering;

    private record Wrong(Locale language) {}

    private record Figures(@Nullable String indicator, Locale language) {}

    OverviewIndicators(Places places) {
        growth = new SummaryChartView(SummaryChart.GROWTH, places, null);
        growth.setId("chart-growth");
        growth.offerRows(counted -> {});
        figures.addItemClickListener(clicked -> ObservationsAddress.open(ObservationsAddress.of(
                Objects.requireNonNull(shown).filter(),
                Objects.requireNonNull(indicator.getValue()),
                clicked.itemId())));
        figures.setId("chart-figures");
        wrong.addClassName("overview-wrong");
        wrong.setVisible(false);
        indicator.setLabel(getTranslation("summary.indicator"));
        indicator.setItemLabelGenerator(code -> find(code).map(this::name).orElse(code));
        indicator.addValueChangeListener(chosen -> {
            if (offering) {
                return;
            }
            if (chosen.getValue() == null) {
                // One of them is always shown.
                indicator.setValue(chosen.getOldValue());
                return;
            }
            showFigures();
        });
        Anchor all = new Anchor("indicators", getTranslation("summary.indicators.all"));
        all.getElement().setAttribute("router-link", true);
        getContent().addClassName("overview-indicators");
        getContent().add(panel(growth, wrong), panel(indicator, figures, all));
    }

    private static Div panel(Component... parts) {
        Div panel = new Div(parts);
        panel.addClassNames("overview-panel", "half");
        return panel;
    }

    Stream<Chart> charts() {
        return Stream.of(growth.chart(), figures);
    }

    void show(Overview overview) {
        setVisible(!overview.indicators().isEmpty());
        shown = overview;
        figures.setExplanation(getTranslation("summary.chart.figures.how") + " "
                + getTranslation(overview.filter().included().howKey()));
        showGrowth(overview);
        List<String> codes = overview.indicators().stream()
                .filter(one -> !one.points().isEmpty())
                // Those that have a history first: a single figure draws no line.
                .sorted((one, other) ->
                        Integer.compare(other.points().size(), one.points().size()))
                .map(Overview.Indicator::code)
                .toList();
        String chosen = indicator.getValue();
        offering = true;
        if (!codes.equals(offered)) {
            offered = codes;
            indicator.setItems(codes);
        }
        indicator.setValue(
                codes.contains(chosen) ? chosen : codes.stream().findFirst().orElse(null));
        offering = false;
        showFigures();
    }

    private void showGrowth(Overview overview) {
        growth.show(overview);
        List<String> sentences = OncePerOverview.of(overview, new Wrong(getLocale()), () -> wrong(overview));
        if (!sentences.equals(said)) {
            said = sentences;
            wrong.removeAll();
            sentences.forEach(sentence -> wrong.add(new ListItem(sentence)));
            wrong.setVisible(!sentences.isEmpty());
        }
    }

    private List<String> wrong(Overview overview) {
        return overview.indicators().stream()
                .flatMap(one -> one.growth().stream()
                        .filter(SummaryCharts::isWrong)
                        .map(rate -> getTranslation(
                                "summary.growth.wrong",
                                name(one),
                                String.valueOf(rate.year()),
                                Formats.decimal(rate.statedPercent(), 1, getLocale()),
                                Formats.decimal(
                                        Objects.requireNonNull(rate.recomputed().recomputedPercent()),
                                        1,
                                        getLocale()))))
                .toList();
    }

    private void showFigures() {
        String code = indicator.getValue();
        figures.showShared(OncePerOverview.of(
                Objects.requireNonNull(shown),
                new Figures(code, getLocale()),
                () -> Chart.shared(
                        figures(find(code).map(Overview.Indicator::points).orElse(List.of())))));
    }

    private ChartData figures(List<Overview.Point> points) {
        return ChartData.of(
                ChartKind.LINE,
                ChartUnit.NUMBER,
                Stream.of(
                                series("observed", "summary.figures.observed", points, Overview.Point::amount),
                                series("target", "summary.figures.target", points, Overview.Point::target))
                        .filter(one -> one.items().stream().anyMatch(item -> item.amount() != null))
                        .toList());
    }

    private ChartSeries series(
            String id,
            String nameKey,
            List<Overview.Point> points,
            Function<Overview.Point, @Nullable BigDecimal> amount) {
        return new ChartSeries(
                id,
                getTranslation(nameKey),
                everyYear(points).stream()
                        .map(point -> ChartItem.of(
                                String.valueOf(point.year()), String.valueOf(point.year()), amount.apply(point)))
                        .toList());
    }

    /** Years without a figure take their room too, or a rise over five years would look as steep as one over a year. */
    private static List<Overview.Point> everyYear(List<Overview.Point> points) {
        Map<Integer, Overview.Point> known =
                points.stream().collect(Collectors.toMap(Overview.Point::year, Function.identity()));
        return points.isEmpty()
                ? points
                : IntStream.rangeClosed(
                                points.getFirst().year(), points.getLast().year())
                        .mapToObj(year -> known.getOrDefault(year, new Overview.Point(year, null, null)))
                        .toList();
    }

    private String name(Overview.Indicator one) {
        return one.names().in(getLocale());
    }

    private Optional<Overview.Indicator> find(@Nullable String code) {
        return Objects.requireNonNull(shown).indicators().stream()
                .filter(one -> one.code().equals(code))
                .findFirst();
    }
}
