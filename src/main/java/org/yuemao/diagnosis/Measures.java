package org.yuemao.diagnosis;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.yuemao.backup.LastBackup;
import org.yuemao.base.Dialect;
import org.yuemao.exporting.RunningExports;
import org.yuemao.importing.ImportService;
import org.yuemao.live.LiveUpdates;
import org.yuemao.report.ReportService;
import org.yuemao.security.OpenSessions;
import org.yuemao.security.OpenWindows;

/** Reads off what there is to be measured. */
@Component
class Measures {
    private final JdbcClient database;
    private final DataSource source;
    private final Dialect dialect;
    private final Path data;
    private final long spare;
    private final OpenSessions sessions;
    private final ObjectProvider<OpenWindows> windows;
    private final LiveUpdates live;
    private final RunningExports exports;
    private final ImportService imports;
    private final ReportService reports;
    private final LastBackup backups;

    Measures(
            JdbcClient database,
            DataSource source,
            Dialect dialect,
            @Value("${yuemao.data}") Path data,
            @Value("${yuemao.disk.spare:256MB}") DataSize spare,
            OpenSessions sessions,
            ObjectProvider<OpenWindows> windows,
            LiveUpdates live,
            RunningExports exports,
            ImportService imports,
            ReportService reports,
            LastBackup backups) {
        this.database = database;
        this.source = source;
        this.dialect = dialect;
        this.data = data;
        this.spare = spare.toBytes();
        this.sessions = sessions;
        this.windows = windows;
        this.live = live;
        this.exports = exports;
        this.imports = imports;
        this.reports = reports;
        this.backups = backups;
    }

    Standing.Use use() {
        return new Standing.Use(
                sessions(), windows(), live.listeners(), exports.running(), imports.running(), reports.underWay());
    }

    int sessions() {
        return sessions.numbers().values().stream().mapToInt(Integer::intValue).sum();
    }

    int windows() {
        OpenWindows open = windows.getIfAvailable();
        return open == null ? 0 : open.number();
    }

    Standing.Room room() {
        return new Standing.Room(
                free(), spare, !dialect.isPostgres(), backups.madeAt().orElse(null), backups.isOverdue());
    }

    /** Bytes that are free where the data is; endless where that is not known. */
    long free() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether a write would be taken: the database answers on a connection that writes, and there is room. */
    boolean takesWrites() {
        return (dialect.isPostgres() || free() >= spare) && isOpen();
    }

    private boolean isOpen() {
        try (var connection = source.getConnection()) {
            return !connection.isReadOnly() && connection.isValid(5);
        } catch (SQLException closed) {
            return false;
        }
    }

    Optional<Duration> ageOfBackup(Instant now) {
        return backups.madeAt().map(made -> Duration.between(made, now));
    }

    long toFold() {
        return count("select (select count(*) from summary_change) + (select count(*) from business_change)");
    }

    long toSeal() {
        return count("""
                select count(*) from change_entry where id > (select greatest(
                    coalesce((select max(entry_id) from change_seal), 0),
                    coalesce((select max(last_entry) from change_chain), 0)))""");
    }

    Standing.Database database() {
        HikariPoolMXBean pool = source instanceof HikariDataSource hikari ? hikari.getHikariPoolMXBean() : null;
        return new Standing.Database(
                dialect.isPostgres() ? "PostgreSQL " + version() : "H2 " + version(),
                bytes(),
                pool == null ? 0 : pool.getTotalConnections(),
                pool == null ? 0 : pool.getActiveConnections(),
                source instanceof HikariDataSource hikari ? hikari.getMaximumPoolSize() : 0,
                pool == null ? 0 : pool.getThreadsAwaitingConnection(),
                migration(),
                toFold(),
                toSeal());
    }

    private String version() {
        try (var connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException closed) {
            return "";
        }
    }

    long bytes() {
        if (dialect.isPostgres()) {
            return count("select pg_database_size(current_database())");
        }
        try {
            return Files.size(data.resolve("yuemao.mv.db"));
        } catch (IOException elsewhere) {
            return -1;
        }
    }

    private String migration() {
        return database.sql("""
                        select "version", "description" from "flyway_schema_history" where "success" and "version" is not null
                        order by "installed_rank" desc fetch first 1 rows only""")
                .query((row, index) -> "V" + row.getString(1) + " " + row.getString(2))
                .optional()
                .orElse("");
    }

    private long count(String query) {
        @Nullable Long number = database.sql(query).query(Long.class).single();
        return number == null ? 0 : number;
    }
}
