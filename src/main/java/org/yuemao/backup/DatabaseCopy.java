package org.yuemao.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A copy of the database in a folder of its own, opened to see whether it can be. Opening completes it: what was under way goes. */
final class DatabaseCopy implements AutoCloseable {
    private final Connection connection;

    private DatabaseCopy(Connection connection) {
        this.connection = connection;
    }

    static DatabaseCopy open(Path folder) throws DamagedBackup {
        if (!Files.exists(folder.resolve(Archive.DATABASE))) {
            throw new DamagedBackup("backup.damaged.missing", Archive.DATABASE);
        }
        try {
            // Row by row: a table may be larger than the memory.
            return new DatabaseCopy(DriverManager.getConnection(
                    "jdbc:h2:async:" + folder.resolve("yuemao").toAbsolutePath()
                            + ";IFEXISTS=TRUE;DB_CLOSE_ON_EXIT=FALSE;LAZY_QUERY_EXECUTION=1",
                    "yuemao",
                    ""));
        } catch (SQLException e) {
            throw new DamagedBackup(e, "backup.damaged.closed");
        }
    }

    /** The version of the last migration; refused where there is none, since then it is no desk's. */
    String schema() throws DamagedBackup {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select "version" from "flyway_schema_history" where "success" and "version" is not null
                        order by "installed_rank" desc limit 1""")) {
            if (rows.next()) {
                return rows.getString(1);
            }
            throw new DamagedBackup("backup.damaged.foreign");
        } catch (SQLException e) {
            throw new DamagedBackup(e, "backup.damaged.foreign");
        }
    }

    /** The number of the last entry of the history, which only grows. */
    long lastEntry() throws DamagedBackup {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(id), 0) from change_entry")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new DamagedBackup(e, "backup.damaged.closed");
        }
    }

    /** Reads every row of every table; how many there are, by table. */
    Map<String, Long> readAll() throws DamagedBackup {
        Map<String, Long> rows = new TreeMap<>();
        try {
            for (String table : tables()) {
                rows.put(table.toLowerCase(Locale.ROOT), read(table));
            }
        } catch (SQLException e) {
            throw new DamagedBackup(e, "backup.damaged.rows");
        }
        return rows;
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private long read(String table) throws SQLException, DamagedBackup {
        String quoted = '"' + table.replace("\"", "\"\"") + '"';
        long read = 0;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select * from " + quoted)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    rows.getObject(columns);
                    read++;
                }
            }
            // H2 answers this from what it keeps about the table, without its rows.
            try (ResultSet counted = statement.executeQuery("select count(*) from " + quoted)) {
                counted.next();
                if (counted.getLong(1) != read) {
                    throw new DamagedBackup("backup.damaged.rows");
                }
            }
        }
        return read;
    }

    @Override
    public void close() throws DamagedBackup {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DamagedBackup(e, "backup.damaged.closed");
        }
    }
}
