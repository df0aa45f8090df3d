package org.yuemao.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.security.Rights;

/** What the change log says of a record: who did what, when, and each field from what to what. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize(Rights.READ)
public class History {
    /** Older entries of a record are not read; few have as many. */
    private static final int MOST = 200;

    private final JdbcClient database;

    History(JdbcClient database) {
        this.database = database;
    }

    /** What a person did to a record: CREATED, CHANGED or REMOVED. */
    public record Entry(Instant recordedAt, String person, String action, List<FieldChange> fields) {}

    /** A field from what to what; nothing before where the record is new, nothing after where it is gone. */
    public record FieldChange(
            String field, @Nullable String before, @Nullable String after) {}

    /** The entries of a record, newest first; at most 200. */
    public List<Entry> of(String kind, long id) {
        Map<Long, List<FieldChange>> fields = new HashMap<>();
        record Row(long id, Instant recordedAt, String person, String action) {}
        List<Row> rows = database.sql(
                        "select id, recorded_at, person, action from change_entry where record_kind = :kind"
                                + " and record_id = :id order by id desc limit " + MOST)
                .param("kind", kind)
                .param("id", Long.toString(id))
                .query((row, index) -> new Row(
                        row.getLong("id"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("person"),
                        row.getString("action")))
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        database.sql("select entry_id, field, value_before, value_after from field_change where entry_id in (:entries)"
                        + " order by entry_id, field")
                .param("entries", rows.stream().map(Row::id).toList())
                .query(row -> {
                    fields.computeIfAbsent(row.getLong(1), entry -> new ArrayList<>())
                            .add(new FieldChange(row.getString(2), row.getString(3), row.getString(4)));
                });
        return rows.stream()
                .map(row -> new Entry(
                        row.recordedAt(), row.person(), row.action(), fields.getOrDefault(row.id(), List.of())))
                .toList();
    }
}
