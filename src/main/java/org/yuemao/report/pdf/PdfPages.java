package org.yuemao.report.pdf;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.jspecify.annotations.Nullable;
import org.yuemao.exporting.ChartTable;

/** Sets headings, texts, figures and tables one below the other, from page to page. */
final class PdfPages {
    static final float LEFT = 56;
    static final float TOP = 62;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    static final float BOTTOM = PDRectangle.A4.getHeight() - 58;
    static final String INK = "22282C";
    static final String QUIET = "5B6770";
    static final String BRAND = "0F6B70";

    private static final String LINE = "D9DEE2";
    private static final float TEXT = 10;
    private static final float LEADING = 1.55f;
    private static final float CELL = 8;
    private static final float CELL_LINE = 11;
    private static final float SHORT_HEADER = 84;
    /** A table of one number a row that is longer stands in two columns. */
    private static final int LONG = 18;

    private static final float BETWEEN = 18;
    /** A table that is no higher stays with its chart. */
    private static final float TOGETHER = 340;

    private final PDDocument document;
    private final PdfFont font;
    private final PdfTags tags;
    private final Locale language;
    private final PDOutlineNode bookmarks;
    private final Map<COSDictionary, Locale> languages;
    private final List<Entry> entries = new ArrayList<>();
    private PDStructureElement in;
    private @Nullable PdfCanvas canvas;
    private @Nullable PDOutlineItem section;
    private float y;

    /** A heading, for the table of contents. */
    record Entry(int level, String text, PDPage page, float y) {}

    /** What draws into a box with its upper left corner at a point. */
    interface Drawn {
        void draw(PdfCanvas canvas, float x, float y) throws IOException;
    }

    PdfPages(
            PDDocument document,
            PdfFont font,
            PdfTags tags,
            PDStructureElement in,
            PDOutlineNode bookmarks,
            Map<COSDictionary, Locale> languages,
            Locale language) {
        this.document = document;
        this.font = font;
        this.tags = tags;
        this.in = in;
        this.bookmarks = bookmarks;
        this.languages = languages;
        this.language = language;
    }

    List<Entry> entries() {
        return entries;
    }

    void newPage() throws IOException {
        finish();
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        languages.put(page.getCOSObject(), language);
        canvas = new PdfCanvas(document, page, font);
        y = TOP;
    }

    void finish() throws IOException {
        if (canvas != null) {
            canvas.close();
            canvas = null;
        }
    }

    private PdfCanvas canvas() {
        return Objects.requireNonNull(canvas);
    }

    /** Makes sure that so much fits on the page. */
    private void room(float height) throws IOException {
        if (canvas == null || y + height > BOTTOM && y > TOP) {
            newPage();
        }
    }

    void gap(float height) {
        y += height;
    }

    /** Begins a section on a new page. */
    void section(PDStructureElement of, String title) throws IOException {
        newPage();
        in = tags.element(of, "Sect");
        section = null;
        heading("H1", title, 20, BRAND, true, 1);
        PdfCanvas drawn = canvas();
        tags.beginArtifact(drawn);
        drawn.line(LEFT, y, LEFT + WIDTH, y, BRAND, 1.2f);
        drawn.end();
        gap(14);
    }

    /** A heading below, which stays with so much of what follows it. */
    void subheading(String title, float following) throws IOException {
        room(24 + following);
        heading("H2", title, 13, INK, true, 2);
    }

    private void heading(String tag, String title, float size, String colour, boolean bold, int level)
            throws IOException {
        List<String> lines = font.lines(title, size, WIDTH, language);
        room(lines.size() * size * 1.35f + 6);
        entries.add(new Entry(level, title, canvas().page(), y));
        bookmark(title, level);
        tags.begin(canvas(), tags.element(in, tag));
        for (String line : lines) {
            canvas().text(line, LEFT, y + size, size, colour, bold);
            y += size * 1.35f;
        }
        canvas().end();
        gap(5);
    }

