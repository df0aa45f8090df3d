package org.yuemao.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.BatchedInsert;
import org.yuemao.base.Review;
import org.yuemao.security.CurrentPerson;

/**
 * Records every change inside the transaction that makes it: who, when, and each field of the record's data from what to
 * what.
 */
@Service
@PreAuthorize("permitAll()")
@Transactional(propagation = Propagation.MANDATORY)
public class ChangeLog {
    private static final int LONGEST = 4000;

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
            }
            return components;
        }
    };

    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Sealing sealing;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    ChangeLog(JdbcClient database, JdbcTemplate statements, Sealing sealing, CurrentPerson currentPerson, Clock clock) {
        this.database = database;
        this.statements = statements;
        this.sealing = sealing;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** Records that a record came to be; its data is a Java record, each component a field. */
    public void created(String kind, long id, Record data) {
        enter(kind, id, "CREATED", differences(null, data));
    }

    /** Records what changed from one state of the data to the next; nothing when nothing did. */
    public void changed(String kind, long id, Record before, Record after) {
        Map<String, Change> differences = differences(before, after);
        if (!differences.isEmpty()) {
            enter(kind, id, "CHANGED", differences);
        }
    }

    /** Records that a record is gone, with all that it said. */
    public void removed(String kind, long id, Record data) {
        enter(kind, id, "REMOVED", differences(data, null));
    }

    /** The same of a record that is reviewed, and how far that was. */
    public void removed(String kind, long id, Record data, Review review) {
        Map<String, Change> all = differences(data, null);
        all.putAll(differences(review, null));
        enter(kind, id, "REMOVED", all);
    }

    /**
     * A change of one of many records: {@code before} is null for a new one, {@code after} for one that is gone.
     *
     * @param review how far the review was of one that is gone
     */
    public record Entry(
            long id,
            @Nullable Record before,
            @Nullable Record after,
            @Nullable Review review) {
        public Entry(long id, @Nullable Record before, @Nullable Record after) {
            this(id, before, after, null);
        }
    }

    /** Records many changes at once. */
    public void enterAll(String kind, List<Entry> entries) {
        statements.execute((Connection connection) -> {
            enterAll(connection, kind, entries);
            return Boolean.TRUE;
        });
    }

    private void enterAll(Connection connection, String kind, List<Entry> entries) throws SQLException {
        Recording recording = Recording.current(sealing);
        Long operation = recording.operationId();
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        List<Map<String, Change>> fields = new ArrayList<>();
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
                Map<String, Change> differences = differences(entry.before(), entry.after());
                if (entry.review() != null) {
                    differences.putAll(differences(entry.review(), null));
                }
                if (!differences.isEmpty()) {
                    fields.add(differences);
                    String action = entry.before() == null ? "CREATED" : entry.after() == null ? "REMOVED" : "CHANGED";
                    rows.add(now, person, kind, Long.toString(entry.id()), action, operation);
                }
            }
            numbers = rows.ids();
        }
        if (!numbers.isEmpty()) {
            recording.entered(kind, Collections.min(numbers), numbers.size());
        }
        enterFields(connection, numbers, fields);
    }

    record Change(@Nullable String before, @Nullable String after) {}

    private void enter(String kind, long id, String action, Map<String, Change> fields) {
        Recording recording = Recording.current(sealing);
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into change_entry (recorded_at, person, record_kind, record_id, action, operation_id)
                        values (:at, :person, :kind, :id, :action, :operation)""")
                .param("at", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .param("kind", kind)
                .param("id", Long.toString(id))
                .param("action", action)
                .param("operation", recording.operationId(), java.sql.Types.BIGINT)
                .update(key, "id");
        long entry = Objects.requireNonNull(key.getKey()).longValue();
        recording.entered(kind, entry, 1);
        statements.execute((Connection connection) -> {
            enterFields(connection, List.of(entry), List.of(fields));
            return Boolean.TRUE;
        });
    }

    private static void enterFields(Connection connection, List<Long> entries, List<Map<String, Change>> fields)
            throws SQLException {
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "field_change", "entry_id", "field", "value_before", "value_after")) {
            for (int i = 0; i < fields.size(); i++) {
                for (Map.Entry<String, Change> field : fields.get(i).entrySet()) {
                    rows.add(
                            entries.get(i),
                            field.getKey(),
                            field.getValue().before(),
                            field.getValue().after());
                }
            }
        }
    }

    static Map<String, Change> differences(@Nullable Record before, @Nullable Record after) {
        Map<String, Change> differences = new LinkedHashMap<>();
        Record either = before != null ? before : Objects.requireNonNull(after);
        for (RecordComponent component : COMPONENTS.get(either.getClass())) {
            String from = before == null ? null : text(component, before);
            String to = after == null ? null : text(component, after);
            if (!Objects.equals(from, to)) {
                differences.put(component.getName(), new Change(from, to));
            }
        }
        return differences;
    }

    private static @Nullable String text(RecordComponent component, Record data) {
        try {
            Object value = component.getAccessor().invoke(data);
            String text =
                    switch (value) {
                        case null -> null;
                        case BigDecimal number -> number.stripTrailingZeros().toPlainString();
                        case Collection<?> many ->
                            many.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
                        default -> value.toString();
                    };
            return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
