package org.yuemao.exporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes comma separated text. */
final class SeparatedTextWriter implements TableWriter {
    // With apostrophes before, so that a text that itself begins with '= comes back as it was.
    private static final Pattern FORMULA_LIKE = Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    /** Whoever guesses the separator must not be misled by texts. */
    private static final QuoteStrategy OTHER_SEPARATORS = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf('\t') >= 0 || value.indexOf(';') >= 0;
        }
    };

    private final CsvWriter csv;

    SeparatedTextWriter(OutputStream out, List<TableColumn> columns) throws IOException {
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\ufeff');
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(OTHER_SEPARATORS)
                .build(text);
        row(columns.stream().map(TableColumn::title).toList());
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        try {
            CsvWriter.CsvWriterRecord record = csv.writeRecord();
            for (Object value : values) {
                record.writeField(field(value));
            }
            record.endRecord();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean yes -> yes.toString().toUpperCase(Locale.ROOT);
            case LocalDateTime moment -> moment.truncatedTo(ChronoUnit.MINUTES).toString();
            default -> guarded(value.toString());
        };
    }

    private static String guarded(String text) {
        return FORMULA_LIKE.matcher(text).matches() ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