    private void bookmark(String title, int level) {
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        PDPageXYZDestination place = new PDPageXYZDestination();
        place.setPage(canvas().page());
        place.setTop((int) (PDRectangle.A4.getHeight() - y + 12));
        place.setLeft(0);
        item.setDestination(place);
        PDOutlineItem above = section;
        if (level == 1 || above == null) {
            bookmarks.addLast(item);
            section = item;
        } else {
            above.addLast(item);
        }
    }

    void paragraph(String text) throws IOException {
        paragraph(text, TEXT, INK);
    }

    /** What is said about something, in smaller letters. */
    void remark(String text) throws IOException {
        paragraph(text, 8.5f, QUIET);
    }

    private void paragraph(String text, float size, String colour) throws IOException {
        for (String one : text.strip().split("\\R+")) {
            List<String> lines = font.lines(one, size, WIDTH, language);
            PDStructureElement element = tags.element(in, "P");
            room(Math.min(lines.size(), 2) * size * LEADING);
            tags.begin(canvas(), element);
            for (String line : lines) {
                if (y + size * LEADING > BOTTOM) {
                    canvas().end();
                    newPage();
                    tags.begin(canvas(), element);
                }
                canvas().text(line, LEFT, y + size, size, colour);
                y += size * LEADING;
            }
            canvas().end();
            gap(size * 0.5f);
        }
    }

    /** How much room the remark takes. */
    float heightOfRemark(String text) {
        return font.lines(text, 8.5f, WIDTH, language).size() * 8.5f * LEADING + 5;
    }

    /** A picture, which is described for those who do not see it. */
    void figure(float height, String described, Drawn drawing) throws IOException {
        room(height);
        PDStructureElement figure = tags.element(in, "Figure");
        figure.setAlternateDescription(described);
        tags.begin(canvas(), figure);
        drawing.draw(canvas(), LEFT, y);
        canvas().end();
        y += height;
        gap(8);
    }

    /** Boxes in rows of three: a name, a number, remarks. */
    void tiles(List<Tile> tiles) throws IOException {
        float gap = 10;
        float wide = (WIDTH - 2 * gap) / 3;
        float high = 74;
        for (int i = 0; i < tiles.size(); i++) {
            float left = LEFT + i % 3 * (wide + gap);
            if (i % 3 == 0) {
                room(high + gap);
            }
            tile(tiles.get(i), left, wide, high);
            if (i % 3 == 2 || i == tiles.size() - 1) {
                y += high + gap;
            }
        }
        gap(6);
    }

    /** A box with a number. */
    record Tile(String name, String number, String remark) {}

    private void tile(Tile tile, float left, float wide, float high) throws IOException {
        PdfCanvas drawn = canvas();
        tags.beginArtifact(drawn);
        drawn.rectangle(left, y, wide, high, "F3F6F7");
        drawn.rectangle(left, y, 3, high, BRAND);
        drawn.end();
        tags.begin(drawn, tags.element(in, "P"));
        drawn.text(font.fitted(tile.name(), 8.5f, wide - 18), left + 11, y + 14, 8.5f, QUIET);
        drawn.text(font.fitted(tile.number(), 18, wide - 18), left + 11, y + 34, 18, INK, true);
        float at = y + 47;
        for (String line : font.lines(tile.remark(), 7.5f, wide - 18, language, 3)) {
            drawn.text(line, left + 11, at, 7.5f, QUIET);
            at += 10.5f;
        }
        drawn.end();
    }

    /** How a table is divided: into bands beside each other, of columns with widths, with the lines of each row's name. */
    private record Laid(int bands, float wide, float names, float[] numbers, List<List<String>> shown, float header) {
        /** How high it is where it stands on one page. */
        float height() {
            int perBand = (shown.size() + bands - 1) / bands;
            float highest = 0;
            for (int band = 0; band < bands; band++) {
                float high = header;
                for (int i = band * perBand; i < Math.min(shown.size(), (band + 1) * perBand); i++) {
                    high += heightOfRow(shown.get(i));
                }
                highest = Math.max(highest, high);
            }
            return highest;
        }

