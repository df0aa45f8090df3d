package org.yuemao.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.BatchedInsert;
import org.yuemao.base.BatchedUpdate;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Names;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.Spelling;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.EntryRun.Written;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Change;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.entry.RowReading;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.place.PlaceChoices;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/**
 * Events entered many at a time. A row is about the event with its code; a row without a code is about the one event of its
 * programme that begins on its first day and has its name (in either language; width, case and spaces do not matter), and
 * about a new one, which gets its code here, where there is none.
 */
@Service
@PreAuthorize(Rights.WRITE)
@Transactional(propagation = Propagation.SUPPORTS)
public class EventRows implements RecordRows {
    private static final String KIND = "EVENT";
    private static final int LONGEST_CODE = 20;

    private final List<EntryColumn<?>> columns;
    private final EventRules rules;
    private final EventCodes codes;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    EventRows(
            Wording wording,
            PlaceChoices places,
            EventRules rules,
            EventCodes codes,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.rules = rules;
        this.codes = codes;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
        columns = List.of(
                new EntryColumn<>("code", "event.code", CellTypes.text(LONGEST_CODE), Need.OPTIONAL, 15),
                column("programme", wording.choice(Programme.class, "event.programme."), 12),
                column("nameZh", CellTypes.text(EventRules.LONGEST_NAME), 34),
                column("nameEn", CellTypes.text(EventRules.LONGEST_NAME), 40),
                column("firstDay", CellTypes.day(), 12),
                column("lastDay", CellTypes.day(), 12),
                column("form", wording.choice(EventForm.class, "event.form."), 14),
                column("countryCode", CellTypes.choice(places.countries()), 18),
                column("provinceCode", CellTypes.choice(places.provinces()), 14),
                column("hostCity", CellTypes.text(EventRules.LONGEST_CITY), 16),
                column("venue", CellTypes.text(EventRules.LONGEST_VENUE), 26),
                column("organiser", CellTypes.text(EventRules.LONGEST_ORGANISER), 26),
                column("officeCode", CellTypes.choice(places.offices()), 18),
                column("sectors", CellTypes.choices(places.sectors()), 30),
                column("status", wording.choice(EventStatus.class, "event.status."), 12),
                column("targetBusinesses", CellTypes.count(), 14),
                new EntryColumn<>(
                        "netSpaceSqm",
                        "event.rows.netSpaceSqm",
                        CellTypes.number(2, EventRules.LARGEST_SPACE),
                        Need.OPTIONAL,
                        18),
                column("visitors", CellTypes.count(), 12),
                column("overseasBuyers", CellTypes.count(), 14),
                new EntryColumn<>(
                        "reviewState",
                        "event.field.reviewState",
                        wording.choice(ReviewState.class, "base.review."),
                        Need.SHOWN,
                        12));
    }

    private static EntryColumn<?> column(String id, CellType<?> type, int width) {
        return new EntryColumn<>(id, "event.field." + id, type, Need.OPTIONAL, width);
    }

    @Override
    @PreAuthorize("permitAll()")
    public String kind() {
        return "events";
    }

    @Override
    @PreAuthorize("permitAll()") // Asked at start, when nobody has signed in.
    public List<EntryColumn<?>> columns() {
        return columns;
    }

    private record Known(long id, long version, String code, EventData data, Review review) {
        Names names() {
            return namesOf(data);
        }
    }

    private record Target(@Nullable Known known, EventData data) {
        Known old() {
            return Objects.requireNonNull(known);
        }
    }

    /** Which events a run has entered or changed, to be told at its end, and which new ones it has planned. */
    private static final class Progress {
        private final List<EventChanged> changes = new ArrayList<>();
        private final Map<String, List<Planned>> planned = new HashMap<>();
    }

    private record Planned(Names names, long row) {}

    private static Names namesOf(EventData data) {
        return new Names(data.nameEn(), data.nameZh());
    }

    @Override
    public List<RowPlan> plan(List<TypedRow> rows, EntryRun run) {
        Person person = currentPerson.get();
        List<RowReading> readings = rows.stream()
                .map(row -> RowReading.of(row, columns, run.blanksClear()))
                .toList();
        Map<String, Known> byCode = byCode(readings);
        Map<String, List<Known>> byDay = byDay(readings);
        Map<Long, Known> byId = byId(
                rows.stream().map(TypedRow::record).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<RowPlan> plans = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Long record = rows.get(i).record();
            plans.add(
                    record == null
                            ? plan(person, rows.get(i), readings.get(i), byCode, byDay, run)
                            : plan(person, rows.get(i), readings.get(i), byId.get(record), run));
        }
        return plans;
    }

