package org.yuemao.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {

    @TempDir
    private Path folder;

    private Path data;
    private Path backup;
    private String said = "";

    /** Three changes are in the backup, a fourth has been made since; a key has been lost. */
    @BeforeEach
    void makeABackup() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        Path key = data.resolve("own.key");
        Files.writeString(key, "secret");
        try (BackupDesk desk = BackupDesk.open(data)) {
            for (int i = 0; i < 3; i++) {
                desk.write("in the backup");
            }
            backup = Files.move(desk.fileOf(desk.makeBackup()), folder.resolve("backup.zip"));
            desk.write("since");
        }
        Files.delete(key);
    }

    private int restore(Path file, Path into) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = RestoreCommand.run(
                Clock.systemUTC(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                file.toString(),
                "--yuemao.data=" + into);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private String lastLine() {
        return said.lines().toList().getLast();
    }

    @Test
    void bringsBackExactlyWhatTheBackupHoldsAndPutsAsideWhatWasThere() throws Exception {
        assertThat(restore(backup, data)).as(said).isZero();
        assertThat(lastLine())
                .startsWith("Restored the backup of ")
                .contains("before-restore-")
                .contains("已恢复");
        try (BackupDesk desk = BackupDesk.open(data)) {
            assertThat(desk.written()).isEqualTo(3);
        }
        assertThat(data.resolve("own.key")).hasContent("secret");
        Path aside;
        try (Stream<Path> files = Files.list(data)) {
            aside = files.filter(one -> one.getFileName().toString().startsWith("before-restore-"))
                    .findFirst()
                    .orElseThrow();
        }
        try (BackupDesk before = BackupDesk.open(aside)) {
            assertThat(before.written()).isEqualTo(4);
        }
    }

    @Test
    void startsADeskOnANewFolder() {
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(restore(backup, elsewhere)).as(said).isZero();
        try (BackupDesk desk = BackupDesk.open(elsewhere)) {
            assertThat(desk.written()).isEqualTo(3);
        }
    }

    @Test
    void refusesWhatIsCutOffChangedOrNoBackup() throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        refuses(Arrays.copyOf(whole, whole.length * 2 / 3), "is cut off, or no backup at all");
        refuses("Dear all,".getBytes(StandardCharsets.UTF_8), "is cut off, or no backup at all");
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        refuses(changed, "is not what it was when the backup was made");
    }

    private void refuses(byte[] content, String reason) throws Exception {
        refuses(Files.write(folder.resolve("wrong.zip"), content), reason);
    }

    private void refuses(Path file, String reason) throws Exception {
        byte[] before = Files.readAllBytes(data.resolve(Archive.DATABASE));
        assertThat(restore(file, data)).isOne();
        assertThat(said).contains(reason);
        assertThat(lastLine()).contains("nothing was changed");
        assertThat(data.resolve(Archive.DATABASE)).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(one -> one.getFileName().toString()).filter(name -> !name.equals("yuemao.trace.db")))
                    .containsExactlyInAnyOrder("yuemao.mv.db", "backups");
        }
    }

    @Test
    void refusesABackupOfANewerProgram() throws Exception {
        Path newer = folder.resolve("newer");
        assertThat(restore(backup, newer)).isZero();
        try (BackupDesk desk = BackupDesk.open(newer)) {
            desk.database().sql("""
                            insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                                "checksum", "installed_by", "installed_on", "execution_time", "success")
                            values (9999, '9999', 'of tomorrow', 'SQL', 'V9999__of_tomorrow.sql', 1, 'yuemao', now(), 1, true)""").update();
            Path file = Files.move(desk.fileOf(desk.makeBackup()), folder.resolve("newer.zip"));
            refuses(file, "A newer program");
        }
    }

    @Test
    void refusesWhatIsMissingInTheBackupAndWhatDoesNotOpen() throws Exception {
        Path without = Files.copy(backup, folder.resolve("without.zip"));
        try (FileSystem zip = FileSystems.newFileSystem(without)) {
            Files.delete(zip.getPath(Archive.DATABASE));
        }
        refuses(without, "yuemao.mv.db is missing in the backup");
        Path closed = Files.copy(backup, folder.resolve("closed.zip"));
        Manifest manifest = new Archive(closed).manifest();
        Path nonsense = Files.writeString(folder.resolve(Archive.DATABASE), "no database".repeat(1000));
        try (FileSystem zip = FileSystems.newFileSystem(closed)) {
            Files.copy(nonsense, zip.getPath(Archive.DATABASE), StandardCopyOption.REPLACE_EXISTING);
            Files.delete(zip.getPath(Manifest.NAME));
        }
        // Even one whose sums are right.
        List<Manifest.ArchivedFile> files = new Archive(closed).unpack(Files.createDirectory(folder.resolve("sums")));
        new Archive(closed)
                .seal(new Manifest(
                        manifest.format(), "", manifest.madeAt(), manifest.schema(), manifest.rows(), files));
        refuses(closed, "The database in the backup does not open");
    }

    @Test
    void refusesWhileADeskRunsOnTheFolder() {
        try (BackupDesk desk = BackupDesk.open(data)) {
            assertThat(restore(backup, data)).isOne();
            assertThat(lastLine()).contains("is in use by a running desk");
            assertThat(desk.written()).isEqualTo(4);
        }
    }
}
