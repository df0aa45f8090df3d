package org.yuemao.exporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.list.WholeList;
import org.yuemao.security.Rights;

/**
 * Writes whole lists as files in a person's language, row by row. The titles and the texts of cells are those that an import
 * reads, so that an export can be changed and imported.
 */
@Service
@PreAuthorize(Rights.READ)
public class ListExport {
    /** A spreadsheet keeps no more digits of a number; a longer one is written as text. */
    private static final int DIGITS = 15;

    private static final int BUFFER = 64 * 1024;

    private final Wording wording;
    private final Clock clock;

    ListExport(Wording wording, Clock clock) {
        this.wording = wording;
        this.clock = clock;
    }

    /** What the file is called: which list, of what year where it is filtered by one, and of which day. */
    public String fileName(WholeList<?> list, ExportFormat format, Locale language) {
        WholeList.Subject subject = list.subject();
        String name = wording.of(subject.titleKey(), language);
        if (subject.of() != null) {
            name = wording.of("exporting.file.of", language, name, subject.of());
        }
        if (subject.year() != null) {
            name = wording.of("exporting.file.year", language, name, String.valueOf(subject.year()));
        }
        name = wording.of(
                "exporting.file.day", language, name, LocalDate.now(clock).toString());
        // What no system of files takes, or a header of HTTP.
        return name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", " ").strip() + "." + format.ending();
    }

    /**
     * Writes the list as it is now. Where reading it fails, a workbook stays without its end, which no program opens, and
     * separated text ends with a line that says so.
     *
     * @param out is flushed and left open
     * @throws IOException where nobody takes what is written any more; reading ends with that
     */
    public void write(WholeList<?> list, ExportFormat format, Locale language, OutputStream out) throws IOException {
        List<EntryColumn<?>> columns = list.columns();
        List<TableColumn> titles =
                columns.stream().map(column -> tableColumn(column, language)).toList();
        OutputStream open = new LeftOpen(new BufferedOutputStream(out, BUFFER));
        @SuppressWarnings("resource") // Closing writes the end of the file; what broke off must not get one.
        TableWriter writer =
                switch (format) {
                    case XLSX ->
                        TableWriter.workbook(open, wording.of(list.subject().titleKey(), language), titles);
                    case CSV -> TableWriter.separatedText(open, titles);
                };
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        try {
            list.each(contents -> {
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = cell(columns.get(i).type(), contents[i], language);
                }
                try {
                    writer.row(Arrays.asList(cells));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            if (format == ExportFormat.CSV) {
                writer.row(List.of(wording.of("exporting.incomplete", language)));
                writer.close();
            }
            throw e;
        }
        writer.close();
    }

    private TableColumn tableColumn(EntryColumn<?> column, Locale language) {
        String title = wording.of(column.titleKey(), language);
        return switch (column.type().shape()) {
            case NUMBER ->
                TableColumn.number(title, column.width(), column.type().decimals());
            case DATE -> TableColumn.date(title, column.width());
            case TEXT, LONG_TEXT, PERIOD, CHOICE, CHOICES -> TableColumn.text(title, column.width());
        };
    }

    /** What the writer makes a typed cell of, or text as an import reads it. */
    private static @Nullable Object cell(CellType<?> type, @Nullable Object content, Locale language) {
        return switch (content) {
            case null -> null;
            case BigDecimal number when number.stripTrailingZeros().precision() <= DIGITS -> number;
            case Integer number -> number;
            case Long number -> number;
            case LocalDate day -> day;
            case LocalDateTime moment -> moment;
            default -> written(type, content, language);
        };
    }

    @SuppressWarnings("unchecked") // What stands in a column is of the column's type.
    private static <T> String written(CellType<T> type, Object content, Locale language) {
        return type.write((T) content, language);
    }
}
