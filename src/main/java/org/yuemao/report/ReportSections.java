package org.yuemao.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.yuemao.summary.Overview;

/** The sections of a report in their order. */
@Component
public class ReportSections {
    private final List<ReportSection> all;

    ReportSections(ReportCharts charts, KeyFigures figures, GeneratedTexts texts) {
        all = List.of(
                new Section("summary", charts::targets, texts::summary) {
                    @Override
                    public List<KeyFigure> figures(Overview overview, Locale language) {
                        return figures.of(overview, language);
                    }
                },
                new Section("months", charts::months, texts::months),
                new Section("destinations", charts::destinations, texts::destinations),
                new Section("cities", charts::cities, texts::cities),
                new Section("sectors", charts::sectors, texts::sectors),
                new Section("zones", charts::zones, texts::zones),
                new Section("indicators", charts::indicators, texts::indicators));
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
        private final BiFunction<Overview, Locale, List<ReportChart>> charts;
        private final BiFunction<Overview, Locale, String> text;

        Section(
                String id,
                BiFunction<Overview, Locale, List<ReportChart>> charts,
                BiFunction<Overview, Locale, String> text) {
            this.id = id;
            this.charts = charts;
            this.text = text;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public List<ReportChart> charts(Overview overview, Locale language) {
            return charts.apply(overview, language);
        }

        @Override
        public String generatedText(Overview overview, Locale language) {
            return text.apply(overview, language);
        }
    }
}
