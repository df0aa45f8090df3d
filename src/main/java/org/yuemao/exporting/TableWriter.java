package org.yuemao.exporting;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table row by row, holding none of it. A value is a {@link String}, {@link java.math.BigDecimal}, {@link Integer},
 * {@link Long}, {@link Boolean}, {@link java.time.LocalDate}, {@link java.time.LocalDateTime} or null; anything else is
 * written as the text that it gives of itself. No text can become a formula, whatever it begins with.
 */
public sealed interface TableWriter extends Closeable permits WorkbookTableWriter, SeparatedTextWriter {

    /**
     * A workbook (.xlsx) with typed cells and a header that stays in sight. What does not fit on a sheet goes on on the next.
     *
     * @param out where it goes; it is closed with the writer
     */
    static TableWriter workbook(OutputStream out, String sheet, List<TableColumn> columns) throws IOException {
        return new WorkbookTableWriter(out, sheet, columns);
    }

    /**
     * Comma separated text (.csv) in UTF-8 with a mark, without which Excel takes Chinese for something else. Before what
     * Excel would take for a formula stands an apostrophe, which an import takes off.
     *
     * @param out where it goes; it is closed with the writer
     */
    static TableWriter separatedText(OutputStream out, List<TableColumn> columns) throws IOException {
        return new SeparatedTextWriter(out, columns);
    }

    /** Writes a row. */
    void row(List<? extends @Nullable Object> values) throws IOException;

    /** Writes what comes after the rows, and closes the stream. */
    @Override
    void close() throws IOException;
}
