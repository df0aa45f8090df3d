package org.yuemao.audit;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Period;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.security.Rights;

/** Records as they stood at the end of an earlier day: as they are now, with every change since taken back. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EarlierRecords {
    private final JdbcClient database;
    private final Clock clock;

    EarlierRecords(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The first moment after a day. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }

    /** A record as it is now, and when it came to be. */
    public record Kept<R extends Record>(long id, R data, Instant createdAt) {}

    /**
     * The records of a kind as they stood at the end of a day, by their id.
     *
     * @param now all that are kept now
     * @param type what the change log says about such records
     */
    public <R extends Record> Map<Long, R> at(String kind, LocalDate day, Class<R> type, Stream<Kept<R>> now) {
        Instant end = endOf(day);
        Map<Long, Since> since = since(kind, end);
        Map<Long, R> then = new HashMap<>();
        now.forEach(kept -> {
            Since changes = since.remove(kept.id());
            if (changes == null) {
                // What was there before there was a change log has no entry of its beginning.
                if (kept.createdAt().isBefore(end)) {
                    then.put(kept.id(), kept.data());
                }
            } else if (!changes.isNew()) {
                then.put(kept.id(), changes.takenBack(type, kept.data()));
            }
        });
        since.forEach((id, changes) -> {
            if (!changes.isNew() && changes.removed) {
                then.put(id, changes.takenBack(type, null));
            }
        });
        return then;
    }

    /** Which records of a kind were approved at the end of a day; what was removed before reviews were recorded counts as such. */
    public Set<Long> approved(String kind, LocalDate day, Stream<Kept<Review>> now) {
        return at(kind, day, Review.class, now).entrySet().stream()
                .filter(one -> Objects.requireNonNullElse(one.getValue().reviewState(), ReviewState.APPROVED)
                        == ReviewState.APPROVED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What was done to a record since. */
    static final class Since {
        private final Map<String, @Nullable String> before = new HashMap<>();
        private String first = "";
        private boolean removed;

        /** Takes note of what stood in a field before a change; the oldest comes last and stands. */
        void takeBack(String field, @Nullable String valueBefore) {
            before.put(field, valueBefore);
        }

        boolean isNew() {
            return first.equals("CREATED");
        }

        <R extends Record> R takenBack(Class<R> type, @Nullable R now) {
            RecordComponent[] components = type.getRecordComponents();
            @Nullable Object[] values = new @Nullable Object[components.length];
            try {
                for (int i = 0; i < components.length; i++) {
                    RecordComponent component = components[i];
                    component.getAccessor().setAccessible(true);
                    values[i] = now == null || before.containsKey(component.getName())
                            ? value(component.getType(), before.get(component.getName()))
                            : component.getAccessor().invoke(now);
                }
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** From the newest to the oldest, so that the oldest say how it was. */
    private Map<Long, Since> since(String kind, Instant end) {
        Map<Long, Since> since = new HashMap<>();
        database.sql("select c.record_id, c.action, f.field, f.value_before from change_entry c"
                        + " left join field_change f on f.entry_id = c.id"
                        + " where c.record_kind = :kind and c.recorded_at >= :end order by c.id desc")
                .param("kind", kind)
                .param("end", end.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Since of = since.computeIfAbsent(Long.valueOf(row.getString(1)), id -> new Since());
                    of.first = row.getString(2);
                    of.removed |= of.first.equals("REMOVED");
                    String field = row.getString(3);
                    if (field != null) {
                        of.takeBack(field, row.getString(4));
                    }
                });
        return since;
    }

    /** What a text of the change log stands for; the opposite of how {@link ChangeLog} writes it. */
    private static @Nullable Object value(Class<?> type, @Nullable String text) {
        if (text == null) {
            return type == Set.class ? Set.of() : null;
        } else if (type == String.class) {
            return text;
        } else if (type == BigDecimal.class) {
            return new BigDecimal(text);
        } else if (type == LocalDate.class) {
            return LocalDate.parse(text);
        } else if (type == Period.class) {
            return Period.of(text);
        } else if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        } else if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        } else if (type == Set.class) {
            return Arrays.stream(text.split(", "))
                    .filter(one -> !one.isEmpty())
                    .collect(Collectors.toCollection(HashSet::new));
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(text + " is no " + type));
        }
        throw new IllegalStateException("The history of a " + type + " cannot be read");
    }
}
