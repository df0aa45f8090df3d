package org.yuemao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.xmlbeans.XmlOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPlotArea;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartRole;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.exporting.ChartTable;
import org.yuemao.exporting.ChartWorkbook;

/** What people see who open a report, or a single chart, in a spreadsheet. */
class ReportWorkbookTest {
    private static ConfigurableApplicationContext desk;

    @BeforeAll
    static void enter() {
        desk = JustTheServices.on(Databases.H2);
        ReportYear.enter(desk, 11);
        // Our workbooks are packed well; that is no attack.
        ZipSecureFile.setMinInflateRatio(0.001);
    }

    @AfterAll
    static void end() {
        SecurityContextHolder.clearContext();
        desk.close();
    }

    @ParameterizedTest
    @EnumSource
    void hasASheetASectionWithNativeChartsOverTheNumbersOfTheOverview(ReportLanguages languages) throws IOException {
        ReportContent content = desk.getBean(ReportComposer.class)
                .compose(new ReportOrder(ReportYear.YEAR, null, languages, ReportFormat.XLSX));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(desk.getBean(ReportFiles.class).write(content, out, part -> {}))
                .isNull();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            int number = 0;
            for (ReportContent.Edition edition : content.editions()) {
                for (ReportContent.Part part : edition.parts()) {
                    XSSFSheet sheet = workbook.getSheetAt(number++);
                    assertThat(sheet.getSheetName()).startsWith(part.title().substring(0, 3));
                    assertThat(texts(sheet)).contains(part.title(), edition.state());
                    for (KeyFigure figure : part.figures()) {
                        assertThat(beside(sheet, figure.name())).isEqualByComparingTo(figure.amount());
                    }
                    List<XSSFChart> charts = charts(sheet);
                    List<ReportChart> wanted = part.charts().stream()
                            .flatMap(ReportWorkbookTest::drawn)
                            .toList();
                    assertThat(charts).hasSameSizeAs(wanted);
                    for (int i = 0; i < charts.size(); i++) {
                        check(sheet, charts.get(i), wanted.get(i), edition.language());
                    }
                    for (ReportChart chart : part.charts()) {
                        if (chart.data().kind() == ChartKind.HEAT_MAP
                                || chart.data().kind() == ChartKind.SANKEY) {
                            assertThat(numbersBelow(sheet, chart.title()))
                                    .as(chart.id())
                                    .isEqualByComparingTo(sum(chart));
                        }
                    }
                }
                XSSFSheet counting = workbook.getSheetAt(number++);
                assertThat(texts(counting)).containsAll(edition.counting());
            }
            assertThat(workbook.getNumberOfSheets()).isEqualTo(number);
        }
    }

    /** The native charts of a chart: none where spreadsheets do not know the kind, one for each unit of its own. */
    private static Stream<ReportChart> drawn(ReportChart chart) {
        ChartData data = chart.data();
        return switch (data.kind()) {
            case HEAT_MAP, SANKEY -> Stream.empty();
            case MULTIPLES ->
                data.series().stream()
                        .map(one -> new ReportChart(
                                chart.id(),
                                one.name(),
                                chart.explanation(),
                                ChartData.of(ChartKind.LINE, data.unit(), List.of(one))));
            default -> Stream.of(chart);
        };
    }

    private static BigDecimal sum(ReportChart chart) {
        return chart.data().series().stream()
                .flatMap(series -> series.items().stream())
                .map(item -> Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of the table below a heading. */
    private static BigDecimal numbersBelow(XSSFSheet sheet, String title) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean below = false;
        boolean inTable = false;
        for (Row row : sheet) {
            boolean hasNumbers = false;
            for (Cell cell : row) {
                if (below && cell.getCellType() == CellType.NUMERIC) {
                    sum = sum.add(BigDecimal.valueOf(cell.getNumericCellValue()));
                    hasNumbers = true;
                }
            }
            if (inTable && !hasNumbers) {
                break;
            }
            inTable |= hasNumbers;
            Cell first = row.getCell(0);
            below |= first != null
                    && first.getCellType() == CellType.STRING
                    && first.getStringCellValue().equals(title);
        }
        return sum;
    }

    /** The chart is valid, and draws the very cells in which the numbers of the overview stand. */
    private static void check(XSSFSheet sheet, XSSFChart chart, ReportChart of, Locale language) {
        assertValid(chart);
        assertThat(chart.getTitleText().getString()).isEqualTo(of.title());
        ChartTable table = ChartTable.of(of.data(), of.data().across(), desk.getBean(Wording.class), language);
        List<List<@Nullable BigDecimal>> drawn = new ArrayList<>();
        for (String range : ranges(chart)) {
            drawn.add(numbers(sheet, range));
        }
        List<List<@Nullable BigDecimal>> wanted = new ArrayList<>();
        boolean points = of.data().kind() == ChartKind.SCATTER;
        for (int column = points ? 1 : 0; column < table.columns().size(); column++) {
            if (points) {
                wanted.add(column(table, 0));
            }
            boolean lost = column < of.data().series().size()
                    && of.data().series().get(column).role() == ChartRole.LOST;
            wanted.add(lost ? negated(column(table, column)) : column(table, column));
        }
        assertThat(drawn).as(of.id()).isEqualTo(wanted);
    }

    private static List<@Nullable BigDecimal> column(ChartTable table, int column) {
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        table.rows().forEach(row -> numbers.add(plain(row.amounts().get(column))));
        return numbers;
    }

    private static List<@Nullable BigDecimal> negated(List<@Nullable BigDecimal> numbers) {
        List<@Nullable BigDecimal> negated = new ArrayList<>();
        numbers.forEach(number -> negated.add(number == null ? null : plain(number.negate())));
        return negated;
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null
                ? null
                : new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private static void assertValid(XSSFChart chart) {
        List<Object> problems = new ArrayList<>();
        chart.getCTChartSpace().validate(new XmlOptions().setErrorListener(new java.util.AbstractCollection<>() {
                    @Override
                    public boolean add(org.apache.xmlbeans.XmlError problem) {
                        return problems.add(problem);
                    }

                    @Override
                    public java.util.Iterator<org.apache.xmlbeans.XmlError> iterator() {
                        return java.util.Collections.emptyIterator();
                    }

                    @Override
                    public int size() {
                        return problems.size();
                    }
                }));
        assertThat(problems).as("where the chart breaks the schema").isEmpty();
    }

    private static List<String> ranges(XSSFChart chart) {
        CTPlotArea plot = chart.getCTChart().getPlotArea();
        List<String> ranges = new ArrayList<>();
        plot.getBarChartList().forEach(one -> one.getSerList()
                .forEach(series -> ranges.add(series.getVal().getNumRef().getF())));
        plot.getLineChartList().forEach(one -> one.getSerList()
                .forEach(series -> ranges.add(series.getVal().getNumRef().getF())));
        plot.getAreaChartList().forEach(one -> one.getSerList()
                .forEach(series -> ranges.add(series.getVal().getNumRef().getF())));
        plot.getDoughnutChartList().forEach(one -> one.getSerList()
                .forEach(series -> ranges.add(series.getVal().getNumRef().getF())));
        plot.getScatterChartList().forEach(one -> one.getSerList().forEach(series -> {
            ranges.add(series.getXVal().getNumRef().getF());
            ranges.add(series.getYVal().getNumRef().getF());
        }));
        return ranges;
    }

    private static List<@Nullable BigDecimal> numbers(XSSFSheet sheet, String range) {
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        for (CellReference at : new AreaReference(range, SpreadsheetVersion.EXCEL2007).getAllReferencedCells()) {
            assertThat(at.getSheetName()).isEqualTo(sheet.getSheetName());
            Cell cell = sheet.getRow(at.getRow()).getCell(at.getCol());
            numbers.add(
                    cell == null
                            ? null
                            : plain(new BigDecimal(((org.apache.poi.xssf.usermodel.XSSFCell) cell).getRawValue())));
        }
        return numbers;
    }

    /** In the order in which they stand; the library has them in the order of their ids. */
    private static List<XSSFChart> charts(XSSFSheet sheet) {
        return sheet.getDrawingPatriarch() == null
                ? List.of()
                : sheet.getDrawingPatriarch().getCharts().stream()
                        .sorted(Comparator.comparing(chart -> Integer.valueOf(
                                chart.getPackagePart().getPartName().getName().replaceAll("\\D", ""))))
                        .toList();
    }

    private static List<String> texts(XSSFSheet sheet) {
        List<String> texts = new ArrayList<>();
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.STRING) {
                    texts.add(cell.getStringCellValue());
                }
                assertThat(cell.getCellType()).as("formulas").isNotEqualTo(CellType.FORMULA);
            }
        }
        return texts;
    }

    private static BigDecimal beside(XSSFSheet sheet, String name) {
        for (Row row : sheet) {
            Cell first = row.getCell(0);
            if (first != null
                    && first.getCellType() == CellType.STRING
                    && first.getStringCellValue().equals(name)) {
                return new BigDecimal(((org.apache.poi.xssf.usermodel.XSSFCell) row.getCell(1)).getRawValue());
            }
        }
        throw new AssertionError("No " + name);
    }

    @ParameterizedTest
    @EnumSource
    void writesASingleChartWithItsWordsAndTakesNoTextForAFormula(ChartKind kind) throws IOException {
        List<ChartItem> items = List.of(
                new ChartItem(
                        "1", "=HYPERLINK(\"http://evil\")", new BigDecimal("12.5"), BigDecimal.ONE, BigDecimal.ONE),
                new ChartItem("2", "+1+cmd|' /C calc'!A0", null, BigDecimal.TWO, BigDecimal.ONE),
                new ChartItem("3", "@深圳 <&>\" _x0041_", new BigDecimal("-3"), BigDecimal.TEN, BigDecimal.TWO));
        ChartData data = ChartData.of(kind, ChartUnit.PERCENT, "=1+1", items);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        desk.getBean(ChartWorkbook.class)
                .write(data, "-Title: [a] / 'b'?", "=How", "@2021, Shenzhen", Locale.ENGLISH, out);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertThat(texts(sheet))
                    .contains("-Title: [a] / 'b'?", "=How", "@2021, Shenzhen", "=1+1 (%)")
                    .contains(
                            items.get(0).name(),
                            items.get(1).name(),
                            items.get(2).name());
            assertThat(charts(sheet)).singleElement().satisfies(chart -> {
                assertValid(chart);
                assertThat(chart.getTitleText().getString()).isEqualTo("-Title: [a] / 'b'?");
                List<String> ranges = ranges(chart);
                assertThat(numbers(sheet, ranges.getLast()))
                        .containsExactly(new BigDecimal("12.5"), null, new BigDecimal("-3"));
            });
        }
    }
}
