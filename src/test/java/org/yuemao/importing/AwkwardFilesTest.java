package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
