package org.yuemao.importing;

import static org.yuemao.importing.RawWorkbook.MAIN;
import static org.yuemao.importing.RawWorkbook.RELATIONS;
import static org.yuemao.importing.RawWorkbook.relation;
import static org.yuemao.importing.RawWorkbook.relations;
import static org.yuemao.importing.RawWorkbook.sheet;
import static org.yuemao.importing.RawWorkbook.texts;
import static org.yuemao.importing.RawWorkbook.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The files that people and programs really send, and some that only an attacker would. */
final class AwkwardFiles {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final List<AwkwardFile> ALL = made();

    private final List<AwkwardFile> files = new ArrayList<>();

    private AwkwardFiles() {}

    /**
     * A file and what comes of it.
     *
     * @param about what is awkward about it
     * @param content the file
     * @param rows what is read, as {@link AwkwardFilesTest} writes rows; null when the file is refused
     * @param refusal the key of the refusal without {@code importing.file.}; null when rows are read
     */
    record AwkwardFile(
            String about,
            byte[] content,
            @Nullable String rows,
            @Nullable String refusal) {
        @Override
        public String toString() {
            return about;
        }
    }

    static List<AwkwardFile> all() {
        return ALL;
    }

    private static List<AwkwardFile> made() {
        AwkwardFiles files = new AwkwardFiles();
        files.writtenTexts();
        files.numbers();
        files.dates();
        files.formulas();
        files.shapes();
        files.otherPrograms();
        files.hidden();
        files.otherFormats();
        files.damaged();
        files.attacks();
        files.tooMuch();
        files.separatedTexts();
        return files.files;
    }

    private void reads(String about, RawWorkbook workbook, String... rows) {
        reads(about, workbook.bytes(), rows);
    }

    private void reads(String about, byte[] content, String... rows) {
        files.add(new AwkwardFile(about, content, String.join("\n", rows), null));
    }

    private void refuses(String about, RawWorkbook workbook, String refusal) {
        refuses(about, workbook.bytes(), refusal);
    }

    private void refuses(String about, byte[] content, String refusal) {
        files.add(new AwkwardFile(about, content, null, refusal));
    }

    private static RawWorkbook cells(String cells) {
        return RawWorkbook.of("<row r=\"1\">" + cells + "</row>");
    }

    private static String number(int style, String value) {
        return "<c s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    private void writtenTexts() {
        reads(
                "rich text and phonetic runs in shared strings",
                cells(
                                "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>")
                        .strings("<si><r><rPr><b/></rPr><t xml:space=\"preserve\">广东 </t></r><r><t>粤贸</t></r></si>"
                                + "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>"
                                + "<si/>"),
                "1: 广东 粤贸 | 東京");
        reads(
                "texts in their cells, with runs",
                cells(
                        "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c><c t=\"inlineStr\"><is><t/></is></c>"
                                + "<c t=\"inlineStr\"><is><t>c</t></is></c>"),
                "1: ab |  | c");
        reads(
                "full-width digits, blanks at the ends, non-breaking spaces and line breaks stay",
                RawWorkbook.of(texts(new String[] {
                    "１２３４", " a ", "b\u00a0c", "d&#10;e", "f_x000D_&#10;g", "_x005F_x000D_", "&lt;&amp;"
                })),
                "1: １２３４ |  a  | b\u00a0c | d⏎e | f⏎g | _x000D_ | <&");
        reads(
                "numbers and dates as text stay as they are typed",
                RawWorkbook.of(texts(
                        new String[] {"007", "1,234.50", "2021/3/5", "45%", "1E5", "914403001922038216", "TRUE"})),
                "1: 007 | 1,234.50 | 2021/3/5 | 45% | 1E5 | 914403001922038216 | TRUE");
        reads(
                "characters beyond the basic plane",
                RawWorkbook.of(texts(new String[] {"𠮷野家", "😀", "㐀"})),
                "1: 𠮷野家 | 😀 | 㐀");
    }

