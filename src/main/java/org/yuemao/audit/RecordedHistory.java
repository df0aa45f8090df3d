package org.yuemao.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.base.Sought;

/** Reads what the history says as it is sealed, some of it at a time. */
final class RecordedHistory {
    private final JdbcClient database;

    RecordedHistory(JdbcClient database) {
        this.database = database;
    }

    /** The entries with these ids, in the order of the ids; those that are not there are left out. */
    SortedMap<Long, Sealable.Entry> entries(Collection<Long> ids) {
        SortedMap<Long, Sealable.Entry> entries = new TreeMap<>();
        if (ids.isEmpty()) {
            return entries;
        }
        Long[] sought = Sought.ids(ids);
        Map<Long, SortedMap<String, Sealable.Values>> fields = new HashMap<>();
        database.sql("select f.entry_id, f.field, f.value_before, f.value_after from " + Sought.ids("ids")
                        + " join field_change f on f.entry_id = sought.id")
                .param("ids", sought)
                .query(row -> {
                    fields.computeIfAbsent(row.getLong(1), id -> new TreeMap<>())
                            .put(row.getString(2), new Sealable.Values(row.getString(3), row.getString(4)));
                });
        database.sql("select c.id, c.recorded_at, c.person, c.record_kind, c.record_id, c.action, c.operation_id from "
                        + Sought.ids("ids") + " join change_entry c on c.id = sought.id")
                .param("ids", sought)
                .query(row -> {
                    long id = row.getLong(1);
                    entries.put(
                            id,
                            new Sealable.Entry(
                                    id,
                                    moment(row, 2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    number(row, 7),
                                    fields.getOrDefault(id, new TreeMap<>())));
                });
        return entries;
    }

    /** The operations with these ids, in the order of the ids; those that are not there are left out. */
    SortedMap<Long, Sealable.Operation> operations(Collection<Long> ids) {
        SortedMap<Long, Sealable.Operation> operations = new TreeMap<>();
        if (ids.isEmpty()) {
            return operations;
        }
        Long[] sought = Sought.ids(ids);
        Map<Long, SortedMap<String, Long>> parts = new HashMap<>();
        database.sql("select p.operation_id, p.record_kind, p.entries from " + Sought.ids("ids")
                        + " join change_operation_part p on p.operation_id = sought.id")
                .param("ids", sought)
                .query(row -> {
                    parts.computeIfAbsent(row.getLong(1), id -> new TreeMap<>()).put(row.getString(2), row.getLong(3));
                });
        database.sql("select o.id, o.kind, o.recorded_at, o.person, o.subject, o.reason, o.entries, o.import_id from "
                        + Sought.ids("ids") + " join change_operation o on o.id = sought.id")
                .param("ids", sought)
                .query(row -> {
                    long id = row.getLong(1);
                    operations.put(
                            id,
                            new Sealable.Operation(
                                    id,
                                    row.getString(2),
                                    moment(row, 3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getLong(7),
                                    number(row, 8),
                                    parts.getOrDefault(id, new TreeMap<>())));
                });
        return operations;
    }

    static Instant moment(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
