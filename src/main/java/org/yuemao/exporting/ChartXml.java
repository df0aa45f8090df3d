package org.yuemao.exporting;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartColours;
import org.yuemao.base.chart.ChartData;

/**
 * Describes charts as spreadsheets draw them themselves (DrawingML charts, ECMA-376 part 1, 21.2), over the cells of a table.
 * Kinds that spreadsheets do not know are drawn as bars.
 */
final class ChartXml {
    private static final String NAMESPACES = " xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\""
            + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\""
            + WorkbookOutput.RELATIONS + "\"";
    private static final String QUIET_LINE =
            "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D0D5D9\"/></a:solidFill></a:ln></c:spPr>";

    private final ChartTable table;
    private final String sheet;
    private final int top;
    private final StringBuilder xml = new StringBuilder();

    /** How series are drawn. */
    private enum Form {
        COLUMNS,
        STACKED,
        BARS,
        LINES,
        AREAS,
        RING,
        POINTS
    }

    private ChartXml(ChartTable table, String sheet, int top) {
        this.table = table;
        this.sheet = sheet;
        this.top = top;
    }

    /**
     * The chart over a table that stands on the sheet with its header in the row (from 1) and its names in the first column. A
     * kind that a workbook does not know is drawn as stacked columns.
     */
    static String of(String title, ChartData data, ChartTable table, String sheet, int top) {
        Form form =
                switch (data.kind()) {
                    case BAR, GROUPED -> Form.COLUMNS;
                    case STACKED_BAR, RETENTION, HEAT_MAP, SANKEY -> Form.STACKED;
                    case HORIZONTAL_BAR, RANKING, TREEMAP, TILE_MAP, GAUGE -> Form.BARS;
                    case LINE, MULTIPLES -> Form.LINES;
                    case AREA -> Form.AREAS;
                    case RING -> Form.RING;
                    case SCATTER -> Form.POINTS;
                };
        return new ChartXml(table, sheet, top).draw(title, form);
    }