    private void numbers() {
        reads(
                "numbers as a spreadsheet means them",
                cells(number(0, "0.30000000000000004")
                        + number(0, "1E+7")
                        + number(0, "12345678.900000001")
                        + number(0, "1.0")
                        + number(0, "-0")
                        + number(0, "1.2E-5")
                        + number(0, "123456789012345678")
                        + number(0, "100")
                        + number(0, "3.3333333333333335")),
                "1: N(0.3) | N(10000000) | N(12345678.9) | N(1) | N(0) | N(0.000012) | N(123456789012346000) | N(100)"
                        + " | N(3.33333333333333)");
        reads(
                "percentages, and formats that only look like them or like days",
                cells(number(0, "0.45")
                                + number(1, "0.057000000000000002")
                                + number(2, "45")
                                + number(3, "3")
                                + number(4, "-2")
                                + number(5, "7")
                                + number(6, "1234")
                                + number(7, "12000"))
                        .formats(
                                "0%",
                                "0.0%;[Red]-0.0%",
                                "0\"%\"",
                                "0\" days\"",
                                "#,##0;[Red]-#,##0",
                                "General\\d",
                                "0.00E+00",
                                "0!.0,\"万\""),
                "1: N(45%) | N(5.7%) | N(45) | N(3) | N(-2) | N(7) | N(1234) | N(12000)");
        reads("truth values", cells("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"), "1: B(TRUE) | B(FALSE)");
        reads(
                "a number that is none, and one beyond all numbers",
                cells("<c><v>abc</v></c><c><v>1E999999999</v></c>"),
                "1: abc | E(#NUM!)");
    }

    private void dates() {
        reads(
                "days in the formats of Excel and WPS",
                cells(number(0, "44260")
                                + number(1, "44260")
                                + number(2, "44260")
                                + number(3, "44260")
                                + number(4, "44260")
                                + number(5, "44260.5")
                                + number(6, "44260")
                                + number(7, "44260"))
                        .styles(
                                new String[] {
                                    "yyyy\"年\"m\"月\"d\"日\"",
                                    "[$-804]yyyy-mm-dd;@",
                                    "m/d/yy",
                                    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
                                    "dd.mm.yyyy"
                                },
                                14,
                                164,
                                165,
                                166,
                                167,
                                168,
                                31,
                                58),
                "1: " + String.join(" | ", java.util.Collections.nCopies(8, "D(2021-03-05)")));
        reads(
                "months and years, which a spreadsheet makes days of",
                cells(number(0, "44256") + number(1, "44256") + number(2, "44256") + number(3, "44197"))
                        .styles(new String[] {"yyyy\"年\"m\"月\"", "yyyy"}, 17, 57, 164, 165),
                "1: D(2021-03) | D(2021-03) | D(2021-03) | D(2021)");
        reads(
                "days with times, times and lengths of time",
                cells(number(0, "44260.395833333336")
                                + number(1, "44260.395833333336")
                                + number(1, "44260")
                                + number(2, "0.75")
                                + number(3, "1.1041666666666667")
                                + number(1, "44260.99999999"))
                        .styles(new String[] {"yyyy-mm-dd hh:mm:ss", "[h]:mm"}, 22, 164, 20, 165),
                "1: D(2021-03-05T09:30) | D(2021-03-05T09:30) | D(2021-03-05) | 18:00 | 26:30 | D(2021-03-06T00:00)");
        reads(
                "the 29 February that 1900 had not",
                cells(number(0, "1")
                                + number(0, "59")
                                + number(0, "61")
                                + number(0, "2958465")
                                + number(0, "-1")
                                + number(0, "2958466"))
                        .styles(new String[0], 14),
                "1: D(1900-01-01) | D(1900-02-28) | D(1900-03-01) | D(9999-12-31) | N(-1) | N(2958466)");
        reads(
                "days that count from 1904",
                cells(number(0, "42798") + number(0, "0"))
                        .styles(new String[0], 14)
                        .with(
                                "xl/workbook.xml",
                                workbook(
                                        "<workbookPr date1904=\"1\"/>",
                                        "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>")),
                "1: D(2021-03-05) | D(1904-01-01)");
        reads(
                "days written as days",
                cells(
                        "<c t=\"d\"><v>2021-03-05</v></c><c t=\"d\"><v>2021-03-05T09:30:00Z</v></c><c t=\"d\"><v>2021-03-05T00:00:00</v></c>"),
                "1: D(2021-03-05) | D(2021-03-05T09:30) | D(2021-03-05)");
    }