        /** How many rows, from one on, fit below a point. */
        int fitting(int next, float top) {
            int fits = 0;
            for (int most = shown.size() - next; most > 0 && fits == 0; most--) {
                Laid rest = new Laid(bands, wide, names, numbers, shown.subList(next, next + most), header);
                fits = top + rest.height() <= BOTTOM ? most : 0;
            }
            return fits;
        }
    }

    private static float heightOfRow(List<String> name) {
        return name.size() * CELL_LINE + 3;
    }

    private Laid laid(ChartTable table) {
        int columns = table.columns().size();
        int bands = columns == 1 && table.rows().size() > LONG ? 2 : 1;
        float wide = (WIDTH - BETWEEN * (bands - 1)) / bands;
        float[] numbers = new float[columns];
        float names = wide;
        for (int column = 0; column < columns; column++) {
            numbers[column] = numberWidth(table, column, wide / (columns + 1.2f) - 8) + 8;
            names -= numbers[column];
        }
        List<List<String>> shown = new ArrayList<>();
        for (ChartTable.Row row : table.rows()) {
            shown.add(font.lines(row.name(), CELL, names - 6, language, 2));
        }
        return new Laid(bands, wide, names, numbers, shown, heightOfHeader(table, numbers, names));
    }

    /** How high the table is; one that is too high to stay with its chart counts as some of its rows. */
    float heightOfTable(ChartTable table) {
        Laid laid = laid(table);
        return laid.height() <= TOGETHER ? laid.height() : laid.header() + 4 * (CELL_LINE + 3);
    }

    /** The numbers behind a chart. */
    void table(ChartTable table) throws IOException {
        table(table, false);
    }

    /** A table whose cells are the darker the more they are: read aloud it is the table that it is. */
    void heatMap(ChartTable table) throws IOException {
        table(table, true);
    }

    private void table(ChartTable table, boolean shaded) throws IOException {
        Laid laid = laid(table);
        BigDecimal most = table.rows().stream()
                .flatMap(row -> row.amounts().stream())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        float full = shaded ? most.floatValue() : 0;
        PDStructureElement element = tags.element(in, "Table");
        room(laid.header() + Math.min(3, laid.shown().size()) * (CELL_LINE + 3));
        int next = 0;
        do {
            int fits = laid.fitting(next, y);
            if (fits == 0) {
                newPage();
                fits = laid.fitting(next, y);
            }
            rows(table, laid, next, next + fits, element, full);
            next += fits;
        } while (next < table.rows().size());
        gap(14);
    }

    /** Some rows of a table that fit on the page, below its header. */
    private void rows(ChartTable table, Laid laid, int from, int to, PDStructureElement element, float full)
            throws IOException {
        float top = y;
        float lowest = y;
        int perBand = (to - from + laid.bands() - 1) / laid.bands();
        for (int band = 0; band < laid.bands(); band++) {
            float left = LEFT + band * (laid.wide() + BETWEEN);
            y = top;
            header(table, element, left, laid, from == 0 && band == 0, full > 0);
            for (int i = from + band * perBand; i < Math.min(to, from + (band + 1) * perBand); i++) {
                row(table, i, laid, element, left, full);
            }
            lowest = Math.max(lowest, y);
        }
        y = lowest;
    }

    private float numberWidth(ChartTable table, int column, float most) {
        float widest = 0;
        for (ChartTable.Row row : table.rows()) {
            widest = Math.max(widest, font.width(font.clean(number(table, row, column)), CELL));
        }
        // A header takes two lines where it is long, but no word is broken.
        String title = font.clean(table.columns().get(column));
        float header = font.width(title, CELL) + 6;
        if (header > SHORT_HEADER) {
            header = header / 2 + 12;
            for (String word : title.split(" ")) {
                header = Math.max(header, Math.min(font.width(word, CELL) + 6, SHORT_HEADER));
            }
        }
        // Twelve months beside each other leave room for the names too.
        float least = Math.min(44, WIDTH * 0.72f / table.columns().size() - 8);
        return Math.clamp(Math.max(widest, header), least, Math.max(Math.max(least, widest), most));
    }

