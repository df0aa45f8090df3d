package org.yuemao.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Operations;
import org.yuemao.base.Sought;
import org.yuemao.security.Rights;

/** What the change log says of a record: who did what, when, and each field from what to what. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize(Rights.READ)
public class History {
    /** So many entries are read at a time. */
    public static final int PORTION = 200;

    private final JdbcClient database;
    private final HistoryRights rights;
    private final RecordNames names;

    History(JdbcClient database, HistoryRights rights, RecordNames names) {
        this.names = names;
        this.database = database;
        this.rights = rights;
    }

    /**
     * What a person did to a record: CREATED, CHANGED or REMOVED.
     *
     * @param number the number of the entry
     * @param fullName the full name of the person, where the account is there
     * @param operation what it was done together with, if it was
     */
    public record Entry(
            long number,
            Instant recordedAt,
            String person,
            @Nullable String fullName,
            String action,
            List<FieldChange> fields,
            @Nullable Together operation) {}

    /**
     * What an entry was recorded together with.
     *
     * @param id the number of the operation
     * @param kind what was done
     * @param subject what it is about, such as the name of a file
     * @param reason why it was done, where the person was asked
     */
    public record Together(
            long id,
            Operations.Kind kind,
            @Nullable String subject,
            @Nullable String reason,
            long entries) {}

    /** A field from what to what; nothing before where the record is new, nothing after where it is gone. */
    public record FieldChange(
            String field, @Nullable String before, @Nullable String after) {}

    /** The newest entries of a record, newest first; at most {@link #PORTION}. */
    public List<Entry> of(String kind, long id) {
        return of(kind, id, null);
    }

    /**
     * The entries of a record before one of them, newest first; at most {@link #PORTION}. Nothing of what the person may not
     * read.
     *
     * @param before the number of the entry that is known, null for the newest
     */
    public List<Entry> of(String kind, long id, @Nullable Long before) {
        record Row(
                long id,
                Instant recordedAt,
                String person,
                @Nullable String fullName,
                String action,
                @Nullable Together operation) {}
        List<Row> rows = database.sql(
                        "select c.id, c.recorded_at, c.person, a.full_name, c.action, o.id, o.kind, o.subject,"
                                + " o.reason, o.entries from change_entry c left join account a on a.username = c.person"
                                + " left join change_operation o on o.id = c.operation_id where c.record_kind = :kind"
                                + " and c.record_id = :id and c.id < :before and " + rights.condition()
                                + " order by c.id desc limit " + PORTION)
                .param("kind", kind)
                .param("id", Long.toString(id))
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("me", rights.me())
                .query((row, index) -> new Row(
                        row.getLong(1),
                        RecordedHistory.moment(row, 2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        together(row)))
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<FieldChange>> fields = new HashMap<>();
        database.sql("select entry_id, field, value_before, value_after from field_change where entry_id in (:entries)"
                        + " order by entry_id, field")
                .param("entries", rows.stream().map(Row::id).toList())
                .query(row -> {
                    fields.computeIfAbsent(row.getLong(1), entry -> new ArrayList<>())
                            .add(new FieldChange(row.getString(2), row.getString(3), row.getString(4)));
                });
        return rows.stream()
                .map(row -> new Entry(
                        row.id(),
                        row.recordedAt(),
                        row.person(),
                        row.fullName(),
                        row.action(),
                        fields.getOrDefault(row.id(), List.of()),
                        row.operation()))
                .toList();
    }

    /** What the records of a kind with these numbers are called; those that are not there, or not to be read, are left out. */
    public Map<Long, NamedRecord> names(String kind, Collection<Long> ids) {
        if (!rights.readable().contains(kind)) {
            return Map.of();
        }
        Collection<Long> readable = rights.readableOf(kind)
                .<Collection<Long>>map(query -> database.sql(query)
                        .param("ids", Sought.ids(ids))
                        .query(Long.class)
                        .list())
                .orElse(ids);
        return names.of(kind, readable);
    }

    private static @Nullable Together together(ResultSet row) throws SQLException {
        Long id = RecordedHistory.number(row, 6);
        return id == null
                ? null
                : new Together(
                        id,
                        Operations.Kind.valueOf(row.getString(7)),
                        row.getString(8),
                        row.getString(9),
                        row.getLong(10));
    }

    /** The full names of those of the people who have accounts, by their usernames. */
    static Map<String, String> fullNames(JdbcClient database, Collection<String> usernames) {
        Map<String, String> names = new HashMap<>();
        database.sql("select a.username, a.full_name from " + Sought.texts("names")
                        + " join account a on a.username = sought.text")
                .param("names", Sought.texts(usernames))
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }
}