    private void formulas() {
        reads(
                "formulas with values of all types",
                cells("<c><f>1+2</f><v>3.0000000000000004</v></c><c t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"
                                + "<c t=\"b\"><f>TRUE()</f><v>1</v></c><c s=\"0\"><f t=\"shared\" si=\"9\"/><v>44260</v></c>"
                                + "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c t=\"str\"><f>\"\"</f><v></v></c>"
                                + "<c t=\"n\"><f t=\"array\" ref=\"A1:XFD1048576\">x</f><v>7</v></c>")
                        .styles(new String[0], 14),
                "1: N(3) | ab | B(TRUE) | D(2021-03-05) | E(#DIV/0!) |  | N(7)");
        reads(
                "formulas that no program has computed, which are no blanks",
                cells("<c t=\"inlineStr\"><is><t>x</t></is></c><c><f>A1*2</f></c><c t=\"str\"><f>A1</f></c>"),
                "1: x | U() | U()");
        reads("error values", cells("<c t=\"e\"><v>#N/A</v></c><c t=\"e\"><v>#REF!</v></c>"), "1: E(#N/A) | E(#REF!)");
    }

    private void shapes() {
        reads(
                "blank rows and columns keep their numbers",
                RawWorkbook.of("<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"4\"/>"
                        + "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t> \u00a0\u3000</t></is></c></row>"
                        + "<row r=\"9\"><c r=\"D9\"><v>1</v></c></row>"),
                "3:  | a",
                "9:  |  |  | N(1)");
        reads(
                "styled blanks up to the last column and row",
                RawWorkbook.of("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"
                        + "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>"),
                "1: N(1)");
        reads(
                "rows and cells without their addresses, no dimension",
                RawWorkbook.of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
                "1: N(1) | N(2)",
                "2: N(3)");
        reads(
                "merged titles above the header",
                RawWorkbook.of(texts(new String[] {"2021年活动一览表", "", ""}, new String[] {"名称", "日期", "城市"}))
                        .changed(
                                "xl/worksheets/sheet1.xml",
                                xml -> xml.replace(
                                        "</sheetData>",
                                        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>")),
                "1: 2021年活动一览表",
                "2: 名称 | 日期 | 城市");
        reads(
                "a chart sheet before the table, and two tables",
                RawWorkbook.of("<row><c><v>1</v></c></row>")
                        .with(
                                "xl/workbook.xml",
                                workbook(
                                        "",
                                        "<sheet name=\"Chart\" sheetId=\"3\" r:id=\"rId9\"/><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/>"
                                                + "<sheet name=\"Empty\" sheetId=\"4\" r:id=\"rId5\"/><sheet name=\"B\" sheetId=\"2\" r:id=\"rId4\"/>"))
                        .with(
                                "xl/_rels/workbook.xml.rels",
                                relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                                        + relation("rId4", "worksheet", "worksheets/sheet2.xml")
                                        + relation("rId5", "worksheet", "worksheets/sheet3.xml")
                                        + relation("rId9", "chartsheet", "chartsheets/sheet1.xml")))
                        .with("xl/worksheets/sheet2.xml", sheet("<row><c><v>2</v></c></row>"))
                        .with("xl/worksheets/sheet3.xml", sheet("")),
                "1: N(1)",
                "[B]",
                "1: N(2)");
        refuses("no row in any sheet", RawWorkbook.of("<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>"), "no-table");
    }

    private void otherPrograms() {
        RawWorkbook plain = RawWorkbook.of("<row><c t=\"s\"><v>0</v></c></row>").strings("<si><t>粤</t></si>");
        reads(
                "targets from the root",
                RawWorkbook.of("<row><c t=\"s\"><v>0</v></c></row>")
                        .strings("<si><t>粤</t></si>")
                        .changed("xl/_rels/workbook.xml.rels", xml -> xml.replace("Target=\"", "Target=\"/xl/"))
                        .changed("_rels/.rels", xml -> xml.replace("Target=\"", "Target=\"/")),
                "1: 粤");
        reads(
                "targets that go up, and a workbook elsewhere",
                RawWorkbook.of("<row><c t=\"s\"><v>0</v></c></row>")
                        .strings("<si><t>粤</t></si>")
                        .changed("xl/_rels/workbook.xml.rels", xml -> xml.replace("Target=\"", "Target=\"../xl/./"))
                        .renamed(name -> name.replace("workbook.xml", "book.xml"))
                        .changed("_rels/.rels", xml -> xml.replace("workbook.xml", "book.xml")),
                "1: 粤");
        reads("backslashes in the names of parts", plain.renamed(name -> name.replace('/', '\\')), "1: 粤");
        reads(
                "capital letters in the names of parts",
                plain.renamed(
                        name -> name.replace("sharedStrings", "SharedStrings").replace("sheet1", "Sheet1")),
                "1: 粤");
        reads(
                "prefixed names, as some servers write them",
                RawWorkbook.of("")
                        .with(
                                "xl/worksheets/sheet1.xml",
                                "<x:worksheet xmlns:x=\"" + MAIN
                                        + "\"><x:dimension ref=\"A1\"/><x:sheetData><x:row r=\"1\">"
                                        + "<x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"),
                "1: N(5)");
        reads(
                "the strict kind of workbook",
                RawWorkbook.of("<row><c t=\"d\"><v>2021-03-05</v></c></row>")
                        .changed("xl/workbook.xml", AwkwardFiles::strict)
                        .changed("xl/worksheets/sheet1.xml", AwkwardFiles::strict)
                        .changed("xl/_rels/workbook.xml.rels", AwkwardFiles::strict)
                        .changed("_rels/.rels", AwkwardFiles::strict),
                "1: D(2021-03-05)");
        reads(
                "XML in UTF-16",
                RawWorkbook.of("")
                        .with(
                                "xl/worksheets/sheet1.xml",
                                "\ufeff" + sheet(texts(new String[] {"粤贸"})).replace("UTF-8", "UTF-16"),
                                StandardCharsets.UTF_16LE),
                "1: 粤贸");
        reads(
                "the hidden sheet in which WPS keeps pictures of cells",
                RawWorkbook.of("<row><c><v>1</v></c></row>")
                        .with(
                                "xl/workbook.xml",
                                workbook(
                                        "<fileVersion appName=\"et\" lastEdited=\"3\" lowestEdited=\"5\" rupBuild=\"9302\"/><workbookPr/>",
                                        "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"WpsReserved_CellImgList\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId1\"/>"))
                        .with(
                                "xl/cellimages.xml",
                                "<etc:cellImages xmlns:etc=\"http://www.wps.cn/officeDocument/2017/etCustomData\"/>"),
                "1: N(1)",
                "[WpsReserved_CellImgList]",
                "1: N(1)");
        reads(
                "what LibreOffice writes: the default format on every cell, filler columns, empty texts",
                RawWorkbook.of(
                                "<row r=\"1\" customFormat=\"false\" ht=\"12.8\" hidden=\"false\" outlineLevel=\"0\" collapsed=\"false\">"
                                        + "<c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\" t=\"n\"><v>1.5</v></c>"
                                        + "<c r=\"C1\" s=\"2\" t=\"n\"><v>44260</v></c><c r=\"D1\" s=\"0\" t=\"str\"><f aca=\"false\">A1</f><v>粤</v></c>"
                                        + "<c r=\"E1\" s=\"0\" t=\"s\"><v>1</v></c></row>")
                        .strings("<si><t xml:space=\"preserve\">粤</t></si><si><t xml:space=\"preserve\"></t></si>")
                        .styles(new String[] {"General", "@", "yyyy\\-mm\\-dd"}, 164, 165, 166),
                "1: 粤 | N(1.5) | D(2021-03-05) | 粤");
    }

    private static String strict(String xml) {
        return xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships");
    }

    private void hidden() {
        for (String state : List.of("hidden", "veryHidden")) {
            refuses(
                    "a sheet that is " + state,
                    RawWorkbook.of("<row><c><v>1</v></c></row>")
                            .with(
                                    "xl/workbook.xml",
                                    workbook(
                                            "",
                                            "<sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"底稿\" sheetId=\"2\" state=\""
                                                    + state + "\" r:id=\"rId1\"/>")),
                    "hidden-sheets 底稿");
        }
        refuses(
                "macros, renamed to .xlsx",
                RawWorkbook.of("<row><c><v>1</v></c></row>").with("xl/vbaProject.bin", new byte[] {1, 2, 3}),
                "macros");
        refuses(
                "a workbook made for macros, without any",
                RawWorkbook.of("<row><c><v>1</v></c></row>")
                        .changed(
                                "[Content_Types].xml",
                                xml -> xml.replace(
                                        RawWorkbook.TYPES + "sheet.main+xml",
                                        "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
                "macros");
        refuses(
                "a sheet of macros of the oldest kind",
                RawWorkbook.of("<row><c><v>1</v></c></row>")
                        .changed("xl/_rels/workbook.xml.rels", xml -> xml.replace("/worksheet\"", "/xlMacrosheet\"")),
                "macros");
    }

    private void otherFormats() {
        refuses("an empty file", new byte[0], "empty");
        refuses("nothing but a mark", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "empty");
        refuses("nothing but line breaks", " \r\n\r\n\t\n".getBytes(StandardCharsets.UTF_8), "empty");
        refuses("an old workbook", compound("Workbook"), "xls");
        refuses("a workbook with a password", compound("EncryptedPackage"), "encrypted");
        refuses("an old document", compound("WordDocument"), "document");
        byte[] locked = RawWorkbook.of("<row><c><v>1</v></c></row>").bytes();
        locked[6] |= 1;
        refuses("an archive with a password", locked, "encrypted");
        refuses("a binary workbook", zip("[Content_Types].xml", "<Types/>", "xl/workbook.bin", "x"), "xlsb");
        refuses(
                "an OpenDocument spreadsheet",
                zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"),
                "ods");
        refuses("an OpenDocument text", zip("mimetype", "application/vnd.oasis.opendocument.text"), "document");
        refuses("a spreadsheet of Numbers", zip("Index/Document.iwa", "x", "preview.jpg", "x"), "numbers");
        refuses("a text document", zip("[Content_Types].xml", "<Types/>", "word/document.xml", "<x/>"), "document");
        refuses("an archive of something", zip("a.txt", "x"), "archive");
        refuses("another kind of archive", new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 0}, "archive");
        refuses("a PDF", "%PDF-1.7\n%âãÏÓ".getBytes(StandardCharsets.ISO_8859_1), "pdf");
        refuses("a PNG", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}, "image");
        refuses(
                "a JPEG",
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'},
                "image");
        refuses("a picture of a phone", "\0\0\0\u0018ftypheic\0\0".getBytes(StandardCharsets.ISO_8859_1), "image");
        refuses(
                "a page saved as .xls",
                "\ufeff\r\n<HTML xmlns:x=\"urn:x\"><table>".getBytes(StandardCharsets.UTF_8),
                "html");
        refuses("a page saved as .xls in UTF-16", "\ufeff<table><tr><td>".getBytes(StandardCharsets.UTF_16LE), "html");
        refuses(
                "a page in one file",
                "MIME-Version: 1.0\r\nX-Document-Type: Workbook".getBytes(StandardCharsets.UTF_8),
                "html");
        refuses(
                "a workbook of Excel 2003 in XML",
                "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"
                        .getBytes(StandardCharsets.UTF_8),
                "unknown");
        refuses("a program", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0}, "unknown");
    }

