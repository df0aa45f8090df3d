package org.yuemao.report;

import static org.yuemao.summary.SummaryChart.CITIES;
import static org.yuemao.summary.SummaryChart.CITY_RANKING;
import static org.yuemao.summary.SummaryChart.COMPARED_PROGRAMMES;
import static org.yuemao.summary.SummaryChart.COMPARED_YEARS;
import static org.yuemao.summary.SummaryChart.COUNTRIES;
import static org.yuemao.summary.SummaryChart.CUMULATIVE;
import static org.yuemao.summary.SummaryChart.DEALS;
import static org.yuemao.summary.SummaryChart.GROWTH;
import static org.yuemao.summary.SummaryChart.INDICATORS;
import static org.yuemao.summary.SummaryChart.MONTHS;
import static org.yuemao.summary.SummaryChart.PLACE_MONTHS;
import static org.yuemao.summary.SummaryChart.PROVINCES;
import static org.yuemao.summary.SummaryChart.REGIONS;
import static org.yuemao.summary.SummaryChart.RETENTION;
import static org.yuemao.summary.SummaryChart.ROUTES;
import static org.yuemao.summary.SummaryChart.SECTORS;
import static org.yuemao.summary.SummaryChart.TARGET_GTN;
import static org.yuemao.summary.SummaryChart.TARGET_GTW;
import static org.yuemao.summary.SummaryChart.TOP_EVENTS;
import static org.yuemao.summary.SummaryChart.YEARS;
import static org.yuemao.summary.SummaryChart.ZONES;
import static org.yuemao.summary.SummaryChart.ZONE_FIGURES;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;

/** The sections of a report in their order. */
@Component
public class ReportSections {
    private final List<ReportSection> all;

    ReportSections(ReportCharts charts, KeyFigures figures, GeneratedTexts texts) {
        all = List.of(
                new Section("summary", charts, List.of(TARGET_GTW, TARGET_GTN, CUMULATIVE), texts::summary) {
                    @Override
                    public List<KeyFigure> figures(Overview overview, Locale language) {
                        return figures.of(overview, language);
                    }
                },
                new Section(
                        "months", charts, List.of(MONTHS, COMPARED_YEARS, COMPARED_PROGRAMMES, YEARS), texts::months),
                new Section(
                        "destinations",
                        charts,
                        List.of(COUNTRIES, PROVINCES, PLACE_MONTHS, ROUTES),
                        texts::destinations),
                new Section("cities", charts, List.of(CITIES, CITY_RANKING, RETENTION, REGIONS, DEALS), texts::cities),
                new Section("sectors", charts, List.of(SECTORS, TOP_EVENTS), texts::sectors),
                new Section("zones", charts, List.of(ZONES, ZONE_FIGURES), texts::zones),
                new Section("indicators", charts, List.of(INDICATORS, GROWTH), texts::indicators));
    }

    public List<ReportSection> all() {
        return all;
    }

    /** The section with the id, if there is one. */
    public Optional<ReportSection> find(String id) {
        return all.stream().filter(section -> section.id().equals(id)).findFirst();
    }

    private static class Section implements ReportSection {
        private final String id;
        private final ReportCharts charts;
        private final List<SummaryChart> shown;
        private final BiFunction<Overview, Locale, String> text;

        Section(String id, ReportCharts charts, List<SummaryChart> shown, BiFunction<Overview, Locale, String> text) {
            this.id = id;
            this.charts = charts;
            this.shown = shown;
            this.text = text;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public List<ReportChart> charts(Overview overview, Locale language) {
            return charts.of(overview, language, shown);
        }

        @Override
        public String generatedText(Overview overview, Locale language) {
            return text.apply(overview, language);
        }
    }
}
