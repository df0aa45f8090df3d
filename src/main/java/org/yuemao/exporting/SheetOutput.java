package org.yuemao.exporting;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook while it is written: its header, row by row, then what a workbook wants after the rows. */
final class SheetOutput implements WorkbookSheet {
    private static final int ROWS = 1_048_576;
    /** Excel takes minutes to open a sheet with more. */
    private static final int MOST_COMMENTS = 10_000;

    private static final int LONGEST_COMMENT = 1000;
    private static final int LONGEST_INLINE_LIST = 255;
    private static final int LONGEST_COMPLAINT = 224;
    private static final int LONGEST_PROMPT_TITLE = 32;
    private static final int LONGEST_PROMPT = 255;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final long DAY_ZERO = LocalDate.of(1899, 12, 30).toEpochDay();

    private final WorkbookOutput workbook;
    private final String name;
    private final int number;
    private final List<TableColumn> columns;
    private final Writer xml;
    private final List<Comment> comments = new ArrayList<>();
    private final List<String> validations = new ArrayList<>();
    private int row;
    private boolean closed;

    private record Comment(int row, int column, String text) {}

    SheetOutput(WorkbookOutput workbook, String name, int number, List<TableColumn> columns) throws IOException {
        this.workbook = workbook;
        this.name = name;
        this.number = number;
        this.columns = List.copyOf(columns);
        this.xml = workbook.part("xl/worksheets/sheet" + number + ".xml");
        xml.write("<worksheet xmlns=\"" + WorkbookOutput.MAIN + "\" xmlns:r=\"" + WorkbookOutput.RELATIONS + "\">"
                + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\""
                + (number == 1 ? " tabSelected=\"1\"" : "") + ">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                + "<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>"
                + "<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            xml.write("<col min=\"" + (i + 1) + "\" max=\"" + (i + 1) + "\" width=\""
                    + (Math.clamp(column.width(), 4, 120) + 1) + "\" style=\"" + CellStyles.of(column)
                    + "\" customWidth=\"1\"/>");
        }
        xml.write("</cols><sheetData>");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int number() {
        return number;
    }

    boolean isFull() {
        return row >= ROWS;
    }

    @Override
    public boolean hasComments() {
        return !comments.isEmpty();
    }

