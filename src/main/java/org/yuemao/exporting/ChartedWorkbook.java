package org.yuemao.exporting;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;

/** A workbook of sheets on which texts, tables and native charts stand below each other. */
public final class ChartedWorkbook implements Closeable {
    private final WorkbookOutput workbook;

    /** Begins a workbook; the stream is closed with it. */
    public ChartedWorkbook(OutputStream out) {
        workbook = new WorkbookOutput(out);
    }

    /** Begins the next sheet; the one before is complete. */
    public Sheet sheet(String name) throws IOException {
        return new Sheet(workbook.chartedSheet(name));
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    /** One sheet, written from its top. */
    public static final class Sheet {
        private final ChartedSheet sheet;

        private Sheet(ChartedSheet sheet) {
            this.sheet = sheet;
        }

        /** A line in large letters. */
        public void title(String text) throws IOException {
            sheet.title(text);
        }

        /** A text over the width of the sheet. */
        public void paragraph(String text) throws IOException {
            sheet.paragraph(text);
        }

        /** A table with a header; cells are numbers, texts or nothing. */
        public void table(List<String> header, List<? extends List<? extends @Nullable Object>> rows)
                throws IOException {
            sheet.table(header, rows);
        }

        /** The table of a chart, and where its kind can be drawn by spreadsheets, the chart beside it. */
        public void chart(String title, ChartData data, ChartTable table) throws IOException {
            sheet.chart(title, data, table);
        }

        /** An empty line. */
        public void gap() throws IOException {
            sheet.gap();
        }
    }
}
