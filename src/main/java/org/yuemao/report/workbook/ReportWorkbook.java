package org.yuemao.report.workbook;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartRole;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.exporting.ChartTable;
import org.yuemao.exporting.ChartedWorkbook;
import org.yuemao.report.ReportChart;
import org.yuemao.report.ReportContent;
import org.yuemao.report.ReportProgress;

/** Writes a report as a workbook: a sheet a section, each figure beside a native chart over it. */
public final class ReportWorkbook {
    private ReportWorkbook() {}

    /** Writes the report; the stream is flushed and left open. */
    public static void write(ReportContent content, Wording wording, OutputStream out, ReportProgress progress)
            throws IOException {
        int all = content.editions().stream()
                .mapToInt(edition -> edition.parts().size() + 1)
                .sum();
        int made = 0;
        try (ChartedWorkbook workbook = new ChartedWorkbook(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        })) {
            for (ReportContent.Edition edition : content.editions()) {
                for (ReportContent.Part part : edition.parts()) {
                    section(workbook.sheet(part.title()), edition, part, wording);
                    progress.made((double) ++made / all);
                }
                counting(workbook, edition, wording);
                progress.made((double) ++made / all);
            }
        }
    }

    private static void section(
            ChartedWorkbook.Sheet sheet, ReportContent.Edition edition, ReportContent.Part part, Wording wording)
            throws IOException {
        Locale language = edition.language();
        sheet.title(part.title());
        sheet.paragraph(wording.of("report.document.of", language, edition.title(), edition.programme()));
        sheet.paragraph(edition.state());
        if (part.generated()) {
            sheet.paragraph(wording.of("report.document.generated", language));
        }
        sheet.paragraph(part.text());
        sheet.gap();
        if (!part.figures().isEmpty()) {
            sheet.table(
                    List.of(
                            wording.of("report.document.figure", language),
                            wording.of("report.document.amount", language),
                            wording.of("report.document.remark", language)),
                    part.figures().stream()
                            .map(figure -> List.<Object>of(
                                    figure.name(),
                                    figure.amount(),
                                    figure.remark().replace("\n", "; ")))
                            .toList());
        }
        for (ReportChart chart : part.charts()) {
            sheet.title(chart.title());
            sheet.paragraph(chart.explanation());
            chart(sheet, chart, wording, language);
        }
    }

    /** Natively where spreadsheets have such a kind, else as a table. */
    private static void chart(ChartedWorkbook.Sheet sheet, ReportChart chart, Wording wording, Locale language)
            throws IOException {
        ChartData data = chart.data();
        switch (data.kind()) {
            case HEAT_MAP -> table(sheet, ChartTable.turned(data, wording, language));
            case SANKEY -> table(sheet, ChartTable.ofFlows(data, Integer.MAX_VALUE, wording, language));
            case MULTIPLES -> {
                // Their units differ, so each has a chart of its own.
                for (ChartSeries one : data.series()) {
                    ChartData alone = ChartData.of(ChartKind.LINE, data.unit(), List.of(one));
                    sheet.chart(one.name(), alone, ChartTable.of(alone, null, wording, language));
                }
            }
            case RETENTION -> {
                ChartData signed = withLossesBelowZero(data);
                sheet.chart(chart.title(), signed, ChartTable.of(signed, null, wording, language));
            }
            default -> sheet.chart(chart.title(), data, ChartTable.of(data, data.across(), wording, language));
        }
    }

    private static void table(ChartedWorkbook.Sheet sheet, ChartTable table) throws IOException {
        List<String> header = new ArrayList<>(List.of(table.item()));
        header.addAll(table.columns());
        sheet.table(
                header,
                table.rows().stream()
                        .map(row -> {
                            List<@Nullable Object> cells = new ArrayList<>();
                            cells.add(row.name());
                            cells.addAll(row.amounts());
                            return cells;
                        })
                        .toList());
    }

    private static ChartData withLossesBelowZero(ChartData data) {
        return ChartData.of(
                data.kind(),
                data.unit(),
                data.series().stream()
                        .map(series -> series.role() != ChartRole.LOST
                                ? series
                                : new ChartSeries(
                                        series.id(),
                                        series.name(),
                                        series.items().stream()
                                                .map(item -> ChartItem.of(
                                                        item.id(),
                                                        item.name(),
                                                        item.amount() == null
                                                                ? null
                                                                : item.amount().negate()))
                                                .toList(),
                                        series.role()))
                        .toList());
    }

    private static void counting(ChartedWorkbook workbook, ReportContent.Edition edition, Wording wording)
            throws IOException {
        Locale language = edition.language();
        String title = wording.of("report.document.counting", language);
        ChartedWorkbook.Sheet sheet = workbook.sheet(title);
        sheet.title(title);
        sheet.paragraph(edition.state());
        for (String rule : edition.counting()) {
            sheet.paragraph(rule);
        }
        sheet.gap();
        for (ReportContent.Part part : edition.parts()) {
            for (ReportChart chart : part.charts()) {
                sheet.paragraph(wording.of("report.document.how", language, chart.title(), chart.explanation()));
            }
        }
    }
}
