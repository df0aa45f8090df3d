package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.base.Refusal;
import org.yuemao.importing.AwkwardFiles.AwkwardFile;

/** Reads every awkward file as it should be read, or refuses it with the sentence that helps. */
class AwkwardFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("readable")
    void reads(AwkwardFile file) throws IOException {
        assertThat(text(write(file))).isEqualTo(file.rows());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(AwkwardFile file) throws IOException {
        Path path = write(file);
        assertThatThrownBy(() -> text(path)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(said(refusal))
                .isEqualTo("importing.file." + file.refusal()));
    }

    @Test
    void refusesAFileOfAHundredMegabytesWithoutReadingIt() throws IOException {
        Path file = folder.resolve("large.xlsx");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100L << 20);
        }
        assertThatThrownBy(() -> TableFile.open(file, "large.xlsx"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(said(refusal)).isEqualTo("importing.file.large 50"));
    }

    @Test
    void leavesNoTemporaryFilesBehind() throws IOException {
        List<AwkwardFile> files = AwkwardFiles.all();
        for (AwkwardFile file : files) {
            try {
                text(write(file));
            } catch (Refusal e) {
                // most are
            }
        }
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("yuemao-import-")))
                    .isEmpty();
        }
    }

    /** A file that nobody has thought of is read or refused, never a failure of the program. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsOrRefusesWhateverChancesToBeInAFile(long seed) throws IOException {
        Random random = new Random(seed);
        String rows =
                "<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"0\"><v>0</v></c><c r=\"B1\" s=\"1\"><f>A1</f><v>44260.5</v></c>"
                        + "<c r=\"C1\" t=\"inlineStr\"><is><r><t>粤&amp;_x000D_</t></r></is></c></row>";
        for (int i = 0; i < 150; i++) {
            RawWorkbook workbook = RawWorkbook.of(rows)
                    .strings("<si><t>a</t><rPh sb=\"0\" eb=\"1\"><t>b</t></rPh></si>")
                    .styles(new String[] {"yyyy\"年\"", "[h]:mm;@"}, 164, 165);
            String[] parts = {
                "xl/worksheets/sheet1.xml",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels"
            };
            workbook.changed(
                    parts[random.nextInt(parts.length)], StandardCharsets.ISO_8859_1, xml -> mangled(xml, random));
            readsOrRefuses(workbook.bytes());
            byte[] mangled = mangled(new String(workbook.bytes(), StandardCharsets.ISO_8859_1), random)
                    .getBytes(StandardCharsets.ISO_8859_1);
            readsOrRefuses(mangled);
            readsOrRefuses(mangled("a,b\r\n\"c\nd\",e\n'=f;g\t\n", random).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void readsOrRefuses(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("chance.bin"), content);
        try (TableFile table = TableFile.open(file, "chance")) {
            for (TableSheet sheet : table.sheets()) {
                try (TableRows rows = table.rows(sheet)) {
                    rows.forEachRemaining(row ->
                            row.cells().forEach(cell -> assertThat(cell.value()).isNotNull()));
                }
            }
        } catch (Refusal e) {
            assertThat(e.key()).startsWith("importing.file.");
        }
    }

    private static String mangled(String text, Random random) {
        StringBuilder mangled = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0 && !mangled.isEmpty(); i--) {
            int at = random.nextInt(mangled.length());
            int to = Math.min(mangled.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mangled.setCharAt(at, (char) random.nextInt(256));
                case 1 -> mangled.delete(at, to);
                case 2 -> mangled.insert(at, mangled.substring(at, to));
                default -> mangled.setCharAt(at, "<>\"&;0-AE,\n".charAt(random.nextInt(11)));
            }
        }
        return mangled.toString();
    }

    static Stream<AwkwardFile> readable() {
        return AwkwardFiles.all().stream().filter(file -> file.rows() != null);
    }

    static Stream<AwkwardFile> refused() {
        return AwkwardFiles.all().stream().filter(file -> file.refusal() != null);
    }

    private Path write(AwkwardFile file) throws IOException {
        return Files.write(folder.resolve("file.bin"), file.content());
    }

    private static String said(Refusal refusal) {
        StringJoiner said = new StringJoiner(" ");
        said.add(refusal.key());
        for (Object argument : refusal.arguments()) {
            said.add(argument.toString());
        }
        return said.toString();
    }

    /** All rows of all sheets, a line each. */
    static String text(Path file) {
        StringJoiner text = new StringJoiner("\n");
        try (TableFile table = TableFile.open(file, file.getFileName().toString())) {
            for (TableSheet sheet : table.tables()) {
                if (sheet != table.tables().getFirst()) {
                    text.add("[" + sheet.name() + "]");
                }
                try (TableRows rows = table.rows(sheet)) {
                    rows.forEachRemaining(row -> text.add(row.number() + ": "
                            + row.cells().stream().map(AwkwardFilesTest::text).collect(Collectors.joining(" | "))));
                    assertThat(rows.fractionRead()).isEqualTo(1);
                }
            }
        }
        return text.toString();
    }

    private static String text(Cell cell) {
        return switch (cell.kind()) {
            case TEXT, EMPTY -> cell.text().replace("\n", "⏎");
            default -> cell.kind().name().charAt(0) + "(" + cell.text() + ")";
        };
    }
}
