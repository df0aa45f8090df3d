package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.exporting.ProblemWorkbook;
import org.yuemao.exporting.TableColumn;
import org.yuemao.exporting.TableWriter;
import org.yuemao.exporting.TemplateColumn;
import org.yuemao.exporting.TemplateWriter;
import org.yuemao.exporting.WorkbookNames;

/** What the desk writes, it reads as the same; so do other programs. */
class RoundTripsTest {
    private static final List<TableColumn> COLUMNS = List.of(
            TableColumn.text("名称", 20),
            TableColumn.number("金额", 12, 2),
            TableColumn.date("日期", 12),
            TableColumn.dateTime("时间", 16),
            TableColumn.number("家数", 8, 0),
            TableColumn.text("备注", 30));
    private static final String[] PIECES = {
        "a", "Z", "0", "7", " ", "  ", "\u00a0", "\u3000", "\n", "\t", "\"", "\"\"", "'", "''", ",", ";", "=", "+", "-",
        "@", "<b>", "&amp;", "&", "粤贸", "Ｆ１２", "𠮷", "😀", "é", "_x000D_", "_x", "\u0001", "]]>", "1,234", "%", "/",
        "#N/A", "sep=;"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 20210305, 4711, -9, 88})
    void aWorkbookComesBackAsItWasWritten(long seed) throws IOException {
        List<List<@Nullable Object>> rows = random(new Random(seed), 400);
        Path file = folder.resolve("table.xlsx");
        try (TableWriter writer = TableWriter.workbook(Files.newOutputStream(file), "活动", COLUMNS)) {
            for (List<@Nullable Object> row : rows) {
                writer.row(row);
            }
        }
        assertThat(read(file)).isEqualTo(expected(rows));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20210306, 4712, -10, 99})
    void separatedTextComesBackAsItWasWritten(long seed) throws IOException {
        List<List<@Nullable Object>> rows = random(new Random(seed), 400);
        Path file = folder.resolve("table.csv");
        try (TableWriter writer = TableWriter.separatedText(Files.newOutputStream(file), COLUMNS)) {
            for (List<@Nullable Object> row : rows) {
                writer.row(row);
            }
        }
        assertThat(read(file).stream().map(RoundTripsTest::withoutTrailingZeros))
                .isEqualTo(expected(rows));
    }

    /** Separated text keeps the zeros of 1.50, which are no less a number. */
    private static String withoutTrailingZeros(String row) {
        return Stream.of(row.split("¦", -1))
                .map(cell -> cell.matches("-?\\d{1,12}\\.\\d{1,2}")
                        ? new BigDecimal(cell).stripTrailingZeros().toPlainString()
                        : cell)
                .map(cell -> cell.equals("0.0") || cell.equals("0.00") ? "0" : cell)
                .collect(Collectors.joining("¦"));
    }

    private static List<List<@Nullable Object>> random(Random random, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add("行" + i);
            row.add(
                    random.nextInt(4) == 0
                            ? null
                            : BigDecimal.valueOf(random.nextLong(-99_999_999_999L, 99_999_999_999L), 2));
            row.add(random.nextInt(4) == 0 ? null : LocalDate.of(1900, 3, 1).plusDays(random.nextInt(100_000)));
            row.add(
                    random.nextInt(4) == 0
                            ? null
                            : LocalDateTime.of(2021, 1, 1, 0, 1)
                                    .plusDays(random.nextInt(4000))
                                    .plusMinutes(random.nextInt(1439)));
            row.add(random.nextInt(4) == 0 ? null : random.nextInt());
            row.add(random.nextInt(6) == 0 ? null : text(random));
            rows.add(row);
        }
        return rows;
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(1, 7))
                .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
                .collect(Collectors.joining());
    }

    private static List<String> expected(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> switch (value) {
                            case null -> "";
                            case BigDecimal number ->
                                number.signum() == 0
                                        ? "0"
                                        : number.stripTrailingZeros().toPlainString();
                            default -> value.toString();
                        })
                        .collect(Collectors.joining("¦")))
                .toList();
    }

    private static List<String> read(Path file) {
        List<String> read = new ArrayList<>();
        try (TableFile table = TableFile.open(file, "table");
                TableRows rows = table.rows(table.tables().getFirst())) {
            assertThat(rows.next().texts())
                    .isEqualTo(COLUMNS.stream().map(TableColumn::title).toList());
            rows.forEachRemaining(row -> read.add(IntStream.range(0, COLUMNS.size())
                    .mapToObj(column -> row.at(column).text())
                    .collect(Collectors.joining("¦"))));
        }
        return read;
    }

    @Test
    void anotherLibraryReadsOurWorkbooks() throws IOException {
        Path file = folder.resolve("ours.xlsx");
        try (TableWriter writer = TableWriter.workbook(Files.newOutputStream(file), "活动", COLUMNS)) {
            writer.row(List.of(
                    "=HYPERLINK(\"x\")",
                    new BigDecimal("12.50"),
                    LocalDate.of(2021, 3, 5),
                    LocalDateTime.of(2021, 3, 5, 9, 30),
                    7,
                    "a\nb"));
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            Row row = rows.skip(1).findFirst().orElseThrow();
            assertThat(row.getCell(0).getFormula()).isNull();
            assertThat(row.getCellText(0)).isEqualTo("=HYPERLINK(\"x\")");
            assertThat(row.getCellAsNumber(1)).contains(new BigDecimal("12.50"));
            assertThat(row.getCellAsDate(2)).contains(LocalDate.of(2021, 3, 5).atStartOfDay());
            assertThat(row.getCellAsDate(3)).contains(LocalDateTime.of(2021, 3, 5, 9, 30));
            assertThat(row.getCellText(5)).isEqualTo("a\nb");
        }
    }

    @Test
    void ourReaderReadsAnotherLibrarysWorkbooks() throws IOException {
        Path file = folder.resolve("theirs.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Other", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("数据");
            sheet.value(0, 0, "名称");
            sheet.value(1, 0, "粤贸");
            sheet.value(1, 1, 0.1 + 0.2);
            sheet.value(1, 2, LocalDate.of(2021, 3, 5));
            sheet.style(1, 2).format("yyyy-MM-dd").set();
            sheet.formula(1, 3, "B2*2");
        }
        assertThat(AwkwardFilesTest.text(file)).isEqualTo("1: 名称\n2: 粤贸 | N(0.3) | D(2021-03-05) | U()");
    }

    @Test
    void noTextOfAnExportBecomesAFormula() throws IOException {
        List<String> texts =
                List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "=cmd|' /C calc'!A0");
        Path file = folder.resolve("formulas.csv");
        try (TableWriter writer =
                TableWriter.separatedText(Files.newOutputStream(file), List.of(TableColumn.text("x", 5)))) {
            for (String text : texts) {
                writer.row(List.of(text));
            }
        }
        String written = Files.readString(file);
        assertThat(written).startsWith("\ufeffx\r\n");
        assertThat(written.substring(4).replace("\"", "").split("\r\n(?!=)"))
                .allSatisfy(line -> assertThat(line).startsWith("'"));
        try (TableFile table = TableFile.open(file, "x");
                TableRows rows = table.rows(table.tables().getFirst())) {
            rows.next();
            List<String> read = new ArrayList<>();
            rows.forEachRemaining(row -> read.add(row.at(0).text()));
            assertThat(read)
                    .isEqualTo(
                            texts.stream().map(text -> text.replace('\r', '\n')).toList());
        }
    }

    @Test
    void aTemplateThatWasFilledInIsOneTable() throws IOException {
        List<String> countries =
                IntStream.range(0, 249).mapToObj(i -> "国家, " + i).toList();
        Path file = folder.resolve("template.xlsx");
        TemplateWriter.write(
                Files.newOutputStream(file),
                "Events 活动",
                List.of(
                        new TemplateColumn(TableColumn.text("名称", 20).withNote("必填"), true),
                        new TemplateColumn(TableColumn.number("金额", 12, 2), false),
                        new TemplateColumn(TableColumn.text("国家", 12), true, countries, false),
                        new TemplateColumn(TableColumn.text("形式", 12), false, List.of("线下", "线上"), false)),
                List.of(List.of("广交会", 12, "国家, 3", "线上")),
                new TemplateWriter.Complaints("不在列表中", "请输入数字", "请输入日期"));
        try (TableFile table = TableFile.open(file, "template.xlsx")) {
            assertThat(table.sheets())
                    .extracting(TableSheet::name)
                    .containsExactly("Events 活动", WorkbookNames.EXAMPLES, WorkbookNames.LISTS);
            assertThat(table.tables()).extracting(TableSheet::name).containsExactly("Events 活动");
            try (TableRows rows = table.rows(table.tables().getFirst())) {
                HeaderFinder.Header header = HeaderFinder.find(
                                List.of(rows.next()), List.of("名称", "金额", "国家", "形式")::contains)
                        .orElseThrow();
                assertThat(header.titles()).containsExactly("名称", "金额", "国家", "形式");
                assertThat(rows.hasNext()).isFalse();
            }
        }
        String sheet = part(file, "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("<formula1>&quot;线下,线上&quot;</formula1>")
                .contains("<formula1>'Lists 选项'!$A$2:$A$250</formula1>");
    }

    private static String part(Path file, String name) throws IOException {
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry(name)).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void wrongRowsComeBackWithTheirReasonsAndCanBeImportedAgain() throws IOException {
        Path file = folder.resolve("problems.xlsx");
        try (ProblemWorkbook problems =
                new ProblemWorkbook(Files.newOutputStream(file), "活动", List.of("名称", "金额"), row -> "第 " + row + " 行")) {
            problems.row(12, List.of("广交会", new BigDecimal("-5")), Map.of(1, "不能小于 0"), List.of("重复"));
            problems.row(40, List.of(""), Map.of(0, "此项必填"), List.of());
        }
        assertThat(AwkwardFilesTest.text(file))
                .isEqualTo(
                        "1: 名称 | 金额 | Problems / 问题\n2: 广交会 | N(-5) | 第 12 行⏎金额: 不能小于 0⏎重复\n3:  |  | 第 40 行⏎名称: 此项必填");
        assertThat(part(file, "xl/comments1.xml"))
                .contains("ref=\"B2\"")
                .contains("不能小于 0")
                .contains("ref=\"A3\"");
        Path again = folder.resolve("again.xlsx");
        try (ProblemWorkbook problems = new ProblemWorkbook(
                Files.newOutputStream(again),
                "活动",
                List.of("名称", "金额", WorkbookNames.PROBLEMS),
                row -> "第 " + row + " 行")) {
            problems.row(2, List.of("广交会", "x", "第 12 行"), Map.of(1, "请输入数字"), List.of());
        }
        assertThat(AwkwardFilesTest.text(again)).isEqualTo("1: 名称 | 金额 | Problems / 问题\n2: 广交会 | x | 第 2 行⏎金额: 请输入数字");
    }
}
