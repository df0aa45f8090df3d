package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstStartTest {

    @Test
    void stillAcceptsWritesWhenTheConnectionsOfTheFirstStartHaveBeenRetired(@TempDir Path folder) {
        try (var desk = new SpringApplicationBuilder(JustTheDatabase.class)
                .web(WebApplicationType.NONE)
                .run("--yuemao.data=" + folder)) {
            HikariDataSource pool = desk.getBean(HikariDataSource.class);
            JdbcClient database = JdbcClient.create(pool);
            OffsetDateTime lastOfFirst = started(database, "max");
            await().until(() -> {
                pool.getHikariPoolMXBean().softEvictConnections();
                return started(database, "min").isAfter(lastOfFirst);
            });
            database.sql("""
                            insert into target (version, programme, target_year, amount, created_at, created_by, changed_at, changed_by)
                            values (0, 'GTW', 2030, 150, now(), 'test', now(), 'test')""").update();
            assertThat(database.sql("select amount from target")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(150);
        }
    }

    /** When the first or the last of the open connections was made; their numbers are given again. */
    private static OffsetDateTime started(JdbcClient database, String which) {
        return database.sql("select " + which + "(session_start) from information_schema.sessions")
                .query(OffsetDateTime.class)
                .single();
    }
}
