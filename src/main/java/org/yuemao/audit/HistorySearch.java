package org.yuemao.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.HistoryLine.Change;
import org.yuemao.audit.HistoryLine.Operation;
import org.yuemao.base.Names;
import org.yuemao.base.Operations;
import org.yuemao.base.Sought;
import org.yuemao.security.Rights;

/**
 * Searches all changes, newest first, some lines after a line at a time: whoever goes on reading never reads again what came
 * before, however far back that is.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class HistorySearch {
    private final JdbcClient database;
    private final RecordNames names;
    private final HistoryRights rights;
    private final Clock clock;

    HistorySearch(JdbcClient database, RecordNames names, HistoryRights rights, Clock clock) {
        this.database = database;
        this.names = names;
        this.rights = rights;
        this.clock = clock;
    }

    /** Somebody who may have changed something. */
    public record Who(String username, @Nullable String fullName) {}

    /** The people with accounts, and those who are none: the desk itself and the sample. */
    public List<Who> people() {
        List<Who> people = new ArrayList<>(database.sql("select username, full_name from account order by username")
                .query((row, index) -> new Who(row.getString(1), row.getString(2)))
                .list());
        people.add(new Who("system", null));
        people.add(new Who("sample", null));
        return people;
    }

    /** The kinds of records whose changes the person may read. */
    public List<String> kinds() {
        return rights.readable();
    }

    /** An operation, where there is such a one that the person may read. */
    public Optional<HistoryLine> operation(long id) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String where = operationsOf(HistoryFilter.EVERYTHING, rights.hidden(), parameters) + " and o.id = :id";
        parameters.put("id", id);
        if (!rights.readsDrafts()) {
            where += " and exists (select 1 from change_entry c where c.operation_id = o.id and " + rights.condition()
                    + ")";
            parameters.put("me", rights.me());
        }
        return withNames(operations(where, parameters, 1)).stream().findFirst();
    }

    /**
     * The lines after another one, newest first.
     *
     * @param after the last line that is known, null for the first lines
     */
    public List<HistoryLine> lines(HistoryFilter filter, @Nullable HistoryLine after, int most) {
        List<Found> found = new ArrayList<>();
        List<HistoryLine> lines = new ArrayList<>();
        if (filter.text().isBlank()) {
            found.addAll(entries(filter, after, most));
        } else {
            named(filter).forEach((kind, ids) -> found.addAll(entriesOf(kind, ids, filter, after, most)));
        }
        found.forEach(one -> lines.add(one.line(List.of(), null, false)));
        if (filter.operation() == null) {
            lines.addAll(operations(filter, after, most));
        }
        lines.sort(HistoryLine::newestFirst);
        return withNames(lines.size() > most ? lines.subList(0, most) : lines);
    }

    /** How many lines there are. */
    public int count(HistoryFilter filter) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        long count = 0;
        if (filter.text().isBlank()) {
            count += counted("change_entry c where " + alone(filter, parameters), parameters);
        } else {
            for (Map.Entry<String, List<Long>> found : named(filter).entrySet()) {
                Map<String, Object> of = new LinkedHashMap<>();
                count += counted(of(found.getKey(), found.getValue(), filter, of), of);
            }
        }
        if (filter.operation() == null) {
            Map<String, Object> of = new LinkedHashMap<>();
            count += counted("change_operation o where" + operationsOf(filter, rights.hiddenTogether(), of), of);
        }
        return Math.toIntExact(count);
    }

    private long counted(String rows, Map<String, Object> parameters) {
        return database.sql("select count(*) from " + rows)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private Map<String, List<Long>> named(HistoryFilter filter) {
        Set<String> kinds = filter.kind() == null ? Set.copyOf(rights.readable()) : Set.of(filter.kind());
        return names.find(filter.text(), kinds);
    }

    /** An entry as it is found, before it is known what it says and what its record is called. */
    private record Found(long id, Instant recordedAt, String person, String kind, String recordId, String action) {

        HistoryLine line(List<History.FieldChange> fields, @Nullable NamedRecord record, boolean exists) {
            return new HistoryLine(
                    id, recordedAt, person, null, new Change(kind, recordId, action, record, exists, fields));
        }
    }

    private static final String COLUMNS = "c.id, c.recorded_at, c.person, c.record_kind, c.record_id, c.action";

    /** Those that stand alone, or those of one operation, in the order of the index that narrows best. */
    private List<Found> entries(HistoryFilter filter, @Nullable HistoryLine after, int most) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String where = alone(filter, parameters);
        String order = "c.operation_id, ";
        if (filter.person() != null) {
            order += "c.person, ";
        } else if (filter.kind() != null) {
            order += "c.record_kind, ";
        }
        return paged("select " + COLUMNS + " from change_entry c where " + where, order, parameters, after, most);
    }

    private String alone(HistoryFilter filter, Map<String, Object> parameters) {
        if (filter.operation() == null) {
            return "c.operation_id is null" + narrowed(filter, parameters);
        }
        parameters.put("operation", filter.operation());
        return "c.operation_id = :operation" + narrowed(filter, parameters);
    }

    /** All entries of these records, whatever they belong to. */
    private List<Found> entriesOf(
            String kind, Collection<Long> ids, HistoryFilter filter, @Nullable HistoryLine after, int most) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String rows = of(kind, ids, filter, parameters);
        return paged("select " + COLUMNS + " from " + rows, "", parameters, after, most);
    }

    private String of(String kind, Collection<Long> ids, HistoryFilter filter, Map<String, Object> parameters) {
        parameters.put("ids", Sought.texts(ids.stream().map(String::valueOf).toList()));
        parameters.put("found", kind);
        String where = narrowed(filter, parameters);
        if (filter.operation() != null) {
            where += " and c.operation_id = :operation";
            parameters.put("operation", filter.operation());
        }
        return Sought.texts("ids")
                + " join change_entry c on c.record_kind = :found and c.record_id = sought.text where true" + where;
    }

    private String narrowed(HistoryFilter filter, Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder();
        if (filter.person() != null) {
            where.append(" and c.person = :person");
            parameters.put("person", filter.person());
        }
        if (filter.kind() != null) {
            where.append(" and c.record_kind = :kind");
            parameters.put("kind", filter.kind());
        }
        if (filter.from() != null) {
            where.append(" and c.recorded_at >= :from");
            parameters.put("from", startOf(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and c.recorded_at < :to");
            parameters.put("to", startOf(filter.to().plusDays(1)));
        }
        where.append(" and ").append(rights.condition());
        parameters.put("me", rights.me());
        return where.toString();
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** First what is left of the moment of the last line, then what is older: both are ranges of an index. */
    private List<Found> paged(
            String query, String order, Map<String, Object> parameters, @Nullable HistoryLine after, int most) {
        String end = " order by " + order + "c.recorded_at desc, c.id desc limit " + most;
        if (after == null) {
            return found(query + end, parameters);
        }
        Map<String, Object> since = new LinkedHashMap<>(parameters);
        since.put("at", after.recordedAt().atOffset(ZoneOffset.UTC));
        List<Found> all = new ArrayList<>();
        if (after.content() instanceof Change) {
            Map<String, Object> same = new LinkedHashMap<>(since);
            same.put("last", after.id());
            all.addAll(found(query + " and c.recorded_at = :at and c.id < :last" + end, same));
        } else {
            all.addAll(found(query + " and c.recorded_at = :at" + end, since));
        }
        if (all.size() < most) {
            all.addAll(found(query + " and c.recorded_at < :at" + end, since));
        }
        return all;
    }

    private List<Found> found(String query, Map<String, Object> parameters) {
        return database.sql(query)
                .params(parameters)
                .query((row, index) -> new Found(
                        row.getLong(1),
                        RecordedHistory.moment(row, 2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    private List<HistoryLine> operations(HistoryFilter filter, @Nullable HistoryLine after, int most) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String where = operationsOf(filter, rights.hiddenTogether(), parameters);
        if (after != null) {
            parameters.put("at", after.recordedAt().atOffset(ZoneOffset.UTC));
            if (after.content() instanceof Operation) {
                where += " and (o.recorded_at < :at or o.recorded_at = :at and o.id < :last)";
                parameters.put("last", after.id());
            } else {
                where += " and o.recorded_at < :at";
            }
        }
        return operations(where, parameters, most);
    }

    private String operationsOf(HistoryFilter filter, List<String> hidden, Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder(" true");
        if (filter.person() != null) {
            where.append(" and o.person = :person");
            parameters.put("person", filter.person());
        }
        if (filter.kind() != null) {
            where.append(" and exists (select 1 from change_operation_part k where k.operation_id = o.id"
                    + " and k.record_kind = :kind)");
            parameters.put("kind", filter.kind());
        }
        if (filter.from() != null) {
            where.append(" and o.recorded_at >= :from");
            parameters.put("from", startOf(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and o.recorded_at < :to");
            parameters.put("to", startOf(filter.to().plusDays(1)));
        }
        if (!filter.text().isBlank()) {
            where.append(" and (lower(o.subject) like :text escape '!' or lower(o.reason) like :text escape '!')");
            parameters.put("text", RecordNames.pattern(filter.text()));
        }
        hidden.forEach(kind -> where.append(
                        " and not exists (select 1 from change_operation_part h where h.operation_id = o.id"
                                + " and h.record_kind = '")
                .append(kind)
                .append("')"));
        return where.toString();
    }

    private List<HistoryLine> operations(String where, Map<String, Object> parameters, int most) {
        List<HistoryLine> lines = database.sql("select o.id, o.recorded_at, o.person, o.kind, o.subject, o.reason,"
                        + " o.entries from change_operation o where" + where
                        + " order by o.recorded_at desc, o.id desc limit " + most)
                .params(parameters)
                .query((row, index) -> new HistoryLine(
                        row.getLong(1),
                        RecordedHistory.moment(row, 2),
                        row.getString(3),
                        null,
                        new Operation(
                                Operations.Kind.valueOf(row.getString(4)),
                                row.getString(5),
                                row.getString(6),
                                row.getLong(7),
                                Map.of())))
                .list();
        return withParts(lines);
    }

    private List<HistoryLine> withParts(List<HistoryLine> lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        Map<Long, Map<String, Long>> parts = new HashMap<>();
        database.sql("select p.operation_id, p.record_kind, p.entries from " + Sought.ids("ids")
                        + " join change_operation_part p on p.operation_id = sought.id")
                .param("ids", Sought.ids(lines.stream().map(HistoryLine::id).toList()))
                .query(row -> {
                    parts.computeIfAbsent(row.getLong(1), id -> new TreeMap<>()).put(row.getString(2), row.getLong(3));
                });
        return lines.stream()
                .map(line -> {
                    Operation operation = (Operation) line.content();
                    return with(
                            line,
                            new Operation(
                                    operation.kind(),
                                    operation.subject(),
                                    operation.reason(),
                                    operation.entries(),
                                    parts.getOrDefault(line.id(), Map.of())));
                })
                .toList();
    }

    private static HistoryLine with(HistoryLine line, HistoryLine.Content content) {
        return new HistoryLine(line.id(), line.recordedAt(), line.person(), line.fullName(), content);
    }

    /** Says of some lines what their entries say, what their records are called, and who the people are. */
    private List<HistoryLine> withNames(List<HistoryLine> lines) {
        Map<Long, List<History.FieldChange>> fields = fields(lines);
        Map<String, Map<Long, NamedRecord>> known = new HashMap<>();
        Map<String, Set<Long>> ids = new HashMap<>();
        Set<String> usernames = new HashSet<>();
        for (HistoryLine line : lines) {
            usernames.add(line.person());
            if (line.content() instanceof Change change) {
                Long id = RecordNames.number(change.recordId());
                if (id != null) {
                    ids.computeIfAbsent(change.kind(), kind -> new HashSet<>()).add(id);
                }
            }
        }
        ids.forEach((kind, some) -> known.put(kind, names.of(kind, some)));
        Map<String, Map<Long, NamedRecord>> gone = gone(ids, known);
        Map<String, String> fullNames = History.fullNames(database, usernames);
        return lines.stream()
                .map(line -> {
                    HistoryLine.Content content = line.content();
                    if (content instanceof Change change) {
                        Long id = RecordNames.number(change.recordId());
                        NamedRecord there = id == null
                                ? null
                                : known.getOrDefault(change.kind(), Map.of()).get(id);
                        NamedRecord record = there != null || id == null
                                ? there
                                : gone.getOrDefault(change.kind(), Map.of()).get(id);
                        content = new Change(
                                change.kind(),
                                change.recordId(),
                                change.action(),
                                record,
                                there != null,
                                fields.getOrDefault(line.id(), List.of()));
                    }
                    return new HistoryLine(
                            line.id(), line.recordedAt(), line.person(), fullNames.get(line.person()), content);
                })
                .toList();
    }

    private Map<Long, List<History.FieldChange>> fields(List<HistoryLine> lines) {
        Map<Long, List<History.FieldChange>> fields = new HashMap<>();
        List<Long> entries = lines.stream()
                .filter(line -> line.content() instanceof Change)
                .map(HistoryLine::id)
                .toList();
        if (!entries.isEmpty()) {
            database.sql("select f.entry_id, f.field, f.value_before, f.value_after from " + Sought.ids("ids")
                            + " join field_change f on f.entry_id = sought.id order by f.entry_id, f.field")
                    .param("ids", Sought.ids(entries))
                    .query(row -> {
                        fields.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                                .add(new History.FieldChange(row.getString(2), row.getString(3), row.getString(4)));
                    });
        }
        return fields;
    }

    /** What records that are not there any more were called when they were removed. */
    private Map<String, Map<Long, NamedRecord>> gone(
            Map<String, Set<Long>> ids, Map<String, Map<Long, NamedRecord>> known) {
        Map<String, Map<Long, NamedRecord>> gone = new HashMap<>();
        ids.forEach((kind, some) -> {
            List<String> missing = some.stream()
                    .filter(id -> !known.getOrDefault(kind, Map.of()).containsKey(id))
                    .map(String::valueOf)
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            Map<Long, Map<String, String>> said = new HashMap<>();
            database.sql("select c.record_id, f.field, f.value_before from " + Sought.texts("ids")
                            + " join change_entry c on c.record_kind = :kind and c.record_id = sought.text"
                            + " join field_change f on f.entry_id = c.id where c.action = 'REMOVED'"
                            + " and f.field in ('nameEn', 'nameZh', 'name', 'fullName') and f.value_before is not null")
                    .param("ids", Sought.texts(missing))
                    .param("kind", kind)
                    .query(row -> {
                        said.computeIfAbsent(Long.valueOf(row.getString(1)), id -> new HashMap<>())
                                .put(row.getString(2), row.getString(3));
                    });
            Map<Long, NamedRecord> of = new HashMap<>();
            said.forEach((id, values) -> {
                String any = values.getOrDefault("name", values.get("fullName"));
                of.put(
                        id,
                        new NamedRecord(
                                new Names(values.getOrDefault("nameEn", any), values.getOrDefault("nameZh", any)),
                                null,
                                null,
                                null,
                                null));
            });
            gone.put(kind, of);
        });
        return gone;
    }
}