    private String number(ChartTable table, ChartTable.Row row, int column) {
        return table.text(row.amounts().get(column), column, language);
    }

    private float heightOfHeader(ChartTable table, float[] numbers, float names) {
        int most = font.lines(table.item(), CELL, names - 6, language, 2).size();
        for (int column = 0; column < numbers.length; column++) {
            most = Math.max(
                    most,
                    font.lines(table.columns().get(column), CELL, numbers[column] - 4, language, 3)
                            .size());
        }
        return most * CELL_LINE + 6;
    }

    private void header(
            ChartTable table, PDStructureElement element, float left, Laid laid, boolean first, boolean centred)
            throws IOException {
        PdfCanvas drawn = canvas();
        float[] numbers = laid.numbers();
        tags.beginArtifact(drawn);
        drawn.rectangle(left, y, laid.wide(), laid.header(), "E8ECEF");
        drawn.end();
        // It is said once; where it is repeated on a page it is only seen.
        PDStructureElement row = first ? tags.element(element, "TR") : null;
        cell(
                row == null ? null : tags.header(row, true),
                font.lines(table.item(), CELL, laid.names() - 6, language, 2),
                left + 3,
                false,
                true);
        float right = left + laid.names();
        for (int column = 0; column < numbers.length; column++) {
            right += numbers[column];
            List<String> title = font.lines(table.columns().get(column), CELL, numbers[column] - 4, language, 3);
            float inside = centred ? (numbers[column] - font.width(title.getFirst(), CELL)) / 2 : 3;
            cell(row == null ? null : tags.header(row, true), title, right - inside, true, true);
        }
        y += laid.header();
    }

    /** A row; where a full number is said, each of its cells is shaded by what it is of that. */
    private void row(ChartTable table, int index, Laid laid, PDStructureElement element, float left, float full)
            throws IOException {
        List<String> name = laid.shown().get(index);
        float[] numbers = laid.numbers();
        PDStructureElement row = tags.element(element, "TR");
        cell(tags.header(row, false), name, left + 3, false, false);
        float right = left + laid.names();
        for (int column = 0; column < numbers.length; column++) {
            right += numbers[column];
            PDStructureElement cell = tags.element(row, "TD");
            BigDecimal amount = table.rows().get(index).amounts().get(column);
            String number = font.clean(number(table, table.rows().get(index), column));
            if (full == 0) {
                cell(cell, List.of(number), right - 3, true, false);
            } else {
                float share = amount == null ? 0 : amount.floatValue() / full;
                float wide = numbers[column];
                tags.beginArtifact(canvas());
                canvas().rectangle(right - wide + 0.5f, y + 0.5f, wide - 1, heightOfRow(name) - 1, Shades.of(share));
                canvas().end();
                tags.begin(canvas(), cell);
                canvas().textAround(
                                number,
                                right - wide / 2,
                                y + CELL + 2.5f,
                                CELL,
                                share == 0 ? QUIET : Shades.inkOn(share));
                canvas().end();
            }
        }
        y += heightOfRow(name);
        PdfCanvas drawn = canvas();
        tags.beginArtifact(drawn);
        drawn.line(left, y, left + laid.wide(), y, LINE, 0.4f);
        drawn.end();
    }

    private void cell(@Nullable PDStructureElement cell, List<String> lines, float x, boolean right, boolean bold)
            throws IOException {
        PdfCanvas drawn = canvas();
        if (cell == null) {
            tags.beginArtifact(drawn);
        } else {
            tags.begin(drawn, cell);
        }
        float at = y + CELL + 2.5f;
        for (String line : lines) {
            drawn.text(line, right ? x - font.width(line, CELL) : x, at, CELL, INK, bold);
            at += CELL_LINE;
        }
        drawn.end();
    }

    static PDDocumentOutline outline(PDDocument document) {
        PDDocumentOutline outline = new PDDocumentOutline();
        document.getDocumentCatalog().setDocumentOutline(outline);
        return outline;
    }

    static Map<COSDictionary, Locale> languages() {
        return new IdentityHashMap<>();
    }
}
