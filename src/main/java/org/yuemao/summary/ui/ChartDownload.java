package org.yuemao.summary.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;

/** Sends what a chart of an overview shows as a workbook. */
final class ChartDownload {
    private final Places places;
    private final ChartWorkbook workbook;

    ChartDownload(Places places, ChartWorkbook workbook) {
        this.places = places;
        this.workbook = workbook;
    }

    /** Sends it in the language of the chart; says that there is none while nothing is shown. */
    void send(@Nullable Chart chart, @Nullable Overview overview, DownloadEvent event) throws IOException {
        ChartData data = chart == null ? null : chart.data();
        if (chart == null || data == null || overview == null) {
            event.getResponse().sendError(404, "Nothing is shown");
            return;
        }
        Locale language = chart.language();
        event.setFileName(chart.heading() + " " + overview.filter().year() + ".xlsx");
        event.setContentType(ChartWorkbook.CONTENT_TYPE);
        event.getResponse().setHeader("Cache-Control", "private, no-store");
        workbook.write(
                data,
                chart.heading(),
                chart.explanation(),
                about(chart, overview, language),
                language,
                event.getOutputStream());
    }

    /** What it is about, as a file says it: the year, what it is narrowed to, and the day. */
    private String about(Chart chart, Overview overview, Locale language) {
        SummaryFilter filter = overview.filter();
        return Stream.of(
                        String.valueOf(filter.year()),
                        filter.programme() == null
                                ? ""
                                : chart.getTranslation(language, "event.programme." + filter.programme()),
                        filter.cityCode() == null ? "" : places.nameOf(filter.cityCode(), language),
                        filter.sectorCode() == null ? "" : places.nameOf(filter.sectorCode(), language),
                        chart.getTranslation(language, filter.included().nameKey()),
                        overview.asOf() == null
                                ? ""
                                : chart.getTranslation(
                                        language, "summary.as-of", Formats.date(overview.asOf(), language)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
