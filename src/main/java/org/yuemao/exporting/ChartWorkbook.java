package org.yuemao.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;

/** Writes a single chart as a workbook: its numbers, and a native chart over them. Whatever the texts hold stays text. */
@Component
public class ChartWorkbook {
    /** What such a file is. */
    public static final String CONTENT_TYPE = ExportFormat.XLSX.contentType();

    private final Wording wording;

    ChartWorkbook(Wording wording) {
        this.wording = wording;
    }

    /**
     * Writes the chart.
     *
     * @param explanation how it is counted
     * @param filter what it is about and as of when, or an empty text
     * @param out is flushed and left open
     */
    public void write(
            ChartData data, String title, String explanation, String filter, Locale language, OutputStream out)
            throws IOException {
        ChartTable table = ChartTable.of(data, null, wording, language);
        try (ChartedWorkbook workbook = new ChartedWorkbook(new LeftOpen(out))) {
            ChartedWorkbook.Sheet sheet = workbook.sheet(title);
            sheet.title(title);
            if (!filter.isBlank()) {
                sheet.paragraph(filter);
            }
            sheet.paragraph(explanation);
            sheet.chart(title, data, table);
        }
    }
}
