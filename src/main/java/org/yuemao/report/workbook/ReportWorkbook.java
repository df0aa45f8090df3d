package org.yuemao.report.workbook;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.yuemao.base.Wording;
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
            sheet.chart(chart.title(), chart.data(), ChartTable.of(chart.data(), chart.across(), wording, language));
        }
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
