package org.yuemao.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

/** Streams the rows of a workbook's sheet. */
final class SheetRows implements TableRows {
    private static final Set<String> AROUND_ROWS = Set.of("worksheet", "sheetData", "mergeCells");
    private static final Pattern AREA = Pattern.compile("([A-Za-z]{1,3})(\\d{1,7}):[A-Za-z]{1,3}(\\d{1,7})");
    private static final int MOST_MERGED = 200_000;

    private final WorkbookParts.Part part;
    private final WorkbookXml xml;
    private final SharedStrings strings;
    private final List<ShownAs> styles;
    private final boolean from1904;
    private @Nullable TableRow next;
    private final Set<Integer> hidden = new HashSet<>();
    private final List<SheetNotes.Merged> merged = new ArrayList<>();
    private boolean done;
    private int row;

    SheetRows(WorkbookParts.Part part, SharedStrings strings, List<ShownAs> styles, boolean from1904) {
        this.part = part;
        this.xml = new WorkbookXml(part);
        this.strings = strings;
        this.styles = styles;
        this.from1904 = from1904;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !done) {
            if (!xml.toStart()) {
                done = true;
            } else if (xml.name().equals("row")) {
                readRow();
            } else if (xml.name().equals("mergeCell")) {
                readMerged(xml.attribute("ref"));
            } else if (!AROUND_ROWS.contains(xml.name())) {
                xml.skip();
            }
        }
        return next != null;
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

    private void readRow() {
        row = WorkbookFile.number(xml.attribute("r"), row + 1);
        Refusal.when(row < 1, null, "importing.file.damaged");
        boolean unseen = WorkbookFile.isTrue(xml.attribute("hidden"));
        List<Cell> cells = new ArrayList<>();
        boolean blank = true;
        int column = -1;
        for (int what = xml.next(); what != XMLStreamConstants.END_ELEMENT; what = xml.next()) {
            if (what == XMLStreamConstants.END_DOCUMENT) {
                throw new Refusal(null, "importing.file.damaged");
            }
            if (what != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (!xml.name().equals("c")) {
                xml.skip();
                continue;
            }
            String address = xml.attribute("r");
            column = address == null ? column + 1 : column(address);
            Cell cell = readCell(column);
            if (cell.kind() == Cell.Kind.EMPTY) {
                continue;
            }
            Limits.row(row);
            Limits.column(row, column);
            Limits.length(row, column, cell.text().length());
            while (cells.size() <= column) {
                cells.add(Cell.EMPTY);
            }
            cells.set(column, cell);
            blank &= cell.isBlank();
        }
        if (!blank) {
            next = new TableRow(row, cells);
            if (unseen) {
                hidden.add(row);
            }
        }
    }

    /** Only areas of several rows: what is merged within one row is a title, or as wide as its text. */
    private void readMerged(@Nullable String area) {
        Matcher matcher = AREA.matcher(area == null ? "" : area.replace("$", ""));
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(2));
            int last = Integer.parseInt(matcher.group(3));
            if (first < last) {
                Refusal.when(merged.size() >= MOST_MERGED, null, "importing.file.bomb");
                merged.add(new SheetNotes.Merged(first, last, column(matcher.group(1)), ""));
            }
        }
    }

    @Override
    public SheetNotes notes() {
        return new SheetNotes(hidden, merged);
    }

    /** The column of an address such as AB12, from 0. */
    private static int column(String address) {
        int column = 0;
        for (int i = 0; i < address.length() && i < 4; i++) {
            char letter = address.charAt(i);
            if (letter >= '0' && letter <= '9') {
                break;
            }
            if (letter == '$') {
                continue;
            }
            char capital = (char) (letter & ~0x20);
            Refusal.when(capital < 'A' || capital > 'Z', null, "importing.file.damaged");
            column = column * 26 + capital - 'A' + 1;
        }
        Refusal.when(column == 0, null, "importing.file.damaged");
        return column - 1;
    }

    private Cell readCell(int column) {
        String type = xml.attribute("t");
        int style = WorkbookFile.number(xml.attribute("s"), -1);
        String value = null;
        String inline = null;
        boolean formula = false;
        for (int what = xml.next(); what != XMLStreamConstants.END_ELEMENT; what = xml.next()) {
            if (what == XMLStreamConstants.START_ELEMENT) {
                switch (xml.name()) {
                    case "v" -> value = xml.text();
                    case "is" -> inline = xml.richText();
                    case "f" -> {
                        formula = true;
                        xml.skip();
                    }
                    default -> xml.skip();
                }
            } else if (what == XMLStreamConstants.END_DOCUMENT) {
                throw new Refusal(null, "importing.file.damaged");
            }
        }
        if (inline != null) {
            return Cell.text(inline);
        }
        if (value == null) {
            return formula ? new Cell(Cell.Kind.UNCOMPUTED, "") : Cell.EMPTY;
        }
        if (value.length() > Limits.CELL_CHARACTERS) {
            Limits.length(row, column, WorkbookXml.unescaped(value).length());
        }
        return switch (type == null ? "n" : type) {
            case "s" -> value.isBlank() ? Cell.EMPTY : Cell.text(strings.at(WorkbookFile.number(value, 0)));
            case "str", "inlineStr" -> Cell.text(WorkbookXml.unescaped(value));
            case "b" ->
                value.isBlank()
                        ? Cell.EMPTY
                        : new Cell(Cell.Kind.BOOLEAN, WorkbookFile.isTrue(value.strip()) ? "TRUE" : "FALSE");
            case "e" -> new Cell(Cell.Kind.ERROR, value.isBlank() ? "#VALUE!" : value.strip());
            case "d" -> isoDate(value.strip());
            default -> value.isBlank() ? Cell.EMPTY : shownAs(style).cell(value.strip(), from1904);
        };
    }

    private ShownAs shownAs(int style) {
        return style >= 0 && style < styles.size() ? styles.get(style) : ShownAs.NUMBER;
    }

    /** Strict workbooks may write days as they are: 2021-03-05 or 2021-03-05T09:30:00. */
    private static Cell isoDate(String value) {
        if (!value.matches("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d.*)?")) {
            return Cell.text(value);
        }
        String minutes = value.substring(0, Math.min(16, value.length()));
        return new Cell(Cell.Kind.DATE, minutes.endsWith("T00:00") ? value.substring(0, 10) : minutes);
    }

    @Override
    public double fractionRead() {
        return part.fractionRead();
    }

    @Override
    public void close() {
        xml.close();
    }
}