    /** The header with its notes. */
    void header(List<Boolean> required) throws IOException {
        row++;
        xml.write("<row r=\"1\">");
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            text(i, column.title(), required.get(i) ? CellStyles.REQUIRED_HEADER : CellStyles.HEADER);
            if (column.note() != null) {
                comment(i, column.note());
            }
        }
        end();
    }

    void begin() throws IOException {
        if (row == 0) {
            header(columns.stream().map(column -> false).toList());
        }
        if (isFull()) {
            throw new IllegalStateException("A sheet has no more rows");
        }
        row++;
        xml.write("<row r=\"");
        xml.write(Integer.toString(row));
        xml.write("\">");
    }

    void end() throws IOException {
        xml.write("</row>");
    }

    /** A cell of the row that was begun, the columns from 0. */
    void cell(int column, @Nullable Object value) throws IOException {
        cell(column, value, false);
    }

    /** A cell, marked as wrong or not. */
    void cell(int column, @Nullable Object value, boolean wrong) throws IOException {
        switch (value) {
            case null -> blank(column, wrong);
            case BigDecimal decimal ->
                number(column, decimal.toPlainString(), numberStyle(column, decimal.scale()), wrong);
            case Integer whole -> number(column, whole.toString(), numberStyle(column, 0), wrong);
            case Long whole -> number(column, whole.toString(), numberStyle(column, 0), wrong);
            case LocalDate day
            when !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY) ->
                number(column, Long.toString(day.toEpochDay() - DAY_ZERO), CellStyles.DATE, wrong);
            case LocalDateTime moment
            when !moment.toLocalDate().isBefore(FIRST_DAY)
                    && !moment.toLocalDate().isAfter(LAST_DAY) ->
                number(
                        column,
                        Double.toString(moment.toLocalDate().toEpochDay()
                                - DAY_ZERO
                                + moment.toLocalTime().toSecondOfDay() / 86_400.0),
                        CellStyles.DATE_TIME,
                        wrong);
            case Boolean yes -> {
                start(column, wrong ? CellStyles.wrong(CellStyles.PLAIN) : CellStyles.PLAIN, "b");
                xml.write(yes ? "<v>1</v></c>" : "<v>0</v></c>");
            }
            default -> {
                String text = value.toString();
                if (text.isEmpty()) {
                    blank(column, wrong);
                } else {
                    int style = text.indexOf('\n') >= 0 ? CellStyles.LINES : CellStyles.TEXT;
                    text(column, text, wrong ? CellStyles.wrong(style) : style);
                }
            }
        }
    }

    private void blank(int column, boolean wrong) throws IOException {
        if (wrong) {
            start(column, CellStyles.wrong(column < columns.size() ? CellStyles.of(columns.get(column)) : 0), null);
            xml.write("</c>");
        }
    }

    /** A column of numbers shows all of them alike; elsewhere a number shows what it has. */
    private int numberStyle(int column, int scale) {
        boolean alike = column < columns.size() && columns.get(column).shape() == TableColumn.Shape.NUMBER;
        return alike
                ? CellStyles.of(columns.get(column))
                : scale <= 0 ? CellStyles.PLAIN : CellStyles.number(Math.min(scale, TableColumn.MOST_DECIMALS));
    }

    private void number(int column, String value, int style, boolean wrong) throws IOException {
        start(column, wrong ? CellStyles.wrong(style) : style, null);
        xml.write("<v>");
        xml.write(value);
        xml.write("</v></c>");
    }

    private void text(int column, String text, int style) throws IOException {
        start(column, style, "inlineStr");
        xml.write("<is>");
        CellText.cell(xml, text);
        xml.write("</is></c>");
    }

    private void start(int column, int style, @Nullable String type) throws IOException {
        xml.write("<c r=\"");
        xml.write(letters(column));
        xml.write(Integer.toString(row));
        // Written even where it is 0: LibreOffice takes the column's style for a cell without one.
        xml.write("\" s=\"");
        xml.write(Integer.toString(style));
        if (type != null) {
            xml.write("\" t=\"");
            xml.write(type);
        }
        xml.write("\">");
    }

    /** A note on a cell of the row that was begun. After the first thousands no more are written. */
    void comment(int column, String text) {
        if (comments.size() < MOST_COMMENTS) {
            comments.add(new Comment(row, column, WorkbookOutput.cut(text, LONGEST_COMMENT)));
        }
    }

    /**
     * What may be typed into the cells of a column below the header. Other things can still be entered after a question,
     * since an import reads more than a spreadsheet can check.
     */
    void validate(int column, String type, List<String> formulas, String prompt, String problem) throws IOException {
        StringWriter text = new StringWriter();
        text.write("<dataValidation");
        if (!type.equals("none")) {
            text.write(" type=\"" + type + "\" errorStyle=\"warning\" allowBlank=\"1\" showErrorMessage=\"1\"");
        }
        if (!prompt.isBlank()) {
            text.write(" showInputMessage=\"1\"");
        }
        if (!problem.isBlank()) {
            text.write(" error=\"");
            CellText.attribute(text, WorkbookOutput.cut(problem, LONGEST_COMPLAINT));
            text.write("\"");
        }
        if (!prompt.isBlank()) {
            text.write(" promptTitle=\"");
            CellText.attribute(text, WorkbookOutput.cut(columns.get(column).title(), LONGEST_PROMPT_TITLE));
            text.write("\" prompt=\"");
            CellText.attribute(text, WorkbookOutput.cut(prompt, LONGEST_PROMPT));
            text.write("\"");
        }
        text.write(" sqref=\"" + letters(column) + "2:" + letters(column) + ROWS + "\">");
        for (int i = 0; i < formulas.size(); i++) {
            text.write("<formula" + (i + 1) + ">");
            CellText.attribute(text, formulas.get(i));
            text.write("</formula" + (i + 1) + ">");
        }
        text.write("</dataValidation>");
        validations.add(text.toString());
    }

    /** Whether a list is short enough to stand in the rule itself. */
    static boolean fitsInline(List<String> choices) {
        return String.join(",", choices).length() <= LONGEST_INLINE_LIST
                && choices.stream().noneMatch(choice -> choice.contains(",") || choice.contains("\""))
                && choices.stream().noneMatch(choice -> !choice.equals(choice.strip()));
    }

    @Override
    public @Nullable String filteredRange() {
        return row == 0 ? null : "$A$1:$" + letters(columns.size() - 1) + "$" + row;
    }

    @Override
    public boolean repeatsHeader() {
        return true;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        if (row == 0) {
            header(columns.stream().map(column -> false).toList());
        }
        closed = true;
        xml.write("</sheetData><autoFilter ref=\"A1:" + letters(columns.size() - 1) + row + "\"/>");
        if (!validations.isEmpty()) {
            xml.write("<dataValidations count=\"" + validations.size() + "\">");
            for (String validation : validations) {
                xml.write(validation);
            }
            xml.write("</dataValidations>");
        }
        xml.write("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>"
                + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
        if (hasComments()) {
            xml.write("<legacyDrawing r:id=\"drawing\"/>");
        }
        xml.write("</worksheet>");
        if (hasComments()) {
            writeComments();
        }
    }

    private void writeComments() throws IOException {
        workbook.part("xl/worksheets/_rels/sheet" + number + ".xml.rels");
        xml.write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"drawing\" Type=\"" + WorkbookOutput.RELATIONS
                + "/vmlDrawing\" Target=\"../drawings/vmlDrawing" + number + ".vml\"/>"
                + "<Relationship Id=\"comments\" Type=\"" + WorkbookOutput.RELATIONS
                + "/comments\" Target=\"../comments" + number
                + ".xml\"/></Relationships>");
        workbook.part("xl/comments" + number + ".xml");
        xml.write("<comments xmlns=\"" + WorkbookOutput.MAIN
                + "\"><authors><author>Yuemao</author></authors><commentList>");
        for (Comment comment : comments) {
            xml.write("<comment ref=\"" + letters(comment.column()) + comment.row() + "\" authorId=\"0\"><text>");
            CellText.cell(xml, comment.text());
            xml.write("</text></comment>");
        }
        xml.write("</commentList></comments>");
        // Programs do not show a comment without the shape of its box, in a language that is older than these
        // workbooks.
        workbook.part("xl/drawings/vmlDrawing" + number + ".vml");
        xml.write("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
                + " xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\""
                + number + "\"/></o:shapelayout><v:shapetype id=\"box\" coordsize=\"21600,21600\" o:spt=\"202\""
                + " path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\""
                + " o:connecttype=\"rect\"/></v:shapetype>");
        int id = 1024 * number;
        for (Comment comment : comments) {
            int top = comment.row() - 1;
            int left = comment.column() + 1;
            int lines = Math.clamp(comment.text().length() / 20 + 2, 3, 12);
            xml.write("<v:shape id=\"_x0000_s" + ++id + "\" type=\"#box\" style=\"position:absolute;visibility:hidden\""
                    + " fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\""
                    + " obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\">"
                    + "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>" + left + ",15," + top + ",2," + (left + 2)
                    + ",31,"
                    + (top + lines) + ",1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" + top + "</x:Row><x:Column>"
                    + comment.column() + "</x:Column></x:ClientData></v:shape>");
        }
        xml.write("</xml>");
    }

    /** A column as a spreadsheet names it, from 0. */
    static String letters(int column) {
        if (column < 26) {
            return String.valueOf((char) ('A' + column));
        }
        return letters(column / 26 - 1) + (char) ('A' + column % 26);
    }
}