    private static byte[] compound(String stream) {
        byte[] file = new byte[4096];
        byte[] head = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        System.arraycopy(head, 0, file, 0, head.length);
        byte[] name = stream.getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, file, 3000, name.length);
        return file;
    }

    private static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void damaged() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            rows.append("<row><c><v>").append(i * 7919L % 100_003).append("</v></c></row>");
        }
        byte[] whole = RawWorkbook.of(rows.toString()).bytes();
        refuses("a file cut in half", Arrays.copyOf(whole, whole.length / 2), "damaged");
        refuses("a file without its last bytes", Arrays.copyOf(whole, whole.length - 10), "damaged");
        byte[] flipped = whole.clone();
        flipped[flipped.length - 3000] ^= 0x55;
        refuses("a file with a wrong byte", flipped, "damaged");
        byte[] digit = new String(
                        cells("<c><v>1234567</v></c>").bytes(Deflater.NO_COMPRESSION), StandardCharsets.ISO_8859_1)
                .replace("1234567", "1934567")
                .getBytes(StandardCharsets.ISO_8859_1);
        refuses("a digit that was changed on the way", digit, "damaged");
        refuses(
                "XML that ends early",
                RawWorkbook.of("")
                        .with(
                                "xl/worksheets/sheet1.xml",
                                sheet("<row><c><v>1</v></c></row>").replace("</sheetData></worksheet>", "<row><c>")),
                "damaged");
        refuses("a text that is not there", cells("<c t=\"s\"><v>5</v></c>").strings("<si><t>a</t></si>"), "damaged");
        refuses("texts that are not there", cells("<c t=\"s\"><v>0</v></c>"), "damaged");
        refuses("a sheet that is not there", cells("<c><v>1</v></c>").without("xl/worksheets/sheet1.xml"), "damaged");
        refuses("a workbook that is not there", cells("<c><v>1</v></c>").without("xl/workbook.xml"), "damaged");
        refuses("addresses that are none", cells("<c r=\"?1\"><v>1</v></c>"), "damaged");
        refuses("rows that are none", RawWorkbook.of("<row r=\"-5\"><c><v>1</v></c></row>"), "damaged");
    }

    private void attacks() {
        refuses("a gigabyte in a few kilobytes", overlapping(105, 10 << 20), "bomb");
        refuses(
                "a sheet of 40 megabytes of blanks",
                RawWorkbook.of("").with("xl/worksheets/sheet1.xml", new byte[40 << 20]),
                "bomb");
        refuses("a part that is larger than it says", lying(40 << 20), "bomb");
        refuses(
                "entities that unfold",
                RawWorkbook.of("")
                        .with(
                                "xl/worksheets/sheet1.xml",
                                "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY a \"" + "x".repeat(100)
                                        + "\"><!ENTITY b \""
                                        + "&a;".repeat(100) + "\">]><worksheet xmlns=\"" + MAIN
                                        + "\"><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>"),
                "bomb");
        refuses(
                "entities that read files",
                RawWorkbook.of("<row><c t=\"s\"><v>0</v></c></row>")
                        .with(
                                "xl/sharedStrings.xml",
                                "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst xmlns=\"" + MAIN
                                        + "\"><si><t>&x;</t></si></sst>"),
                "bomb");
        refuses("tags without end", cells("<c r=\"" + "A".repeat(3 << 20) + "\"/>"), "bomb");
        refuses("tags in tags in tags", cells("<c>" + "<x>".repeat(5000) + "</x>".repeat(5000) + "</c>"), "bomb");
        String[] many = new String[22_000];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "part" + i;
            many[i + 1] = "";
        }
        refuses("eleven thousand parts", zip(many), "bomb");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            names.append("<a").append(i).append("/>");
        }
        refuses("names without end", cells("<c>" + names + "</c>"), "bomb");
    }

    /** Many entries that all name the same few kilobytes. */
    private static byte[] overlapping(int entries, int size) {
        byte[] plain = new byte[size];
        byte[] packed = deflated(plain);
        CRC32 crc = new CRC32();
        crc.update(plain);
        ByteBuffer file =
                ByteBuffer.allocate(packed.length + entries * 100 + 200).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0);
        file.putInt((int) crc.getValue())
                .putInt(packed.length)
                .putInt(size)
                .putShort((short) 1)
                .putShort((short) 0);
        file.put((byte) 'a').put(packed);
        int directory = file.position();
        for (int i = 0; i < entries; i++) {
            byte[] name = ("xl/worksheets/sheet" + i + ".xml").getBytes(StandardCharsets.US_ASCII);
            file.putInt(0x02014b50)
                    .putShort((short) 20)
                    .putShort((short) 20)
                    .putShort((short) 0)
                    .putShort((short) 8);
            file.putInt(0).putInt((int) crc.getValue()).putInt(packed.length).putInt(size);
            file.putShort((short) name.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            file.putShort((short) 0).putInt(0).putInt(0).put(name);
        }
        int length = file.position() - directory;
        file.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) entries)
                .putShort((short) entries);
        file.putInt(length).putInt(directory).putShort((short) 0);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] deflated(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(9, true))) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A workbook whose sheet says that it has a hundred bytes. */
    private static byte[] lying(int size) {
        String start = sheet("<row><c><v>1</v></c></row>").replace("</sheetData></worksheet>", "");
        byte[] sheet = Arrays.copyOf(start.getBytes(StandardCharsets.UTF_8), size);
        Arrays.fill(sheet, start.length(), size, (byte) ' ');
        for (int i = start.length(); i + 6 < size; i += 1000) {
            System.arraycopy("<row/>".getBytes(StandardCharsets.US_ASCII), 0, sheet, i, 6);
        }
        byte[] file = RawWorkbook.of("").with("xl/worksheets/sheet1.xml", sheet).bytes();
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 30 < file.length; i++) {
            if (bytes.getInt(i) == 0x02014b50 && bytes.getInt(i + 24) == size) {
                bytes.putInt(i + 24, 100);
            }
        }
        return file;
    }

    private void tooMuch() {
        refuses("one column too many", cells("<c r=\"A1\"><v>1</v></c><c r=\"GS1\"><v>1</v></c>"), "columns 200 GS1");
        refuses("one row too many", RawWorkbook.of("<row r=\"1048577\"><c><v>1</v></c></row>"), "rows 1048576");
        refuses(
                "one character too many",
                RawWorkbook.of(texts(new String[] {"a", "长".repeat(32_768)})),
                "cell 32767 B1");
        refuses(
                "one character too many in a shared text",
                cells("<c r=\"C1\" t=\"s\"><v>0</v></c>").strings("<si><t>" + "x".repeat(70_000) + "</t></si>"),
                "cell 32767 C1");
        reads(
                "as many characters as a cell can hold",
                RawWorkbook.of(texts(new String[] {"长".repeat(32_767)})),
                "1: " + "长".repeat(32_767));
        refuses(
                "a text file of one cell",
                ("a,\"" + "x".repeat(40_000) + "\"\n").getBytes(StandardCharsets.UTF_8),
                "cell 32767 B1");
        refuses(
                "201 columns of text",
                "x,".repeat(200).concat("x\n").getBytes(StandardCharsets.UTF_8),
                "columns 200 GS1");
    }

    private void separatedTexts() {
        String table = "名称,日期\n\"广州,深圳\",2021-03-05\n\n珠海,\n";
        String[] rows = {"1: 名称 | 日期", "2: 广州,深圳 | 2021-03-05", "4: 珠海"};
        reads("UTF-8", table.getBytes(StandardCharsets.UTF_8), rows);
        reads("UTF-8 with a mark", ("\ufeff" + table).getBytes(StandardCharsets.UTF_8), rows);
        reads("GB18030", table.getBytes(GB18030), rows);
        reads("UTF-16, little end first", ("\ufeff" + table).getBytes(StandardCharsets.UTF_16LE), rows);
        reads("UTF-16, big end first", ("\ufeff" + table).getBytes(StandardCharsets.UTF_16BE), rows);
        reads("line breaks of Windows", table.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), rows);
        reads("line breaks of old Macs", table.replace("\n", "\r").getBytes(StandardCharsets.UTF_8), rows);
        reads(
                "GB18030 with characters of four bytes",
                "㐀𠮷,é\n".repeat(2).getBytes(GB18030),
                "1: 㐀𠮷 | é",
                "2: 㐀𠮷 | é");
        reads(
                "semicolons, and commas in numbers",
                "a;b;c\n1,5;2,5;3\n1,6;2,6;4\n".getBytes(StandardCharsets.UTF_8),
                "1: a | b | c",
                "2: 1,5 | 2,5 | 3",
                "3: 1,6 | 2,6 | 4");
        reads("tabs", "a\tb, c\n1\t2\n".getBytes(StandardCharsets.UTF_8), "1: a | b, c", "2: 1 | 2");
        reads("a named separator", "sep=;\na;b,c,d\n".getBytes(StandardCharsets.UTF_8), "2: a | b,c,d");
        reads(
                "line breaks, commas and quotes in quotes",
                "a,\"b\r\n\"\"c\"\",d\"\ne,f".getBytes(StandardCharsets.UTF_8),
                "1: a | b⏎\"c\",d",
                "2: e | f");
        reads(
                "rows of different lengths",
                "a,b,c\nd\ne,f,g,h\n".getBytes(StandardCharsets.UTF_8),
                "1: a | b | c",
                "2: d",
                "3: e | f | g | h");
        reads(
                "one column, and a tab in one of its texts",
                "名称\n广\t州\n珠海\n深圳\n".getBytes(StandardCharsets.UTF_8),
                "1: 名称",
                "2: 广\t州",
                "3: 珠海",
                "4: 深圳");
        reads("one column", "名称\n广州\n".getBytes(StandardCharsets.UTF_8), "1: 名称", "2: 广州");
        reads(
                "apostrophes that the exporter writes, and others",
                "'=1+1,'-5,''=x,'abc,O'Neil\n".getBytes(StandardCharsets.UTF_8),
                "1: =1+1 | -5 | '=x | 'abc | O'Neil");
        reads(
                "a quote within a cell",
                "5\" pipe,x\ny,z\n".getBytes(StandardCharsets.UTF_8),
                "1: 5\" pipe | x",
                "2: y | z");
        refuses("a quote that is never closed", "a,b\nc,\"d\ne,f\ng,h\n".getBytes(StandardCharsets.UTF_8), "quote 2");
        refuses("text after a quoted cell", "a,b\nc,\"d\"e\n".getBytes(StandardCharsets.UTF_8), "quote 2");
        refuses("neither UTF-8 nor GB18030", new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, '\n'}, "encoding");
        refuses(
                "UTF-8 with a mark, cut within a character",
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', ',', (byte) 0xE5},
                "encoding");
    }
}
