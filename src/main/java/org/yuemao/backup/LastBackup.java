package org.yuemao.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How old the last good backup is, for whoever watches over the desk. */
@Component
public class LastBackup {
    /** A last good backup that is older is a reason to warn. */
    static final Duration OLDEST = Duration.ofDays(2);

    private final Backups backups;
    private final JdbcClient database;
    private final Clock clock;

    LastBackup(Backups backups, JdbcClient database, Clock clock) {
        this.backups = backups;
        this.database = database;
        this.clock = clock;
    }

    /** When it was made; nothing where there is none. */
    public Optional<Instant> madeAt() {
        return backups.all().stream().filter(Backup::isGood).map(Backup::madeAt).findFirst();
    }

    /** Whether somebody should see to it: the last good one is too old, or there is none of a desk that is as old. */
    public boolean isOverdue() {
        return backups.isPossible()
                && madeAt().orElseGet(this::begun).isBefore(clock.instant().minus(OLDEST));
    }

    /** When the database was made; before, there was nothing to lose. The accounts of the sample year are older than it. */
    private Instant begun() {
        return database.sql("select min(\"installed_on\") from \"flyway_schema_history\"")
                .query(LocalDateTime.class)
                .single()
                // Flyway notes the time of the process.
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
