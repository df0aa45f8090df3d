package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.TestFolder;

/**
 * Whatever interrupts a thread (a pool that is shut down, a server that ends a request, a cancelled task), the database stays
 * open for all others. H2 on a plain file does not: Java closes a file whose reader or writer is interrupted.
 */
class InterruptedThreadTest {
    private static final int WRITERS = 4;
    private static final int INTERRUPTS = 200;
    private static final int WRITES = 500;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @Test
    void neitherClosesTheDatabaseForOthersNorLosesWhatWasWritten() throws Exception {
        Path data = TestFolder.create();
        Set<Integer> written = ConcurrentHashMap.newKeySet();
        try (ConfigurableApplicationContext desk = open(data)) {
            JdbcClient database = desk.getBean(JdbcClient.class);
            database.sql("create table line (id int primary key, said varchar(4000))")
                    .update();
            interruptWriters(database, written);
            assertThat(ids(database)).containsAll(written);
            assertThat(database.sql("insert into line values (-1, 'after all')").update())
                    .isOne();
        }
        try (ConfigurableApplicationContext desk = open(data)) {
            assertThat(ids(desk.getBean(JdbcClient.class))).contains(-1).containsAll(written);
        }
    }

    private static void interruptWriters(JdbcClient database, Set<Integer> written) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        String line = "said ".repeat(500);
        AtomicBoolean ended = new AtomicBoolean();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().start(() -> {
                while (!ended.get()) {
                    int id = next.getAndIncrement();
                    try {
                        database.sql("insert into line values (?, ?)")
                                .param(id)
                                .param(line)
                                .update();
                        written.add(id);
                    } catch (RuntimeException refused) {
                        // Whether this one is written is not known; the thread goes on with the next.
                        Thread.interrupted();
                    }
                }
            }));
        }
        Random random = new Random(7);
        int interrupts = 0;
        long end = System.nanoTime() + PATIENCE;
        while ((interrupts < INTERRUPTS || written.size() < WRITES) && System.nanoTime() < end) {
            writers.get(random.nextInt(WRITERS)).interrupt();
            interrupts++;
            // Between two commits, within one, or while the file is written: wherever it meets them.
            writers.getFirst().join(random.nextInt(1, 4));
        }
        ended.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(interrupts).isGreaterThanOrEqualTo(INTERRUPTS);
        assertThat(written).hasSizeGreaterThanOrEqualTo(WRITES);
    }

    private static List<Integer> ids(JdbcClient database) {
        return database.sql("select id from line").query(Integer.class).list();
    }

    private static ConfigurableApplicationContext open(Path data) {
        return new SpringApplicationBuilder(JustTheDatabase.class)
                .web(WebApplicationType.NONE)
                .run("--yuemao.data=" + data, "--spring.flyway.enabled=false");
    }
}
