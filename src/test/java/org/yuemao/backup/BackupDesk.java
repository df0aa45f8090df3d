package org.yuemao.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.database.JustTheDatabase;

/** The desk's database in a folder, with the desk's own settings, and its backups; and a clock that can be set. */
final class BackupDesk implements AutoCloseable {
    final Path data;
    private final ConfigurableApplicationContext context;

    private BackupDesk(Path data, ConfigurableApplicationContext context) {
        this.data = data;
        this.context = context;
    }

    static BackupDesk open(Path data) {
        return new BackupDesk(
                data,
                new SpringApplicationBuilder(JustTheDatabase.class, Parts.class)
                        .web(WebApplicationType.NONE)
                        .run("--yuemao.data=" + data));
    }

    @ComponentScan(
            basePackages = {"org.yuemao.backup", "org.yuemao.base"},
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.yuemao\\.(backup\\.Backups|base\\.Dialect)"))
    static class Parts {
        @Bean
        SetClock clock() {
            return new SetClock();
        }
    }

    /** Begins in the morning of a Wednesday, so that hours later is the same day whenever the tests run. */
    static final class SetClock extends Clock {
        private static final Instant MORNING = Instant.parse("2026-03-18T01:00:00Z");
        private volatile Duration ahead = Duration.between(Instant.now(), MORNING);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        void goOn(Duration duration) {
            ahead = ahead.plus(duration);
        }
    }

    Backups backups() {
        return context.getBean(Backups.class);
    }

    SetClock clock() {
        return context.getBean(SetClock.class);
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    /** Writes an entry of the history with a field. */
    void write(String field) {
        database().sql("""
                        insert into change_entry (recorded_at, person, record_kind, record_id, action)
                        values (now(), 'li.lei', 'EVENT', '1', 'CREATED')""").update();
        database()
                .sql("insert into field_change (entry_id, field) select max(id), :field from change_entry")
                .param("field", field)
                .update();
    }

    long written() {
        return database()
                .sql("select count(*) from field_change")
                .query(Long.class)
                .single();
    }

    Backup makeBackup() {
        return backups().make(step -> {});
    }

    Path fileOf(Backup backup) {
        return backups().folder().resolve(backup.name());
    }

    @Override
    public void close() {
        context.close();
    }
}
