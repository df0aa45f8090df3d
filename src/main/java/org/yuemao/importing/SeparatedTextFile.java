package org.yuemao.importing;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

/**
 * Text of a table, parted by commas, semicolons or tabs, in UTF-8, UTF-16 with a mark, or GB18030, in which Excel writes
 * .csv files where Chinese is the system's language.
 */
final class SeparatedTextFile implements TableFile {
    /** The exporter puts an apostrophe before what a spreadsheet would take for a formula. */
    private static final Pattern GUARDED = Pattern.compile("'+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int LINES_TO_JUDGE = 30;
    private static final int CHARACTERS_TO_JUDGE = 64 * 1024;

    private final Path file;
    private final Charset charset;
    private final int mark;
    private final char separator;
    private final boolean separatorNamed;
    private final TableSheet sheet;

    private SeparatedTextFile(Path file, String name) throws IOException {
        this.file = file;
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(3);
        }
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            charset = StandardCharsets.UTF_8;
            mark = 3;
        } else if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else {
            mark = 0;
            charset = decodes(StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : GB18030;
        }
        Refusal.when(!charset.equals(StandardCharsets.UTF_8) && !decodes(charset), null, "importing.file.encoding");
        Refusal.when(mark == 3 && !decodes(charset), null, "importing.file.encoding");
        String start = start();
        Refusal.when(start.isBlank() && start.length() < CHARACTERS_TO_JUDGE, null, "importing.file.empty");
        separatorNamed = start.matches("(?is)\"?sep=[,;\\t|]\"?(\\r?\\n.*)?");
        separator = separatorNamed ? start.charAt(start.indexOf('=') + 1) : likeliestSeparator(start);
        sheet = new TableSheet(0, name, false, false);
    }

    static SeparatedTextFile of(Path file, String name) {
        try {
            return new SeparatedTextFile(file, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean decodes(Charset as) throws IOException {
        try (Reader reader = strict(Files.newInputStream(file), as)) {
            char[] buffer = new char[1 << 16];
            for (int read; (read = reader.read(buffer)) >= 0; ) {
                for (int i = 0; i < read; i++) {
                    // No text has zeros; a file of records or an image has.
                    Refusal.when(buffer[i] == 0, null, "importing.file.unknown");
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private Reader strict(InputStream in, Charset as) throws IOException {
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                as.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private String start() throws IOException {
        try (Reader reader = strict(Files.newInputStream(file), charset)) {
            char[] buffer = new char[CHARACTERS_TO_JUDGE];
            int length = 0;
            for (int read;
                    length < buffer.length && (read = reader.read(buffer, length, buffer.length - length)) > 0; ) {
                length += read;
            }
            return new String(buffer, 0, length);
        }
    }

    /** The separator that parts most of the first lines alike; commas stand in texts as well. */
    private static char likeliestSeparator(String start) {
        char best = ',';
        double bestScore = 0;
        for (char candidate : new char[] {',', '\t', ';'}) {
            List<Integer> counts = counts(start, candidate);
            double score = score(counts);
            // Without commas it is one column rather than two of which hardly a line has the second.
            if (score > bestScore && (candidate == ',' || score * 2 >= counts.size())) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static List<Integer> counts(String start, char separator) {
        List<Integer> counts = new ArrayList<>();
        int count = 0;
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < start.length() && counts.size() < LINES_TO_JUDGE; i++) {
            char one = start.charAt(i);
            if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && one == separator) {
                count++;
            } else if (!quoted && (one == '\n' || one == '\r')) {
                if (!blank) {
                    counts.add(count);
                }
                count = 0;
                blank = true;
                continue;
            }
            blank = false;
        }
        if (!blank && counts.size() < LINES_TO_JUDGE) {
            counts.add(count);
        }
        return counts;
    }

    /** How many lines have the commonest count of separators, and, among equals, how many columns that makes. */
    private static double score(List<Integer> counts) {
        double best = 0;
        for (int count : counts) {
            long alike = counts.stream().filter(other -> other == count).count();
            if (count > 0) {
                best = Math.max(best, alike + count / 1000.0);
            }
        }
        return best;
    }

    @Override
    public List<TableSheet> sheets() {
        return List.of(sheet);
    }

    @Override
    public TableRows rows(TableSheet asked) {
        try {
            return new Rows(Files.newInputStream(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // each reading closes its own
    }

    private final class Rows implements TableRows {
        private final Counting bytes;
        private final long size;
        private final LastCharacter reader;
        private final CsvReader<CsvRecord> csv;
        private final CloseableIterator<CsvRecord> records;
        private @Nullable TableRow next;
        private boolean endsInABreak;
        private int row;

        Rows(InputStream in, long size) throws IOException {
            this.size = size;
            bytes = new Counting(in);
            reader = new LastCharacter(new BufferedReader(strict(bytes, charset)));
            csv = CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .maxBufferSize(LONGEST_FIELD)
                    .ofCsvRecord(reader);
            records = csv.iterator();
            if (separatorNamed && records.hasNext()) {
                records.next();
                row++;
            }
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null && records.hasNext()) {
                    read(records.next());
                }
            } catch (CsvParseException e) {
                throw e.getCause() instanceof IOException io
                        ? new UncheckedIOException(io)
                        : new Refusal(null, "importing.file.quote", row + 1);
            }
            // The parser takes the end of the file for the end of a quoted cell; then all rows since are in that one
            // cell.
            Refusal.when(next == null && endsInABreak && reader.last() != '"', null, "importing.file.quote", row);
            return next != null;
        }

        private void read(CsvRecord record) {
            Limits.row(++row);
            List<String> fields = record.getFields();
            List<Cell> cells = new ArrayList<>(Math.min(fields.size(), Limits.COLUMNS));
            boolean blank = true;
            for (int column = 0; column < fields.size(); column++) {
                Cell cell = Cell.text(plain(fields.get(column)));
                if (cell.kind() == Cell.Kind.EMPTY) {
                    continue;
                }
                Limits.column(row, column);
                Limits.length(row, column, cell.text().length());
                while (cells.size() < column) {
                    cells.add(Cell.EMPTY);
                }
                cells.add(cell);
                blank &= cell.isBlank();
            }
            endsInABreak = fields.getLast().chars().anyMatch(one -> one == '\n' || one == '\r');
            if (!blank) {
                next = new TableRow(row, cells);
            }
        }

        private static String plain(String field) {
            String text = GUARDED.matcher(field).matches() ? field.substring(1) : field;
            return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        }

        @Override
        public TableRow next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            TableRow result = next;
            next = null;
            return result;
        }

        @Override
        public double fractionRead() {
            return size == 0 ? 1 : Math.min(1, (double) bytes.count / size);
        }

        @Override
        public void close() {
            try {
                records.close();
                csv.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count += skipped;
            return skipped;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /** Remembers the last character that is no line break. */
    private static final class LastCharacter extends FilterReader {
        private char last;

        LastCharacter(Reader in) {
            super(in);
        }

        char last() {
            return last;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = offset + read - 1; i >= offset; i--) {
                if (buffer[i] != '\n' && buffer[i] != '\r') {
                    last = buffer[i];
                    break;
                }
            }
            return read;
        }
    }
}
