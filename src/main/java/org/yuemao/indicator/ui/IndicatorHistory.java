package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.Target;
import org.yuemao.indicator.YearFigures;

/** The figures of one indicator over the years, with its targets. */
class IndicatorHistory extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final Chart chart = new Chart("", texts.text("history.how"));

    IndicatorHistory() {
        chart.setId("chart-history");
        getContent().addClassName("indicator-history");
        getContent().add(chart);
    }

    /** Shows the indicator; nothing where none is chosen, or nothing is known of it. */
    void show(@Nullable Indicator indicator, List<Reading> readings, List<Target> targets) {
        if (indicator == null) {
            setVisible(false);
            return;
        }
        SortedMap<Integer, BigDecimal> figures = YearFigures.of(
                readings.stream()
                        .map(Reading::data)
                        .filter(data -> data.indicatorCode().equals(indicator.code()))
                        .toList(),
                indicator.data().unit());
        SortedMap<Integer, BigDecimal> aims = new TreeMap<>();
        targets.stream()
                .filter(target -> indicator.code().equals(target.data().indicatorCode()))
                .forEach(target -> aims.put(target.data().year(), target.data().amount()));
        TreeSet<Integer> years = new TreeSet<>(figures.keySet());
        years.addAll(aims.keySet());
        // One point draws no line, and says no more than the row below.
        setVisible(years.size() > 1);
        if (years.size() > 1) {
            chart.setHeading(texts.text(
                    "history",
                    indicator.name(texts.locale()),
                    texts.unit(indicator.data().unit())));
            chart.show(ChartData.of(
                    ChartKind.LINE,
                    ChartUnit.NUMBER,
                    Stream.of(
                                    series("figures", texts.text("history.figures"), years, figures),
                                    series("targets", texts.text("target.amount"), years, aims))
                            .filter(one -> one.items().stream().anyMatch(item -> item.amount() != null))
                            .toList()));
        }
    }

    /** Years without a figure take their room too, or a rise over five years would look as steep as one over a year. */
    private static ChartSeries series(
            String id, String name, TreeSet<Integer> years, Map<Integer, BigDecimal> amounts) {
        return new ChartSeries(
                id,
                name,
                IntStream.rangeClosed(Objects.requireNonNull(years.first()), Objects.requireNonNull(years.last()))
                        .mapToObj(year -> ChartItem.of(String.valueOf(year), String.valueOf(year), amounts.get(year)))
                        .toList());
    }
}
