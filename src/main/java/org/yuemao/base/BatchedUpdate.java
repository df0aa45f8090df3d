package org.yuemao.base;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Updates many rows of one table in batches, in the transaction of its connection; refuses where one is stale. */
public final class BatchedUpdate implements AutoCloseable {
    private static final int BATCH = 1_000;

    private final PreparedStatement statement;
    private final String kind;
    private final List<Long> waiting = new ArrayList<>();

    private BatchedUpdate(PreparedStatement statement, String kind) {
        this.statement = statement;
        this.kind = kind;
    }

    /**
     * Updates of these columns.
     *
     * @param kind what kind of record to name where one is stale
     */
    public static BatchedUpdate of(Connection connection, String table, String kind, String... columns)
            throws SQLException {
        String sql = "update " + table + " set version = version + 1, " + String.join(" = ?, ", columns)
                + " = ? where id = ? and version = ?";
        return new BatchedUpdate(connection.prepareStatement(sql), kind);
    }

    /** Adds a row: which one, the version that it still must have, and what its columns hold from now on, in their order. */
    public void add(long id, long version, @Nullable Object... content) throws SQLException {
        int place = 1;
        for (Object one : content) {
            statement.setObject(place++, one);
        }
        statement.setLong(place++, id);
        statement.setLong(place, version);
        statement.addBatch();
        waiting.add(id);
        if (waiting.size() == BATCH) {
            send();
        }
    }

    /** Sends what has been added; refused with a {@link StaleRecord} where a row has another version by now or is gone. */
    public void send() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        int[] counts = statement.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new StaleRecord(kind, waiting.get(i));
            }
        }
        waiting.clear();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
