package org.yuemao.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.BatchedInsert;
import org.yuemao.security.CurrentPerson;

/** Records changes of many rows at once, one entry a row, as {@link ChangeLog} records single ones. */
@Service
@PreAuthorize("permitAll()")
@Transactional(propagation = Propagation.MANDATORY)
public class BulkHistory {
    private final JdbcTemplate statements;
    private final Sealing sealing;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    BulkHistory(JdbcTemplate statements, Sealing sealing, CurrentPerson currentPerson, Clock clock) {
        this.statements = statements;
        this.sealing = sealing;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /**
     * What changed of one row: each part of its data from what to what. Nothing before is a new row, nothing after one that
     * is gone.
     */
    public record Entry(long id, List<Part> parts) {

        /** A part of a row's data, such as what is said about it or its review. */
        public record Part(
                @Nullable Record before, @Nullable Record after) {}

        public static Entry created(long id, Record data) {
            return new Entry(id, List.of(new Part(null, data)));
        }

        public static Entry changed(long id, Record before, Record after) {
            return new Entry(id, List.of(new Part(before, after)));
        }

        public static Entry removed(long id, Record data) {
            return new Entry(id, List.of(new Part(data, null)));
        }

        private String action() {
            return parts.getFirst().before() == null
                    ? "CREATED"
                    : parts.getFirst().after() == null ? "REMOVED" : "CHANGED";
        }
    }

    /** Records the entries in their order; nothing of rows that did not change. */
    public void enter(String kind, List<Entry> entries) {
        statements.execute((Connection connection) -> {
            enter(connection, kind, entries);
            return Boolean.TRUE;
        });
    }

    private void enter(Connection connection, String kind, List<Entry> entries) throws SQLException {
        Recording recording = Recording.current(sealing);
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        List<Map<String, ChangeLog.Change>> changes = new ArrayList<>();
        List<Long> numbers;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "change_entry",
                "recorded_at",
                "person",
                "record_kind",
                "record_id",
                "action",
                "operation_id")) {
            for (Entry entry : entries) {
                Map<String, ChangeLog.Change> differences = new LinkedHashMap<>();
                entry.parts.forEach(part -> differences.putAll(ChangeLog.differences(part.before, part.after)));
                if (!differences.isEmpty()) {
                    changes.add(differences);
                    rows.add(now, person, kind, Long.toString(entry.id), entry.action(), recording.operationId());
                }
            }
            numbers = rows.ids();
        }
        if (!numbers.isEmpty()) {
            recording.entered(kind, Collections.min(numbers), numbers.size());
        }
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "field_change", "entry_id", "field", "value_before", "value_after")) {
            for (int i = 0; i < changes.size(); i++) {
                for (Map.Entry<String, ChangeLog.Change> field : changes.get(i).entrySet()) {
                    rows.add(
                            numbers.get(i),
                            field.getKey(),
                            field.getValue().before(),
                            field.getValue().after());
                }
            }
        }
    }
}
