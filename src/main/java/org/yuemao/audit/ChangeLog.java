package org.yuemao.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
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

    private final JdbcClient database;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    ChangeLog(JdbcClient database, CurrentPerson currentPerson, Clock clock) {
        this.database = database;
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

    private record Change(@Nullable String before, @Nullable String after) {}

    private void enter(String kind, long id, String action, Map<String, Change> fields) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into change_entry (recorded_at, person, record_kind, record_id, action)
                        values (:at, :person, :kind, :id, :action)""")
                .param("at", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .param("kind", kind)
                .param("id", Long.toString(id))
                .param("action", action)
                .update(key, "id");
        long entry = Objects.requireNonNull(key.getKey()).longValue();
        fields.forEach((field, change) -> database.sql("""
                        insert into field_change (entry_id, field, value_before, value_after)
                        values (:entry, :field, :before, :after)""")
                .param("entry", entry)
                .param("field", field)
                .param("before", change.before())
                .param("after", change.after())
                .update());
    }

    private static Map<String, Change> differences(@Nullable Record before, @Nullable Record after) {
        Map<String, Change> differences = new LinkedHashMap<>();
        Record either = before != null ? before : Objects.requireNonNull(after);
        for (RecordComponent component : either.getClass().getRecordComponents()) {
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
            component.getAccessor().setAccessible(true);
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
