package org.yuemao.exporting;

import java.util.List;

/** The few ways in which cells look, numbered as a workbook's list of styles has them. */
final class CellStyles {
    static final int PLAIN = 0;
    static final int TEXT = 1;
    static final int LINES = 2;
    static final int DATE = 3;
    static final int DATE_TIME = 4;
    private static final int NUMBER = 5;
    private static final int KINDS = NUMBER + TableColumn.MOST_DECIMALS + 1;
    static final int HEADER = 2 * KINDS;
    static final int REQUIRED_HEADER = HEADER + 1;
    static final int TITLE = REQUIRED_HEADER + 1;
    static final int PARAGRAPH = TITLE + 1;
    private static final int ALL = PARAGRAPH + 1;

    private CellStyles() {}

    static int number(int decimals) {
        return NUMBER + decimals;
    }

    /** The same with the fill of a cell that is wrong. */
    static int wrong(int style) {
        return style + KINDS;
    }

    /** How the cells of a column look, those that people add below as well. */
    static int of(TableColumn column) {
        return switch (column.shape()) {
            case TEXT -> TEXT;
            case NUMBER -> number(column.decimals());
            case DATE -> DATE;
            case DATE_TIME -> DATE_TIME;
        };
    }

    static String xml() {
        StringBuilder xml = new StringBuilder("<styleSheet xmlns=\"" + WorkbookOutput.MAIN + "\">");
        xml.append("<numFmts count=\"")
                .append(2 + TableColumn.MOST_DECIMALS + 1)
                .append("\">");
        format(xml, 164, "yyyy\\-mm\\-dd");
        format(xml, 165, "yyyy\\-mm\\-dd\\ hh:mm");
        for (int decimals = 0; decimals <= TableColumn.MOST_DECIMALS; decimals++) {
            format(xml, 166 + decimals, decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals));
        }
        xml.append("</numFmts><fonts count=\"4\">")
                .append("<font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
                .append("<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
                .append(
                        "<font><b/><sz val=\"11\"/><color rgb=\"FFB00020\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
                .append("<font><b/><sz val=\"14\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
                .append("</fonts><fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>")
                .append("<fill><patternFill patternType=\"gray125\"/></fill>");
        for (String colour : List.of("FFE8ECEF", "FFFFC7CE")) {
            xml.append("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"")
                    .append(colour)
                    .append("\"/><bgColor indexed=\"64\"/></patternFill></fill>");
        }
        xml.append("</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>")
                .append(
                        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
                .append("<cellXfs count=\"")
                .append(ALL)
                .append("\">");
        for (int fill : new int[] {0, 3}) {
            style(xml, 0, 0, fill, false);
            style(xml, 49, 0, fill, false);
            style(xml, 49, 0, fill, true);
            style(xml, 164, 0, fill, false);
            style(xml, 165, 0, fill, false);
            for (int decimals = 0; decimals <= TableColumn.MOST_DECIMALS; decimals++) {
                style(xml, 166 + decimals, 0, fill, false);
            }
        }
        style(xml, 49, 1, 2, true);
        style(xml, 49, 2, 2, true);
        style(xml, 49, 3, 0, false);
        style(xml, 49, 0, 0, true);
        return xml.append(
                        "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>")
                .append("</styleSheet>")
                .toString();
    }

    private static void format(StringBuilder xml, int id, String code) {
        xml.append("<numFmt numFmtId=\"")
                .append(id)
                .append("\" formatCode=\"")
                .append(code)
                .append("\"/>");
    }

    private static void style(StringBuilder xml, int format, int font, int fill, boolean wrapped) {
        xml.append("<xf numFmtId=\"")
                .append(format)
                .append("\" fontId=\"")
                .append(font)
                .append("\" fillId=\"")
                .append(fill)
                .append(
                        "\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">")
                .append("<alignment vertical=\"")
                .append(font == 0 ? "top" : "center")
                .append("\"")
                .append(wrapped ? " wrapText=\"1\"" : "")
                .append("/></xf>");
    }
}
