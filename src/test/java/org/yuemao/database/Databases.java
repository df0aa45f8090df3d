package org.yuemao.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.yuemao.TestFolder;

/** The two real databases that the desk runs on, each new and migrated. PostgreSQL is started once for all tests. */
public enum Databases {
    H2 {
        @Override
        DataSource create() {
            JdbcDataSource h2 = new JdbcDataSource();
            // Closed with its last connection alone: at the end of the virtual machine its folder goes.
            h2.setURL("jdbc:h2:async:" + TestFolder.create()
                    + "/desk;WRITE_DELAY=0;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64;DB_CLOSE_ON_EXIT=FALSE");
            return h2;
        }
    },
    POSTGRESQL {
        @Override
        DataSource create() {
            String name = "desk_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return Server.RUNNING.getDatabase("postgres", name);
        }
    };

    abstract DataSource create();

    /** A new database with the desk's schema and reference data. */
    public DataSource migrated() {
        DataSource created = create();
        Flyway.configure().dataSource(created).load().migrate();
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(created);
        pool.setMaximumPoolSize(8);
        return new HikariDataSource(pool);
    }

    /** Started when first asked for, ended with the virtual machine. */
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // Its makers let it answer before a commit is on the disk; a benchmark may ask for what a real server
                // does.
                return EmbeddedPostgres.builder()
                        .setServerConfig(
                                "synchronous_commit", System.getProperty("yuemao.test.synchronous-commit", "off"))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
