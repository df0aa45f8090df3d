package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
            Set<Long> first = sessions(database);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                pool.getHikariPoolMXBean().softEvictConnections();
                return sessions(database).stream().noneMatch(first::contains);
            });
            JdbcClient.create(pool).sql("""
                            insert into target (version, programme, target_year, amount, created_at, created_by, changed_at, changed_by)
                            values (0, 'GTW', 2030, 150, now(), 'test', now(), 'test')""").update();
            assertThat(database.sql("select amount from target")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(150);
        }
    }

    private static Set<Long> sessions(JdbcClient database) {
        return database.sql("select session_id from information_schema.sessions")
                .query(Long.class)
                .set();
    }
}
