package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.SmallDisk;
import org.yuemao.base.Refusal;

/** What is written to a disk that is nearly full, or becomes full in the middle of it. */
class FullDiskTest {

    @TempDir
    private Path disk;

    @ComponentScan(
            basePackages = "org.yuemao.base",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.yuemao\\.base\\.(Dialect|RoomForWrites)"))
    @ImportAutoConfiguration(TransactionManagerCustomizationAutoConfiguration.class)
    static class Rooms {}

    private @Nullable SmallDisk small;

    @BeforeEach
    void mount() {
        small = SmallDisk.on(disk, "size=48m");
    }

    @AfterEach
    void unmount() {
        if (small != null) {
            small.close();
        }
    }

    @Test
    void refusesWritesWhileThereIsLittleRoomAndGoesOnOnceThereIs() throws Exception {
        try (ConfigurableApplicationContext desk = open("16MB")) {
            write(desk, 0);
            Path filler = disk.resolve("filler");
            fill(filler, 40 << 20);
            // It looks each second.
            AtomicInteger next = new AtomicInteger(1);
            await().until(() -> {
                try {
                    write(desk, next.get());
                    next.incrementAndGet();
                    return false;
                } catch (Refusal refusal) {
                    return refusal.key().equals("base.disk-full");
                }
            });
            int refused = next.get();
            assertThat(written(desk)).as("is read all the same").hasSize(refused);
            Files.delete(filler);
            write(desk, refused);
            assertThat(written(desk)).hasSize(refused + 1);
        }
    }

    @Test
    void losesNothingWhereTheDiskIsFullInTheMiddleOfAWrite() throws Exception {
        Set<Integer> acknowledged = new HashSet<>();
        Path filler = disk.resolve("filler");
        try (ConfigurableApplicationContext desk = open("0B")) {
            fill(filler, 38 << 20);
            boolean full = false;
            for (int i = 0; !full; i++) {
                try {
                    write(desk, i);
                    acknowledged.add(i);
                } catch (RuntimeException noRoom) {
                    full = true;
                }
            }
            assertThat(acknowledged).isNotEmpty();
            Files.delete(filler);
            // The pool finds out that its connections are no more, and opens the database anew.
            await().ignoreExceptions().untilAsserted(() -> write(desk, -1));
            assertThat(written(desk)).contains(-1).containsAll(acknowledged);
        }
        try (ConfigurableApplicationContext desk = open("0B")) {
            assertThat(written(desk)).contains(-1).containsAll(acknowledged);
            assertThat(desk.getBean(JdbcClient.class)
                            .sql("select count(*) from line where length(said) <> 20000")
                            .query(Integer.class)
                            .single())
                    .as("half of a row")
                    .isZero();
        }
    }

    private ConfigurableApplicationContext open(String spare) {
        ConfigurableApplicationContext desk = new SpringApplicationBuilder(JustTheDatabase.class, Rooms.class)
                .web(WebApplicationType.NONE)
                .run("--yuemao.data=" + disk, "--yuemao.disk.spare=" + spare, "--spring.flyway.enabled=false");
        desk.getBean(JdbcClient.class)
                .sql("create table if not exists line (id int primary key, said varchar(20000))")
                .update();
        return desk;
    }

    private static void write(ConfigurableApplicationContext desk, int id) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        new TransactionTemplate(desk.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(begun -> database.sql("insert into line values (?, ?)")
                        .param(id)
                        .param("x".repeat(20_000))
                        .update());
    }

    private static Set<Integer> written(ConfigurableApplicationContext desk) {
        return new HashSet<>(desk.getBean(JdbcClient.class)
                .sql("select id from line")
                .query(Integer.class)
                .list());
    }

    private static void fill(Path file, int bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < bytes >> 20; i++) {
                out.write(new byte[1 << 20]);
            }
        }
    }
}
