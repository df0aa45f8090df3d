package org.yuemao.exporting;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;

/** A sheet while it is written on which tables have charts beside them. */
final class ChartedSheet implements WorkbookSheet {
    private static final String DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006/";
    /** The first columns: one for names, some for numbers. */
    private static final int NAME_WIDTH = 34;

    private static final int NUMBER_WIDTH = 18;
    private static final int NUMBERS = 6;
    /** Texts go over so many columns, which hold so many narrow characters. */
    private static final int MERGED = 7;

    private static final int LINE = NAME_WIDTH + (MERGED - 1) * NUMBER_WIDTH - 6;
    /** A chart is at least so many rows and columns large. */
    private static final int CHART_ROWS = 18;

    private static final int CHART_COLUMNS = 9;
    private static final int SPREADSHEET_DIGITS = 15;

    private final WorkbookOutput workbook;
    private final String name;
    private final int number;
    private final Writer xml;
    private final List<String> merged = new ArrayList<>();
    private final List<Placed> charts = new ArrayList<>();
    private int row;
    private boolean closed;

    private record Placed(int number, String title, int fromRow, int toRow, int fromColumn, String xml) {}

    ChartedSheet(WorkbookOutput workbook, String name, int number) throws IOException {
        this.workbook = workbook;
        this.name = name;
        this.number = number;
        xml = workbook.part("xl/worksheets/sheet" + number + ".xml");
        xml.write("<worksheet xmlns=\"" + WorkbookOutput.MAIN + "\" xmlns:r=\"" + WorkbookOutput.RELATIONS + "\">"
                + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\""
                + (number == 1 ? " tabSelected=\"1\"" : "") + " showGridLines=\"0\"/></sheetViews>"
                + "<sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"1\" width=\"" + NAME_WIDTH
                + "\" customWidth=\"1\"/><col min=\"2\" max=\"" + (NUMBERS + 1) + "\" width=\"" + NUMBER_WIDTH
                + "\" customWidth=\"1\"/></cols><sheetData>");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public boolean hasComments() {
        return false;
    }

    @Override
    public @Nullable String filteredRange() {
        return null;
    }

    @Override
    public boolean repeatsHeader() {
        return false;
    }

    void title(String text) throws IOException {
        begin(21);
        text(0, text, CellStyles.TITLE);
        end();
    }

    void paragraph(String text) throws IOException {
        for (String one : text.strip().split("\\R")) {
            if (one.isBlank()) {
                continue;
            }
            // Merged cells do not grow with their text by themselves.
            begin(15 * (1 + (width(one) - 1) / LINE) + 2);
            text(0, one, CellStyles.PARAGRAPH);
            end();
            merged.add("A" + row + ":" + SheetOutput.letters(MERGED - 1) + row);
        }
    }

    private static int width(String text) {
        return Math.max(1, text.codePoints().map(one -> one < 0x1100 ? 1 : 2).sum());
    }

    void gap() throws IOException {
        begin(0);
        end();
    }

    void table(List<String> header, List<? extends List<? extends @Nullable Object>> rows) throws IOException {
        header(header);
        for (List<? extends @Nullable Object> cells : rows) {
            begin(0);
            for (int column = 0; column < cells.size(); column++) {
                cell(column, cells.get(column), null);
            }
            end();
        }
        gap();
    }

    void chart(String title, ChartData data, ChartTable table) throws IOException {
        int top = row + 1;
        List<String> header = new ArrayList<>(List.of(table.item()));
        header.addAll(table.columns());
        header(header);
        for (ChartTable.Row one : table.rows()) {
            begin(0);
            text(0, one.name(), CellStyles.TEXT);
            for (int column = 0; column < one.amounts().size(); column++) {
                cell(
                        column + 1,
                        one.amounts().get(column),
                        CellStyles.number(table.decimals().get(column)));
            }
            end();
        }
        Optional<String> drawn = table.rows().isEmpty() || table.isEmpty()
                ? Optional.empty()
                : Optional.of(ChartXml.of(title, data, table, name, top));
        int bottom = row;
        if (drawn.isPresent()) {
            int rows = Math.max(CHART_ROWS, Math.min(bottom - top, 3 * CHART_ROWS));
            charts.add(new Placed(
                    workbook.nextChart(),
                    title,
                    top - 1,
                    top - 1 + rows,
                    Math.max(3, table.columns().size() + 2),
                    drawn.get()));
            while (row < top + rows) {
                gap();
            }
        }
        gap();
    }

    private void header(List<String> titles) throws IOException {
        begin(0);
        for (int column = 0; column < titles.size(); column++) {
            text(column, titles.get(column), CellStyles.HEADER);
        }
        end();
    }

    private void begin(int height) throws IOException {
        row++;
        xml.write("<row r=\"" + row + "\"" + (height == 0 ? "" : " ht=\"" + height + "\" customHeight=\"1\"") + ">");
    }

    private void end() throws IOException {
        xml.write("</row>");
    }

    private void cell(int column, @Nullable Object content, @Nullable Integer style) throws IOException {
        switch (content) {
            case null -> {
                // Nothing stands in it.
            }
            case BigDecimal number
            when number.stripTrailingZeros().precision() <= SPREADSHEET_DIGITS ->
                number(
                        column,
                        number.toPlainString(),
                        style == null
                                ? CellStyles.number(
                                        Math.clamp(number.stripTrailingZeros().scale(), 0, TableColumn.MOST_DECIMALS))
                                : style);
            case Integer whole -> number(column, whole.toString(), CellStyles.number(0));
            case Long whole -> number(column, whole.toString(), CellStyles.number(0));
            case BigDecimal exact -> text(column, exact.toPlainString(), CellStyles.TEXT);
            default -> text(column, content.toString(), CellStyles.TEXT);
        }
    }

    private void number(int column, String number, int style) throws IOException {
        start(column, style, "");
        xml.write("<v>" + number + "</v></c>");
    }

    /** Text stays text, even where it begins like a formula. */
    private void text(int column, String text, int style) throws IOException {
        start(column, style, " t=\"inlineStr\"");
        xml.write("<is>");
        CellText.cell(xml, text);
        xml.write("</is></c>");
    }

    private void start(int column, int style, String type) throws IOException {
        xml.write("<c r=\"" + SheetOutput.letters(column) + row + "\" s=\"" + style + "\"" + type + ">");
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        xml.write("</sheetData>");
        if (!merged.isEmpty()) {
            xml.write("<mergeCells count=\"" + merged.size() + "\">");
            for (String range : merged) {
                xml.write("<mergeCell ref=\"" + range + "\"/>");
            }
            xml.write("</mergeCells>");
        }
        xml.write("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>"
                + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
        if (!charts.isEmpty()) {
            xml.write("<drawing r:id=\"drawing\"/>");
        }
        xml.write("</worksheet>");
        if (!charts.isEmpty()) {
            writeCharts();
        }
    }

    private void writeCharts() throws IOException {
        relations(
                "xl/worksheets/_rels/sheet" + number + ".xml.rels",
                Collections.singletonList(relation("drawing", "drawing", "../drawings/drawing" + number + ".xml")));
        relations(
                "xl/drawings/_rels/drawing" + number + ".xml.rels",
                charts.stream()
                        .map(chart -> relation(
                                "chart" + chart.number(), "chart", "../charts/chart" + chart.number() + ".xml"))
                        .toList());
        workbook.part("xl/drawings/drawing" + number + ".xml");
        workbook.declare(
                "xl/drawings/drawing" + number + ".xml", "application/vnd.openxmlformats-officedocument.drawing+xml");
        xml.write("<xdr:wsDr xmlns:xdr=\"" + DRAWINGS + "spreadsheetDrawing\" xmlns:a=\"" + DRAWINGS + "main\">");
        for (Placed chart : charts) {
            place(chart);
        }
        xml.write("</xdr:wsDr>");
        for (Placed chart : charts) {
            String part = "xl/charts/chart" + chart.number() + ".xml";
            workbook.part(part).write(chart.xml());
            workbook.declare(part, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
        }
    }

    private void place(Placed chart) throws IOException {
        xml.write("<xdr:twoCellAnchor><xdr:from>" + corner(chart.fromColumn(), chart.fromRow()) + "</xdr:from><xdr:to>"
                + corner(chart.fromColumn() + CHART_COLUMNS, chart.toRow())
                + "</xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"" + (chart.number() + 1)
                + "\" name=\"");
        CellText.attribute(xml, "Chart " + chart.number());
        xml.write("\" descr=\"");
        CellText.attribute(xml, chart.title());
        xml.write("\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
                + "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"" + DRAWINGS
                + "chart\"><c:chart xmlns:c=\"" + DRAWINGS + "chart\" xmlns:r=\"" + WorkbookOutput.RELATIONS
                + "\" r:id=\"chart" + chart.number()
                + "\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>");
    }

    private static String corner(int column, int row) {
        return "<xdr:col>" + column + "</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>" + row
                + "</xdr:row><xdr:rowOff>0</xdr:rowOff>";
    }

    private void relations(String part, List<String> relations) throws IOException {
        workbook.part(part);
        xml.write("<Relationships xmlns=\"" + WorkbookOutput.RELATIONSHIPS + "\">");
        for (String one : relations) {
            xml.write(one);
        }
        xml.write("</Relationships>");
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + WorkbookOutput.RELATIONS + "/" + type + "\" Target=\""
                + target + "\"/>";
    }
}
