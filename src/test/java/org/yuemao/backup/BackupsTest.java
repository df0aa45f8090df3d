package org.yuemao.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuemao.SmallDisk;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;

class BackupsTest {

    @TempDir
    private Path data;

    @Test
    void holdsAllThatWasWrittenBeforeItThoughPeopleGoOnWriting() throws Exception {
        try (BackupDesk desk = BackupDesk.open(data)) {
            for (int i = 0; i < 200; i++) {
                desk.write("before");
            }
            AtomicBoolean ended = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!ended.get()) {
                    desk.write("meanwhile");
                }
            });
            List<BackupStep> steps = new ArrayList<>();
            long before = desk.written();
            Backup made = desk.backups().make(steps::add);
            ended.set(true);
            writer.join();
            assertThat(steps).containsExactly(BackupStep.values());
            assertThat(desk.backups().all()).containsExactly(made);
            assertThat(made.isGood()).isTrue();
            Manifest manifest = new Archive(desk.fileOf(made)).manifest();
            assertThat(manifest.rows().get("field_change")).isBetween(before, desk.written());
            assertThat(manifest.schema())
                    .isEqualTo(desk.database().sql("""
                                    select "version" from "flyway_schema_history" order by "installed_rank" desc limit 1""").query(String.class).single());
            assertThat(desk.backups().verify(made.name()).isGood()).isTrue();
            assertThat(namesIn(desk.backups().folder()))
                    .as("nothing unfinished")
                    .containsExactly(made.name());
        }
    }

    @Test
    void opensNoFileButBackups() throws Exception {
        Files.writeString(data.resolve("yuemao.key"), "secret");
        try (BackupDesk desk = BackupDesk.open(data)) {
            desk.makeBackup();
            for (String name : List.of(
                    "../yuemao.key",
                    "..\\yuemao.key",
                    data.resolve("yuemao.key").toString(),
                    "/etc/passwd",
                    ".",
                    "",
                    "yuemao-2026-03-18-010000.zip/../../yuemao.key")) {
                ByteArrayOutputStream taken = new ByteArrayOutputStream();
                assertThatExceptionOfType(RecordNotFound.class).as(name).isThrownBy(() -> desk.backups()
                        .write(name, taken));
                assertThat(taken.size()).isZero();
            }
        }
    }

    @Test
    void holdsKeysToo() throws Exception {
        Files.createDirectories(data.resolve("keys"));
        Files.createDirectories(data.resolve("imports"));
        Files.writeString(data.resolve("keys/own.key"), "secret");
        Files.writeString(data.resolve("imports/waiting"), "rows");
        try (BackupDesk desk = BackupDesk.open(data)) {
            try (ZipFile zip = new ZipFile(desk.fileOf(desk.makeBackup()).toFile())) {
                assertThat(zip.stream().map(entry -> entry.getName()))
                        .contains("yuemao.mv.db", "keys/own.key", "manifest.json")
                        .noneMatch(name -> name.startsWith("imports"));
            }
        }
    }

    @Test
    void countsNoBackupThatHasChangedOrIsCutOff() throws Exception {
        try (BackupDesk desk = BackupDesk.open(data)) {
            Backup whole = desk.makeBackup();
            desk.clock().goOn(Duration.ofSeconds(2));
            Backup changed = desk.makeBackup();
            Path file = desk.fileOf(changed);
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 1;
            Files.write(file, content);
            assertThat(desk.backups().verify(changed.name()).isGood()).isFalse();
            Files.write(desk.backups().folder().resolve("yuemao-2026-01-01-000000.zip"), new byte[] {'P', 'K', 3, 4});
            assertThat(desk.backups().all().stream().filter(Backup::isGood)).containsExactly(whole);
            assertThat(desk.backups().all()).hasSize(3);
        }
    }

    @Test
    void thinsOutOlderOnesButNeverTheLastGoodOne() {
        try (BackupDesk desk = BackupDesk.open(data)) {
            Backup first = desk.makeBackup();
            desk.clock().goOn(Duration.ofHours(1));
            desk.makeBackup();
            desk.clock().goOn(Duration.ofDays(900));
            desk.backups().thin();
            List<Backup> left = desk.backups().all();
            assertThat(left).hasSize(1);
            assertThat(left.getFirst().madeAt()).isAfter(first.madeAt());
        }
    }

    @Test
    @SuppressWarnings("try") // Only for its closing.
    void saysThatTheFolderCannotBeWrittenToAndLeavesTheDeskAlone() throws Exception {
        Path folder = Files.createDirectory(data.resolve(Backups.FOLDER));
        try (SmallDisk disk = SmallDisk.on(folder, "ro,size=1m");
                BackupDesk desk = BackupDesk.open(data)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(desk::makeBackup)
                    .matches(refusal -> refusal.key().equals("backup.refused.folder"));
            desk.write("after");
            assertThat(desk.written()).isOne();
        }
    }

    @Test
    @SuppressWarnings("try") // Only for its closing.
    void saysHowMuchRoomIsMissingAndLeavesNothingBehind() throws Exception {
        Path folder = Files.createDirectory(data.resolve(Backups.FOLDER));
        try (SmallDisk disk = SmallDisk.on(folder, "size=4m");
                BackupDesk desk = BackupDesk.open(data)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(desk::makeBackup)
                    .matches(refusal -> refusal.key().equals("backup.refused.room"));
            assertThat(namesIn(folder)).isEmpty();
            desk.write("after");
            assertThat(desk.written()).isOne();
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