    private String draw(String title, Form form) {
        boolean legend = form == Form.RING || form != Form.POINTS && series() > 1;
        xml.append("<c:chartSpace").append(NAMESPACES).append("><c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/>");
        xml.append("<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1200\" b=\"1\"/>"
                + "</a:pPr><a:r><a:rPr sz=\"1200\" b=\"1\"/><a:t>");
        text(title);
        xml.append("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>"
                + "<c:plotArea><c:layout/>");
        switch (form) {
            case COLUMNS, STACKED, BARS -> bars(form);
            case LINES -> lines();
            case AREAS -> areas();
            case RING -> ring();
            case POINTS -> points();
        }
        xml.append("</c:plotArea>");
        if (legend) {
            xml.append("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
        }
        // A line leads over years without a figure, as on the screen.
        return xml.append("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"")
                .append(form == Form.LINES ? "span" : "gap")
                .append("\"/></c:chart></c:chartSpace>")
                .toString();
    }

    private int series() {
        return table.columns().size();
    }

    private void bars(Form form) {
        boolean lying = form == Form.BARS;
        xml.append("<c:barChart><c:barDir val=\"").append(lying ? "bar" : "col").append("\"/><c:grouping val=\"");
        xml.append(form == Form.STACKED ? "stacked" : "clustered").append("\"/><c:varyColors val=\"0\"/>");
        for (int one = 0; one < series(); one++) {
            begin(one);
            fill(one);
            xml.append("<c:invertIfNegative val=\"0\"/>");
            if (lying) {
                labels(one);
            }
            names();
            amounts("val", one);
            xml.append("</c:ser>");
        }
        xml.append("<c:gapWidth val=\"60\"/>");
        if (form == Form.STACKED) {
            xml.append("<c:overlap val=\"100\"/>");
        }
        xml.append("<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>");
        categoryAxis(lying);
        valueAxis(1002, 1001, lying ? "b" : "l", series() - 1, lying);
    }

    private void lines() {
        xml.append("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
        for (int one = 0; one < series(); one++) {
            begin(one);
            xml.append("<c:spPr><a:ln w=\"28575\">").append(solid(one)).append("</a:ln></c:spPr>");
            marker(one);
            names();
            amounts("val", one);
            xml.append("<c:smooth val=\"0\"/></c:ser>");
        }
        xml.append("<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>");
        categoryAxis(false);
        valueAxis(1002, 1001, "l", 0, false);
    }

    private void areas() {
        xml.append("<c:areaChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
        for (int one = 0; one < series(); one++) {
            begin(one);
            xml.append("<c:spPr><a:solidFill><a:srgbClr val=\"")
                    .append(ChartColours.of(one))
                    .append("\"><a:alpha val=\"45000\"/></a:srgbClr></a:solidFill><a:ln w=\"19050\">")
                    .append(solid(one))
                    .append("</a:ln></c:spPr>");
            names();
            amounts("val", one);
            xml.append("</c:ser>");
        }
        xml.append("<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:areaChart>");
        categoryAxis(false);
        valueAxis(1002, 1001, "l", 0, false);
    }

    private void ring() {
        xml.append("<c:doughnutChart><c:varyColors val=\"1\"/>");
        begin(0);
        for (int item = 0; item < table.rows().size(); item++) {
            xml.append("<c:dPt><c:idx val=\"").append(item).append("\"/><c:bubble3D val=\"0\"/>");
            fill(item);
            xml.append("</c:dPt>");
        }
        xml.append("<c:dLbls><c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/>"
                + "<c:showSerName val=\"0\"/><c:showPercent val=\"1\"/><c:showBubbleSize val=\"0\"/>"
                + "<c:showLeaderLines val=\"1\"/></c:dLbls>");
        names();
        amounts("val", 0);
        xml.append("</c:ser><c:firstSliceAng val=\"0\"/><c:holeSize val=\"55\"/></c:doughnutChart>");
    }

    private void points() {
        xml.append("<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>");
        for (int one = 1; one < series(); one++) {
            begin(one);
            xml.append("<c:spPr><a:ln w=\"19050\"><a:noFill/></a:ln></c:spPr>");
            marker(one - 1);
            amounts("xVal", 0);
            amounts("yVal", one);
            xml.append("<c:smooth val=\"0\"/></c:ser>");
        }
        xml.append("<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:scatterChart>");
        valueAxis(1001, 1002, "b", 0, false);
        valueAxis(1002, 1001, "l", 1, false);
    }

    private void begin(int one) {
        xml.append("<c:ser><c:idx val=\"")
                .append(one)
                .append("\"/><c:order val=\"")
                .append(one);
        xml.append("\"/><c:tx><c:strRef><c:f>");
        text(reference("$" + letter(one) + "$" + top));
        xml.append("</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>");
        text(table.columns().get(one));
        xml.append("</c:v></c:pt></c:strCache></c:strRef></c:tx>");
    }

    private void names() {
        xml.append("<c:cat><c:strRef><c:f>");
        text(range("A"));
        xml.append("</c:f><c:strCache><c:ptCount val=\"")
                .append(table.rows().size())
                .append("\"/>");
        for (int item = 0; item < table.rows().size(); item++) {
            xml.append("<c:pt idx=\"").append(item).append("\"><c:v>");
            text(table.rows().get(item).name());
            xml.append("</c:v></c:pt>");
        }
        xml.append("</c:strCache></c:strRef></c:cat>");
    }

    private void amounts(String what, int column) {
        xml.append("<c:").append(what).append("><c:numRef><c:f>");
        text(range(letter(column)));
        xml.append("</c:f><c:numCache><c:formatCode>")
                .append(format(column))
                .append("</c:formatCode><c:ptCount val=\"");
        xml.append(table.rows().size()).append("\"/>");
        IntStream.range(0, table.rows().size()).forEach(item -> {
            @Nullable BigDecimal amount = table.rows().get(item).amounts().get(column);
            if (amount != null) {
                xml.append("<c:pt idx=\"").append(item).append("\"><c:v>");
                xml.append(amount.toPlainString()).append("</c:v></c:pt>");
            }
        });
        xml.append("</c:numCache></c:numRef></c:").append(what).append(">");
    }

    private void labels(int one) {
        xml.append("<c:dLbls><c:numFmt formatCode=\"")
                .append(format(one))
                .append(
                        "\" sourceLinked=\"0\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>"
                                + "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>");
    }

    private void categoryAxis(boolean lying) {
        xml.append("<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"")
                .append(lying ? "maxMin" : "minMax")
                .append("\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"")
                .append(lying ? "l" : "b")
                .append("\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>"
                        + "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>")
                .append(QUIET_LINE)
                .append("<c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/>"
                        + "<c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>");
    }

    private void valueAxis(int id, int across, String position, int formatOf, boolean upsideDown) {
        xml.append("<c:valAx><c:axId val=\"").append(id).append("\"/><c:scaling><c:orientation val=\"minMax\"/>");
        xml.append("</c:scaling><c:delete val=\"0\"/><c:axPos val=\"")
                .append(position)
                .append("\"/><c:majorGridlines>")
                .append(QUIET_LINE)
                .append("</c:majorGridlines><c:numFmt formatCode=\"")
                .append(format(formatOf))
                .append("\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
                        + "<c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"")
                .append(across)
                .append("\"/><c:crosses val=\"")
                // Where names run from the top down, the scale would otherwise stand above them.
                .append(upsideDown ? "max" : "autoZero")
                .append("\"/><c:crossBetween val=\"")
                .append(id == 1002 && across == 1001 && !position.equals("b") || upsideDown ? "between" : "midCat")
                .append("\"/></c:valAx>");
    }

    private String format(int column) {
        int decimals = table.decimals().get(column);
        return decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    }

    private void fill(int one) {
        xml.append("<c:spPr>").append(solid(one)).append("</c:spPr>");
    }

    private void marker(int one) {
        xml.append("<c:marker><c:symbol val=\"circle\"/><c:size val=\"7\"/><c:spPr>")
                .append(solid(one))
                .append("</c:spPr></c:marker>");
    }

    private static String solid(int one) {
        return "<a:solidFill><a:srgbClr val=\"" + ChartColours.of(one) + "\"/></a:solidFill>";
    }

    /** The column of the sheet in which a column of the table stands. */
    private static String letter(int column) {
        return SheetOutput.letters(column + 1);
    }

    private String range(String letter) {
        return reference("$" + letter + "$" + (top + 1) + ":$" + letter + "$"
                + (top + table.rows().size()));
    }

    private String reference(String range) {
        return WorkbookOutput.reference(sheet, range);
    }

    private void text(String text) {
        StringWriter escaped = new StringWriter();
        try {
            CellText.attribute(escaped, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        xml.append(escaped);
    }
}
