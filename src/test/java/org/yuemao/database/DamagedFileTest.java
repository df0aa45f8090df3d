package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.yuemao.SmallDisk;

/** A start on a database that cannot be used says why in two sentences, and touches nothing. */
@ExtendWith(OutputCaptureExtension.class)
class DamagedFileTest {

    @TempDir
    private Path data;

    private void start() {
        new SpringApplicationBuilder(JustTheDatabase.class)
                .web(WebApplicationType.NONE)
                .run("--yuemao.data=" + data)
                .close();
    }

    @Test
    void saysThatTheDatabaseIsDamagedAndLeavesItAsItIs(CapturedOutput said) throws Exception {
        start();
        Path database = data.resolve("yuemao.mv.db");
        byte[] damaged = Files.readAllBytes(database);
        for (int i = 0; i < damaged.length; i += 64) {
            damaged[i] ^= 0x55;
        }
        Files.write(database, damaged);
        assertThatException().isThrownBy(this::start);
        assertThat(said).contains("is damaged and was left as it is").contains("./yuemao restore");
        assertThat(database).hasBinaryContent(damaged);
    }

    @Test
    @SuppressWarnings("try") // Only for its closing.
    void saysThatTheFolderCannotBeWrittenTo(CapturedOutput said) {
        try (SmallDisk disk = SmallDisk.on(data, "ro,size=1m")) {
            assertThatException().isThrownBy(this::start);
            assertThat(said).contains("cannot be written to").contains("不能写入");
        }
    }

    @Test
    @SuppressWarnings("try") // Only for its closing.
    void saysThatTheDiskIsFull(CapturedOutput said) {
        try (SmallDisk disk = SmallDisk.on(data, "size=128k")) {
            assertThatException().isThrownBy(this::start);
            assertThat(said).contains("is full").contains("磁盘已满");
        }
    }
}
