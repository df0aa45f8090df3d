package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuemao.exporting.TableColumn;
import org.yuemao.exporting.TableWriter;

/** Reads and writes in a Java of its own that has less memory than the table. */
class MemoryTest {
    private static final int ROWS = 60_000;
    private static final int COLUMNS = 10;

    @TempDir
    Path folder;

    @Test
    void readsAWorkbookOfMoreTextThanThereIsMemory() throws Exception {
        Path file = folder.resolve("large.xlsx");
        write(file);
        assertThat(run(Reading.class, file)).isEqualTo("60000 rows");
    }

    @Test
    void writesAWorkbookOfMoreTextThanThereIsMemory() throws Exception {
        Path file = folder.resolve("large.xlsx");
        assertThat(run(Writing.class, file)).isEqualTo("written");
        assertThat(run(Reading.class, file)).isEqualTo("60001 rows");
    }

    /** Started with a file to read. */
    static final class Reading {
        public static void main(String[] arguments) {
            int count = 0;
            try (TableFile file = TableFile.open(Path.of(arguments[0]), "large.xlsx");
                    TableRows rows = file.rows(file.tables().getFirst())) {
                while (rows.hasNext()) {
                    count += rows.next().cells().size() == COLUMNS ? 1 : 0;
                }
            }
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(count + " rows");
        }
    }

    /** Started with a file to write. */
    static final class Writing {
        public static void main(String[] arguments) throws IOException {
            try (OutputStream out = Files.newOutputStream(Path.of(arguments[0]));
                    TableWriter writer = TableWriter.workbook(
                            out,
                            "粤贸",
                            Stream.generate(() -> TableColumn.text("企业", 20))
                                    .limit(COLUMNS)
                                    .toList())) {
                for (int i = 0; i < ROWS; i++) {
                    int row = i;
                    writer.row(Stream.iterate(0, column -> column + 1)
                            .limit(COLUMNS)
                            .map(column -> text(row, column))
                            .toList());
                }
            }
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print("written");
        }
    }

    private static String text(int row, int column) {
        return "广州交易会企业有限公司" + row + "第" + column + "分公司";
    }

    /** As Excel writes: each text once, apart from the cells. */
    private static void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                ZipInputStream plain = new ZipInputStream(
                        new java.io.ByteArrayInputStream(RawWorkbook.of("").bytes()))) {
            for (ZipEntry entry; (entry = plain.getNextEntry()) != null; ) {
                if (!entry.getName().contains("sheet1")) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    plain.transferTo(zip);
                }
            }
            Writer xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            xml.write("<sst xmlns=\"" + RawWorkbook.MAIN + "\">");
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                xml.write("<si><t>" + text(i / COLUMNS, i % COLUMNS) + "</t></si>");
            }
            xml.write("</sst>");
            xml.flush();
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            xml.write("<worksheet xmlns=\"" + RawWorkbook.MAIN + "\"><sheetData>");
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                xml.write((i % COLUMNS == 0 ? "<row>" : "") + "<c t=\"s\"><v>" + i + "</v></c>"
                        + (i % COLUMNS == COLUMNS - 1 ? "</row>" : ""));
            }
            xml.write("</sheetData></worksheet>");
            xml.flush();
        }
    }

    private static String run(Class<?> main, Path file) throws IOException, InterruptedException {
        String classes = Stream.of(
                        MemoryTest.class,
                        TableFile.class,
                        InputFactoryImpl.class,
                        XMLStreamReader2.class,
                        CsvReader.class)
                .map(MemoryTest::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        classes,
                        main.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String place(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
