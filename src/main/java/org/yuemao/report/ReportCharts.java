package org.yuemao.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yuemao.base.Period;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartRole;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.ui.Formats;
import org.yuemao.place.Places;
import org.yuemao.summary.ChartWords;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryCharts;

/** The charts of summaries as reports show them: whole, and in words for those who cannot choose anything in them. */
@Component
class ReportCharts {
    private final Places places;
    private final Wording wording;

    ReportCharts(Places places, Wording wording) {
        this.places = places;
        this.wording = wording;
    }

    /** Those of the charts that have something to say about the overview. */
    List<ReportChart> of(Overview overview, Locale language, List<SummaryChart> charts) {
        SummaryCharts drawn = SummaryCharts.whole(new Words(wording, places, language));
        return charts.stream()
                .map(chart -> new ReportChart(
                        chart.id(),
                        wording.of(chart.titleKey(), language),
                        // In words of its own where the overview's ask to choose something.
                        wording.find("report.chart." + chart.id() + ".how", language)
                                        .orElseGet(() -> wording.of(chart.howKey(), language))
                                + ofRows(chart, overview, language),
                        withoutEmptyComparison(drawn.data(chart, overview))))
                .filter(chart -> saysSomething(chart.data()))
                .toList();
    }

    private String ofRows(SummaryChart chart, Overview overview, Locale language) {
        return chart.isReviewed()
                ? " " + wording.of(overview.filter().included().howKey(), language)
                : "";
    }

    /** A gauge says nothing without a target, nor do businesses that stay where there are none. */
    private static boolean saysSomething(ChartData data) {
        return switch (data.kind()) {
            case GAUGE -> data.target() != null;
            case RETENTION, LINE, GROUPED -> hasAmount(data.series().stream());
            default -> true;
        };
    }

    /** On paper nobody asks where the year before is, if nothing was kept in it. */
    private static ChartData withoutEmptyComparison(ChartData data) {
        return new ChartData(
                data.kind(),
                data.unit(),
                data.series().stream()
                        .filter(series -> series.role() != ChartRole.BEFORE || hasAmount(Stream.of(series)))
                        .toList(),
                data.target(),
                data.across());
    }

    private static boolean hasAmount(Stream<ChartSeries> series) {
        return series.flatMap(one -> one.items().stream())
                .anyMatch(item -> item.amount() != null
                        && Objects.requireNonNull(item.amount()).signum() != 0);
    }

    /** The words of charts on paper. */
    private record Words(Wording wording, Places places, Locale locale) implements ChartWords {
        @Override
        public String text(String key, Object... parameters) {
            return wording.of(key, locale, parameters);
        }

        @Override
        public String period(Period period) {
            return Formats.period(period, locale);
        }

        @Override
        public String unit(String unit) {
            return wording.find(
                            "indicator.unit." + unit.toLowerCase(Locale.ROOT).replace(' ', '-'), locale)
                    .orElse(unit);
        }
    }
}
