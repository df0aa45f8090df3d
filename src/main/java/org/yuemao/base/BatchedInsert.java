package org.yuemao.base;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts many rows of one table in batches, in the transaction of its connection. */
public final class BatchedInsert implements AutoCloseable {
    private static final int BATCH = 1_000;

    private final PreparedStatement statement;
    private final boolean numbered;
    private final List<Long> ids = new ArrayList<>();
    private int waiting;

    private BatchedInsert(Connection connection, String table, boolean numbered, String... columns)
            throws SQLException {
        String sql = "insert into " + table + " (" + String.join(", ", columns) + ") values (?"
                + ", ?".repeat(columns.length - 1) + ")";
        statement = numbered ? connection.prepareStatement(sql, new String[] {"id"}) : connection.prepareStatement(sql);
        this.numbered = numbered;
    }

    /** Rows of a table without ids, or whose ids nobody asks for. */
    public static BatchedInsert of(Connection connection, String table, String... columns) throws SQLException {
        return new BatchedInsert(connection, table, false, columns);
    }

    /** BatchedInsert whose ids the database gives and {@link #ids()} tells. */
    public static BatchedInsert numbered(Connection connection, String table, String... columns) throws SQLException {
        return new BatchedInsert(connection, table, true, columns);
    }

    /** Adds a row: what its columns hold, in their order. */
    public void add(@Nullable Object... content) throws SQLException {
        for (int i = 0; i < content.length; i++) {
            statement.setObject(i + 1, content[i]);
        }
        statement.addBatch();
        if (++waiting == BATCH) {
            send();
        }
    }

    /** The ids of all rows added, in their order. */
    public List<Long> ids() throws SQLException {
        send();
        return ids;
    }

    /** Sends what has been added, for rows of other tables that point to it. */
    public void send() throws SQLException {
        if (waiting == 0) {
            return;
        }
        statement.executeBatch();
        waiting = 0;
        if (numbered) {
            try (ResultSet keys = statement.getGeneratedKeys()) {
                while (keys.next()) {
                    ids.add(keys.getLong(1));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            send();
        }
    }
}