    private static @Nullable String code(RowReading reading) {
        String code = reading.or("code", null);
        return code == null
                ? null
                : Normalizer.normalize(code, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Z}]", "")
                        .toUpperCase(Locale.ROOT);
    }

    private static String key(Programme programme, LocalDate firstDay) {
        return programme + " " + firstDay;
    }

    private Map<String, Known> byCode(List<RowReading> readings) {
        Set<String> some =
                readings.stream().map(EventRows::code).filter(Objects::nonNull).collect(Collectors.toSet());
        return load("code in (:some)", some).stream().collect(Collectors.toMap(Known::code, known -> known));
    }

    private Map<String, List<Known>> byDay(List<RowReading> readings) {
        Set<LocalDate> days = readings.stream()
                .filter(reading -> code(reading) == null)
                .map(reading -> reading.<LocalDate>or("firstDay", null))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return load("first_day in (:some)", days).stream()
                .collect(Collectors.groupingBy(
                        known -> key(known.data().programme(), known.data().firstDay())));
    }

    private Map<Long, Known> byId(Set<Long> ids) {
        return load("id in (:some)", ids).stream().collect(Collectors.toMap(Known::id, known -> known));
    }

    /** A change of the event itself, which keeps its code. */
    private RowPlan plan(Person person, TypedRow row, RowReading reading, @Nullable Known known, EntryRun run) {
        if (known == null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone")));
        }
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        if (reading.says("code") && !known.code().equals(code(reading))) {
            problems.putIfAbsent("code", Problem.of("event.rows.keeps-code", known.code()));
        }
        return problems.isEmpty() ? revise(person, row, reading, known, run) : RowPlan.wrong(row, problems);
    }

    private List<Known> load(String condition, Set<?> some) {
        if (some.isEmpty()) {
            return List.of();
        }
        Map<Long, Set<String>> sectors = new HashMap<>();
        database.sql("select s.event_id, s.sector_code from event_sector s join event e on e.id = s.event_id where e."
                        + condition)
                .param("some", some)
                .query(row -> {
                    sectors.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                            .add(row.getString(2));
                });
        return database.sql("select e.* from event e where e." + condition)
                .param("some", some)
                .query((row, index) -> new Known(
                        row.getLong("id"),
                        row.getLong("version"),
                        row.getString("code"),
                        new EventData(
                                Programme.valueOf(row.getString("programme")),
                                row.getString("name_en"),
                                row.getString("name_zh"),
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("last_day", LocalDate.class),
                                EventForm.valueOf(row.getString("form")),
                                row.getString("country_code"),
                                row.getString("province_code"),
                                row.getString("host_city"),
                                row.getString("venue"),
                                row.getString("organiser"),
                                row.getString("office_code"),
                                sectors.getOrDefault(row.getLong("id"), Set.of()),
                                EventStatus.valueOf(row.getString("status")),
                                row.getObject("target_businesses", Integer.class),
                                row.getBigDecimal("net_space_sqm"),
                                row.getObject("visitors", Integer.class),
                                row.getObject("overseas_buyers", Integer.class)),
                        new Review(ReviewState.valueOf(row.getString("review_state")), row.getString("review_remark"))))
                .list();
    }

    private RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            Map<String, Known> byCode,
            Map<String, List<Known>> byDay,
            EntryRun run) {
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        String code = code(reading);
        if (code != null) {
            Known known = byCode.get(code);
            if (known == null) {
                problems.put("code", Problem.of("event.rows.unknown", code));
                return RowPlan.wrong(row, problems);
            }
            return problems.isEmpty() ? revise(person, row, reading, known, run) : RowPlan.wrong(row, problems);
        }
        Programme programme = reading.or("programme", null);
        LocalDate firstDay = reading.or("firstDay", null);
        String nameEn = reading.or("nameEn", null);
        String nameZh = reading.or("nameZh", null);
        require(problems, "programme", programme);
        require(problems, "firstDay", firstDay);
        if (nameEn == null && nameZh == null && !problems.containsKey("nameEn")) {
            problems.putIfAbsent("nameZh", Problem.of("event.refused.name"));
        }
        if (programme == null || firstDay == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Names names = new Names(nameEn, nameZh);
        List<Planned> planned = run.state(Progress.class, Progress::new)
                .planned
                .computeIfAbsent(key(programme, firstDay), key -> new ArrayList<>());
        for (Planned before : planned) {
            if (before.names().isAlike(names)) {
                return RowPlan.twice(row, before.row());
            }
        }
        List<Known> alike = byDay.getOrDefault(key(programme, firstDay), List.of()).stream()
                .filter(known -> known.names().isAlike(names))
                .toList();
        if (alike.size() > 1) {
            return RowPlan.wrong(
                    row,
                    Map.of(nameZh != null ? "nameZh" : "nameEn", Problem.of("event.rows.ambiguous", alike.size())));
        }
        return alike.isEmpty()
                ? schedule(person, row, reading, planned)
                : revise(person, row, reading, alike.getFirst(), run);
    }

    private static void require(Map<String, Problem> problems, String column, @Nullable Object value) {
        if (value == null) {
            problems.putIfAbsent(column, Problem.of("base.row.required"));
        }
    }

    private RowPlan schedule(Person person, TypedRow row, RowReading reading, List<Planned> planned) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        Map<String, Problem> remarks = new LinkedHashMap<>(reading.remarks());
        EventForm form = reading.or("form", null);
        require(problems, "form", form);
        LocalDate firstDay = Objects.requireNonNull(reading.<LocalDate>or("firstDay", null));
        LocalDate lastDay = reading.or("lastDay", null);
        if (lastDay == null) {
            lastDay = firstDay;
            remarks.put("lastDay", Problem.of("event.rows.one-day"));
        }
        EventStatus status = reading.or("status", null);
        if (status == null) {
            status = EventStatus.PLANNED;
            remarks.put("status", Problem.of("event.rows.planned"));
        }
        String office = reading.or("officeCode", null);
        if (office == null && person.role() == Role.CLERK) {
            office = person.officeCode();
            remarks.put("officeCode", Problem.of("event.rows.own-office"));
        }
        require(problems, "officeCode", office);
        if (form == null || office == null) {
            return RowPlan.wrong(row, problems);
        }
        EventData data = new EventData(
                Objects.requireNonNull(reading.<Programme>or("programme", null)),
                reading.or("nameEn", null),
                reading.or("nameZh", null),
                firstDay,
                lastDay,
                form,
                reading.or("countryCode", null),
                reading.or("provinceCode", null),
                reading.or("hostCity", null),
                reading.or("venue", null),
                reading.or("organiser", null),
                office,
                Objects.requireNonNullElse(reading.<Set<String>>or("sectors", null), Set.of()),
                status,
                reading.or("targetBusinesses", null),
                reading.or("netSpaceSqm", null),
                reading.or("visitors", null),
                reading.or("overseasBuyers", null));
        Refusal refusal = refusal(person, data);
        if (refusal != null) {
            return RowPlan.refused(row, refusal);
        }
        warnOfOtherPlace(reading, data, remarks);
        planned.add(new Planned(namesOf(data), row.number()));
        return new RowPlan(
                row, Verdict.NEW, Map.of(), remarks, Change.between(null, contents(data)), new Target(null, data));
    }

    private RowPlan revise(Person person, TypedRow row, RowReading reading, Known known, EntryRun run) {
        Long before = run.seenBefore("#" + known.id(), row.number());
        if (before != null) {
            return RowPlan.twice(row, before);
        }
        EventData kept = known.data();
        Map<String, Problem> problems = new LinkedHashMap<>();
        Programme programme = reading.or("programme", kept.programme());
        LocalDate firstDay = reading.or("firstDay", kept.firstDay());
        LocalDate lastDay = reading.or("lastDay", kept.lastDay());
        EventForm form = reading.or("form", kept.form());
        String office = reading.or("officeCode", kept.officeCode());
        EventStatus status = reading.or("status", kept.status());
        require(problems, "programme", programme);
        require(problems, "firstDay", firstDay);
        require(problems, "lastDay", lastDay);
        require(problems, "form", form);
        require(problems, "officeCode", office);
        require(problems, "status", status);
        if (programme == null
                || firstDay == null
                || lastDay == null
                || form == null
                || office == null
                || status == null) {
            return RowPlan.wrong(row, problems);
        }
        boolean byName = code(reading) == null && row.record() == null;
        EventData data = new EventData(
                programme,
                name(reading, "nameEn", kept.nameEn(), byName),
                name(reading, "nameZh", kept.nameZh(), byName),
                firstDay,
                lastDay,
                form,
                reading.or("countryCode", kept.countryCode()),
                reading.or("provinceCode", kept.provinceCode()),
                reading.or("hostCity", kept.hostCity()),
                reading.or("venue", kept.venue()),
                reading.or("organiser", kept.organiser()),
                office,
                Objects.requireNonNullElse(reading.<Set<String>>or("sectors", kept.sectors()), Set.of()),
                status,
                reading.or("targetBusinesses", kept.targetBusinesses()),
                reading.or("netSpaceSqm", kept.netSpaceSqm()),
                reading.or("visitors", kept.visitors()),
                reading.or("overseasBuyers", kept.overseasBuyers()));
        List<Change> changes = Change.between(contents(kept), contents(data));
        if (changes.isEmpty()) {
            return new RowPlan(row, Verdict.UNCHANGED, Map.of(), Map.of(), changes, null);
        }
        if (!person.mayWriteFor(kept.officeCode())) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("event.rows.not-own")));
        }
        Optional<Refusal> closed = known.review().refusal(person.mayOversee(), "base.review.refused.");
        if (closed.isPresent()) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of(closed.get())));
        }
        Refusal refusal = refusal(person, data);
        if (refusal != null) {
            return RowPlan.refused(row, refusal);
        }
        Map<String, Problem> remarks = new LinkedHashMap<>(reading.remarks());
        warnOfOtherPlace(reading, data, remarks);
        return new RowPlan(row, Verdict.CHANGED, Map.of(), remarks, changes, new Target(known, data));
    }

    /** A name that found the event is no wish to write it in another width. */
    private static @Nullable String name(RowReading reading, String column, @Nullable String kept, boolean byName) {
        String said = reading.or(column, kept);
        return byName && said != null && kept != null && Spelling.folded(said).equals(Spelling.folded(kept))
                ? kept
                : said;
    }

    private @Nullable Refusal refusal(Person person, EventData data) {
        try {
            rules.check(data);
        } catch (Refusal refusal) {
            return refusal;
        }
        return person.mayWriteFor(data.officeCode()) ? null : new Refusal("officeCode", "event.rows.other-office");
    }

    /** A Worldwide event keeps no province and a Nationwide one no country; what a row says there is left out. */
    private static void warnOfOtherPlace(RowReading reading, EventData data, Map<String, Problem> remarks) {
        for (String column : List.of("countryCode", "provinceCode")) {
            String said = reading.or(column, null);
            String kept = column.equals("countryCode") ? data.countryCode() : data.provinceCode();
            if (said != null && kept == null) {
                remarks.put(column, Problem.of("event.rows.no-place"));
            }
        }
    }

    private static Map<String, @Nullable Object> contents(EventData data) {
        Map<String, @Nullable Object> contents = new LinkedHashMap<>();
        contents.put("programme", data.programme());
        contents.put("nameZh", data.nameZh());
        contents.put("nameEn", data.nameEn());
        contents.put("firstDay", data.firstDay());
        contents.put("lastDay", data.lastDay());
        contents.put("form", data.form());
        contents.put("countryCode", data.countryCode());
        contents.put("provinceCode", data.provinceCode());
        contents.put("hostCity", data.hostCity());
        contents.put("venue", data.venue());
        contents.put("organiser", data.organiser());
        contents.put("officeCode", data.officeCode());
        contents.put("sectors", data.sectors().isEmpty() ? null : data.sectors());
        contents.put("status", data.status());
        contents.put("targetBusinesses", data.targetBusinesses());
        contents.put("netSpaceSqm", data.netSpaceSqm());
        contents.put("visitors", data.visitors());
        contents.put("overseasBuyers", data.overseasBuyers());
        return contents;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<RowPlan> plans, EntryRun run) {
        insert(plans.stream().filter(plan -> plan.verdict() == Verdict.NEW).toList(), run);
        List<Target> changed = plans.stream()
                .filter(plan -> plan.verdict() == Verdict.CHANGED)
                .map(EventRows::target)
                .toList();
        revise(changed, run);
    }

    private static Target target(RowPlan plan) {
        return (Target) Objects.requireNonNull(plan.target());
    }

    private void insert(List<RowPlan> plans, EntryRun run) {
        if (plans.isEmpty()) {
            return;
        }
        List<EventData> fresh = plans.stream().map(plan -> target(plan).data()).toList();
        List<String> given = codes(fresh);
        List<Long> ids =
                Objects.requireNonNull(statements.execute((Connection connection) -> insert(connection, fresh, given)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (int i = 0; i < ids.size(); i++) {
            EventData data = fresh.get(i);
            entries.add(new ChangeLog.Entry(ids.get(i), null, data));
            run.wrote(new Written(KIND, ids.get(i), 0, null));
            // A later row that finds it as it is kept from now on says it twice all the same.
            run.seenBefore("#" + ids.get(i), plans.get(i).row().number());
            progress.changes.add(new EventChanged(ids.get(i), null, EventFacts.of(data, false)));
        }
        changeLog.enterAll(KIND, entries);
    }

    /** The codes in the order of the events; numbers are taken in the order of their keys so that writers never deadlock. */
    private List<String> codes(List<EventData> fresh) {
        record Series(Programme programme, int year) implements Comparable<Series> {
            @Override
            public int compareTo(Series other) {
                int byProgramme = programme.compareTo(other.programme);
                return byProgramme == 0 ? Integer.compare(year, other.year) : byProgramme;
            }
        }
        Map<Series, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            EventData data = fresh.get(i);
            places.computeIfAbsent(new Series(data.programme(), data.firstDay().getYear()), series -> new ArrayList<>())
                    .add(i);
        }
        String[] given = new String[fresh.size()];
        places.forEach((series, own) -> {
            List<String> next = codes.next(series.programme(), series.year(), own.size());
            for (int i = 0; i < own.size(); i++) {
                given[own.get(i)] = next.get(i);
            }
        });
        return List.of(given);
    }

    private List<Long> insert(Connection connection, List<EventData> fresh, List<String> given) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        List<Long> ids;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "event",
                "version",
                "code",
                "programme",
                "name_en",
                "name_zh",
                "first_day",
                "last_day",
                "event_year",
                "event_month",
                "form",
                "country_code",
                "province_code",
                "host_city",
                "venue",
                "organiser",
                "office_code",
                "status",
                "target_businesses",
                "net_space_sqm",
                "visitors",
                "overseas_buyers",
                "review_state",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by")) {
            for (int i = 0; i < fresh.size(); i++) {
                EventData data = fresh.get(i);
                rows.add(
                        0L,
                        given.get(i),
                        data.programme().name(),
                        data.nameEn(),
                        data.nameZh(),
                        data.firstDay(),
                        data.lastDay(),
                        data.firstDay().getYear(),
                        data.firstDay().getMonthValue(),
                        data.form().name(),
                        data.countryCode(),
                        data.provinceCode(),
                        data.hostCity(),
                        data.venue(),
                        data.organiser(),
                        data.officeCode(),
                        data.status().name(),
                        data.targetBusinesses(),
                        data.netSpaceSqm(),
                        data.visitors(),
                        data.overseasBuyers(),
                        ReviewState.DRAFT.name(),
                        now,
                        person,
                        now,
                        person);
            }
            ids = rows.ids();
        }
        insertSectors(connection, ids, fresh);
        return ids;
    }

    private static void insertSectors(Connection connection, List<Long> ids, List<EventData> events)
            throws SQLException {
        try (BatchedInsert rows = BatchedInsert.of(connection, "event_sector", "event_id", "sector_code")) {
            for (int i = 0; i < ids.size(); i++) {
                for (String sector : events.get(i).sectors()) {
                    rows.add(ids.get(i), sector);
                }
            }
        }
    }

    private void revise(List<Target> changed, EntryRun run) {
        if (changed.isEmpty()) {
            return;
        }
        heldRows.hold("event", changed.stream().map(target -> target.old().id()).toList());
        statements.execute((Connection connection) -> {
            update(connection, changed);
            return Boolean.TRUE;
        });
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (int i = 0; i < changed.size(); i++) {
            Known known = changed.get(i).old();
            EventData data = changed.get(i).data();
            entries.add(new ChangeLog.Entry(known.id(), known.data(), data));
            run.wrote(new Written(KIND, known.id(), known.version() + 1, known.data()));
            boolean approved = known.review().isApproved();
            progress.changes.add(
                    new EventChanged(known.id(), EventFacts.of(known.data(), approved), EventFacts.of(data, approved)));
        }
        changeLog.enterAll(KIND, entries);
    }

    private void update(Connection connection, List<Target> changed) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        try (BatchedUpdate rows = BatchedUpdate.of(
                connection,
                "event",
                KIND,
                "programme",
                "name_en",
                "name_zh",
                "first_day",
                "last_day",
                "event_year",
                "event_month",
                "form",
                "country_code",
                "province_code",
                "host_city",
                "venue",
                "organiser",
                "office_code",
                "status",
                "target_businesses",
                "net_space_sqm",
                "visitors",
                "overseas_buyers",
                "changed_at",
                "changed_by")) {
            for (int i = 0; i < changed.size(); i++) {
                Known known = changed.get(i).old();
                EventData data = changed.get(i).data();
                rows.add(
                        known.id(),
                        known.version(),
                        data.programme().name(),
                        data.nameEn(),
                        data.nameZh(),
                        data.firstDay(),
                        data.lastDay(),
                        data.firstDay().getYear(),
                        data.firstDay().getMonthValue(),
                        data.form().name(),
                        data.countryCode(),
                        data.provinceCode(),
                        data.hostCity(),
                        data.venue(),
                        data.organiser(),
                        data.officeCode(),
                        data.status().name(),
                        data.targetBusinesses(),
                        data.netSpaceSqm(),
                        data.visitors(),
                        data.overseasBuyers(),
                        now,
                        person);
            }
            rows.send();
        }
        List<Target> otherSectors = changed.stream()
                .filter(target ->
                        !target.old().data().sectors().equals(target.data().sectors()))
                .toList();
        List<Long> ids = otherSectors.stream().map(target -> target.old().id()).toList();
        delete("event_sector", "event_id", ids);
        insertSectors(connection, ids, otherSectors.stream().map(Target::data).toList());
    }

    private void delete(String table, String column, List<Long> ids) {
        statements.batchUpdate(
                "delete from " + table + " where " + column + " = ?",
                ids,
                1000,
                (statement, id) -> statement.setLong(1, id));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(EntryRun run) {
        List<EventChanged> changes = run.state(Progress.class, Progress::new).changes;
        if (!changes.isEmpty()) {
            publisher.publishEvent(new EventsChanged(changes));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(List<Written> written) {
        Map<Long, Written> own = written.stream()
                .filter(one -> one.kind().equals(KIND))
                .collect(Collectors.toMap(Written::id, one -> one));
        heldRows.hold("event", own.keySet());
        Map<Long, Known> now = byId(own.keySet());
        List<Target> back = new ArrayList<>();
        List<Known> gone = new ArrayList<>();
        for (Written one : own.values()) {
            Known known = now.get(one.id());
            if (known == null || known.version() != one.version()) {
                throw new StaleRecord(KIND, one.id());
            }
            currentPerson.requireWriteFor(known.data().officeCode());
            known.review().refuseChange(currentPerson.get().mayOversee());
            if (one.before() == null) {
                gone.add(known);
            } else {
                EventData before = (EventData) one.before();
                currentPerson.requireWriteFor(before.officeCode());
                back.add(new Target(known, before));
            }
        }
        EntryRun run = new EntryRun(true, false);
        revise(back, run);
        refuseBusy(gone);
        Progress progress = run.state(Progress.class, Progress::new);
        gone.forEach(known -> progress.changes.add(new EventChanged(
                known.id(), EventFacts.of(known.data(), known.review().isApproved()), null)));
        // Before the rows go, so that the roll-ups that point to them can go first.
        finish(run);
        List<Long> ids = gone.stream().map(Known::id).toList();
        delete("event_sector", "event_id", ids);
        delete("event", "id", ids);
        changeLog.enterAll(
                KIND,
                gone.stream()
                        .map(known -> new ChangeLog.Entry(known.id(), known.data(), null))
                        .toList());
    }

    private void refuseBusy(List<Known> gone) {
        if (!gone.isEmpty()) {
            Integer busy = database.sql("select count(distinct event_id) from participation where event_id in (:ids)")
                    .param("ids", gone.stream().map(Known::id).toList())
                    .query(Integer.class)
                    .single();
            Refusal.when(busy > 0, null, "event.rows.busy", busy);
        }
    }
}
