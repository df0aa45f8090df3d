package org.yuemao.participation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.yuemao.base.HeldRows;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.Sought;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.Wording;
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
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.IdentifiedBusiness;
import org.yuemao.business.IdentifiedBusiness.Unclear;
import org.yuemao.event.EventForm;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;

/**
 * Participations entered many at a time. A row is about the event with its code and the business that it identifies as
 * {@link BusinessRows} does; a business that is not kept yet is registered with it.
 */
@Service
@PreAuthorize(Rights.WRITE)
@Transactional(propagation = Propagation.SUPPORTS)
public class ParticipationRows implements RecordRows {
    private static final String KIND = "PARTICIPATION";
    private static final Set<String> OF_BUSINESS = Set.of(
            "creditCode",
            "missingCodeReason",
            "nameZh",
            "nameEn",
            "cityCode",
            "countryCode",
            "sectors",
            "size",
            "contact",
            "phone",
            "email",
            "website");

    private static final List<String> NAMES_BUSINESS = List.of("creditCode", "nameZh", "nameEn");

    private final List<EntryColumn<?>> columns;
    private final BusinessRows businesses;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    ParticipationRows(
            Wording wording,
            BusinessRows businesses,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.businesses = businesses;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
        columns = Stream.of(
                        Stream.of(
                                new EntryColumn<>("eventCode", "event.code", CellTypes.text(20), Need.REQUIRED, 15),
                                new EntryColumn<>(
                                        "eventName", "participation.event", CellTypes.text(400), Need.SHOWN, 34)),
                        businesses.columns().stream(),
                        Stream.of(
                                new EntryColumn<>(
                                        "role",
                                        "participation.role",
                                        wording.choice(ParticipationRole.class, "participation.role."),
                                        Need.OPTIONAL,
                                        14),
                                new EntryColumn<>(
                                        "attendance",
                                        "participation.attendance",
                                        wording.choice(Attendance.class, "participation.attendance."),
                                        Need.OPTIONAL,
                                        12),
                                amount("boothArea", ParticipationService.LARGEST_AREA),
                                amount("intendedDeals", ParticipationService.LARGEST),
                                amount("signedDeals", ParticipationService.LARGEST),
                                new EntryColumn<>(
                                        "remark",
                                        "participation.remark",
                                        CellTypes.longText(ParticipationService.LONGEST_REMARK),
                                        Need.OPTIONAL,
                                        30)))
                .<EntryColumn<?>>flatMap(part -> part)
                .toList();
    }

    private static EntryColumn<?> amount(String id, BigDecimal limit) {
        return new EntryColumn<>(id, "participation." + id, CellTypes.number(2, limit), Need.OPTIONAL, 18);
    }

    @Override
    @PreAuthorize("permitAll()")
    public String kind() {
        return "participations";
    }

    @Override
    @PreAuthorize("permitAll()") // Asked at start, when nobody has signed in.
    public List<EntryColumn<?>> columns() {
        return columns;
    }

    private record EventReference(long id, String officeCode, EventForm form, Review review) {}

    private record Known(long id, long version, EventReference event, ParticipationData data) {}

    private record Target(
            EventReference event,
            IdentifiedBusiness business,
            @Nullable Known known,
            ParticipationData data) {
        long businessId() {
            return switch (business) {
                case IdentifiedBusiness.Known one -> one.id();
                case IdentifiedBusiness.New one -> Objects.requireNonNull(one.id());
                case Unclear one -> throw new IllegalStateException("Nobody to write about");
            };
        }
    }

    /** What a run knows until it ends: events by code, and what it has changed. */
    private static final class Progress {
        private final Map<String, Optional<EventReference>> events = new HashMap<>();
        private final ManyParticipationChanges changes = new ManyParticipationChanges();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(List<TypedRow> rows) {
        Set<Long> events = new HashSet<>(eventsOf(
                rows.stream().map(TypedRow::record).filter(Objects::nonNull).collect(Collectors.toSet())));
        events(rows, new EntryRun(true, false)).values().forEach(event -> event.ifPresent(one -> events.add(one.id())));
        heldRows.hold("event", events);
    }

    @Override
    public List<RowPlan> plan(List<TypedRow> rows, EntryRun run) {
        Person person = currentPerson.get();
        Map<String, Optional<EventReference>> events = events(rows, run);
        List<IdentifiedBusiness> identified = businesses.identify(
                rows.stream().map(ParticipationRows::businessOf).toList());
        Map<String, Known> known = known(rows, events, identified);
        Map<Long, Known> byId = byId(rows);
        List<RowPlan> plans = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            TypedRow row = rows.get(i);
            plans.add(
                    row.record() == null
                            ? plan(person, row, events, identified.get(i), known, run)
                            : plan(row, byId.get(row.record()), identified.get(i), run));
        }
        return plans;
    }

    private Map<Long, Known> byId(List<TypedRow> rows) {
        Set<Long> ids =
                rows.stream().map(TypedRow::record).filter(Objects::nonNull).collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : load("id", ids).values().stream().collect(Collectors.toMap(Known::id, known -> known));
    }

    /** A change of the participation itself: its event and business stay. */
    private RowPlan plan(TypedRow row, @Nullable Known known, IdentifiedBusiness business, EntryRun run) {
        if (known == null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone")));
        }
        if (!currentPerson.get().mayWriteFor(known.event().officeCode())) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("participation.rows.not-own")));
        }
        RowReading reading = RowReading.of(row, columns, run.blanksClear());
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        boolean names =
                NAMES_BUSINESS.stream().anyMatch(column -> !row.at(column).isBlank());
        boolean another = names
                && !(business instanceof IdentifiedBusiness.Known same
                        && same.id() == known.data().businessId());
        if (another) {
            NAMES_BUSINESS.stream()
                    .filter(column -> !row.at(column).isBlank())
                    .findFirst()
                    .ifPresent(column -> problems.put(column, Problem.of("participation.rows.other-business")));
        }
        return problems.isEmpty()
                ? plan(
                        currentPerson.get(),
                        row,
                        reading,
                        known.event(),
                        business,
                        known,
                        new LinkedHashMap<>(reading.remarks()),
                        "#" + known.data().businessId(),
                        run)
                : RowPlan.wrong(row, problems);
    }

    private static TypedRow businessOf(TypedRow row) {
        return new TypedRow(
                row.number(),
                row.cells().entrySet().stream()
                        .filter(cell -> OF_BUSINESS.contains(cell.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static String eventCode(TypedRow row) {
        return row.at("eventCode").strip().toUpperCase(Locale.ROOT);
    }

    private Map<String, Optional<EventReference>> events(List<TypedRow> rows, EntryRun run) {
        Map<String, Optional<EventReference>> events = run.state(Progress.class, Progress::new).events;
        Set<String> unknown = rows.stream()
                .map(ParticipationRows::eventCode)
                .filter(code -> !code.isEmpty() && !events.containsKey(code))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!unknown.isEmpty()) {
            unknown.forEach(code -> events.put(code, Optional.empty()));
            database.sql("select code, id, office_code, form, review_state from event where code in (:codes)")
                    .param("codes", unknown)
                    .query(row -> {
                        events.put(
                                row.getString(1),
                                Optional.of(new EventReference(
                                        row.getLong(2),
                                        row.getString(3),
                                        EventForm.valueOf(row.getString(4)),
                                        new Review(ReviewState.valueOf(row.getString(5)), null))));
                    });
        }
        return events;
    }

    private Map<String, Known> known(
            List<TypedRow> rows, Map<String, Optional<EventReference>> events, List<IdentifiedBusiness> identified) {
        Set<Long> eventIds = rows.stream()
                .map(row -> events.getOrDefault(eventCode(row), Optional.empty()))
                .flatMap(Optional::stream)
                .map(EventReference::id)
                .collect(Collectors.toSet());
        Set<Long> businessIds = identified.stream()
                .filter(IdentifiedBusiness.Known.class::isInstance)
                .map(one -> ((IdentifiedBusiness.Known) one).id())
                .collect(Collectors.toSet());
        Map<String, Known> known = new HashMap<>();
        if (eventIds.isEmpty() || businessIds.isEmpty()) {
            return known;
        }
        // By the fewer of both: an event has thousands of businesses, a business tens of events.
        load("business_id", businessIds).forEach((key, one) -> {
            if (eventIds.contains(Long.valueOf(key.substring(0, key.indexOf(' '))))) {
                known.put(key, one);
            }
        });
        return known;
    }

    private Map<String, Known> load(String key, Set<Long> some) {
        Map<String, Known> loaded = new HashMap<>();
        if (some.isEmpty()) {
            return loaded;
        }
        database.sql("select p.*, e.office_code, e.form, e.review_state from " + Sought.ids("some")
                        + " join participation p on p." + key + " = sought.id join event e on e.id = p.event_id")
                .param("some", Sought.ids(some))
                .query(row -> {
                    loaded.put(
                            key(row.getLong("event_id"), row.getLong("business_id")),
                            new Known(
                                    row.getLong("id"),
                                    row.getLong("version"),
                                    new EventReference(
                                            row.getLong("event_id"),
                                            row.getString("office_code"),
                                            EventForm.valueOf(row.getString("form")),
                                            new Review(ReviewState.valueOf(row.getString("review_state")), null)),
                                    new ParticipationData(
                                            row.getLong("business_id"),
                                            ParticipationRole.valueOf(row.getString("role")),
                                            Attendance.valueOf(row.getString("attendance")),
                                            row.getBigDecimal("booth_area_sqm"),
                                            row.getBigDecimal("intended_deals"),
                                            row.getBigDecimal("signed_deals"),
                                            row.getString("remark"))));
                });
        return loaded;
    }

    private static String key(long eventId, long businessId) {
        return eventId + " " + businessId;
    }

    private RowPlan plan(
            Person person,
            TypedRow row,
            Map<String, Optional<EventReference>> events,
            IdentifiedBusiness business,
            Map<String, Known> known,
            EntryRun run) {
        RowReading reading = RowReading.of(row, columns, run.blanksClear());
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        EventReference event =
                events.getOrDefault(eventCode(row), Optional.empty()).orElse(null);
        if (event == null) {
            problems.put(
                    "eventCode",
                    eventCode(row).isEmpty()
                            ? Problem.of("base.row.required")
                            : Problem.of("participation.rows.event", eventCode(row)));
        } else if (!person.mayWriteFor(event.officeCode())) {
            problems.put("eventCode", Problem.of("participation.rows.not-own"));
        }
        if (business instanceof Unclear unclear) {
            problems.putAll(unclear.problems());
        }
        if (event == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Map<String, Problem> remarks = new LinkedHashMap<>(reading.remarks());
        return switch (business) {
            case IdentifiedBusiness.Known one -> {
                remarks.putAll(one.remarks());
                yield plan(
                        person,
                        row,
                        reading,
                        event,
                        one,
                        known.get(key(event.id(), one.id())),
                        remarks,
                        "#" + one.id(),
                        run);
            }
            case IdentifiedBusiness.New one ->
                plan(
                        person,
                        row,
                        reading,
                        event,
                        one,
                        null,
                        remarks,
                        one.data().creditCode()
                                + one.data().nameZh()
                                + one.data().nameEn()
                                + one.data().cityCode()
                                + one.data().countryCode(),
                        run);
            case Unclear unclear -> RowPlan.wrong(row, problems);
        };
    }

    private static RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            EventReference event,
            IdentifiedBusiness business,
            @Nullable Known known,
            Map<String, Problem> remarks,
            String businessKey,
            EntryRun run) {
        Long before = run.seenBefore(event.id() + " " + businessKey, row.number());
        if (before != null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.row.twice", before)));
        }
        ParticipationData kept = known == null ? null : known.data();
        ParticipationData data = new ParticipationData(
                kept == null ? 0 : kept.businessId(),
                Objects.requireNonNullElse(
                        reading.or("role", kept == null ? null : kept.role()), ParticipationRole.EXHIBITOR),
                Objects.requireNonNullElse(
                        reading.or("attendance", kept == null ? null : kept.attendance()),
                        Objects.requireNonNullElse(Attendance.usualAt(event.form()), Attendance.ON_SITE)),
                reading.or("boothArea", kept == null ? null : kept.boothArea()),
                reading.or("intendedDeals", kept == null ? null : kept.intendedDeals()),
                reading.or("signedDeals", kept == null ? null : kept.signedDeals()),
                reading.or("remark", kept == null ? null : kept.remark()));
        List<Change> changes = changes(kept, data);
        if (kept != null && changes.isEmpty()) {
            return new RowPlan(row, Verdict.UNCHANGED, Map.of(), remarks, changes, null);
        }
        Optional<Refusal> closed = event.review().refusal(person.mayOversee(), ParticipationService.EVENT_CLOSED);
        if (closed.isPresent()) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of(closed.get())));
        }
        if (kept == null && business instanceof IdentifiedBusiness.New fresh) {
            changes.addAll(0, newBusiness(fresh.data()));
        }
        return new RowPlan(
                row,
                kept == null ? Verdict.NEW : Verdict.CHANGED,
                Map.of(),
                remarks,
                changes,
                new Target(event, business, known, data));
    }

    private static List<Change> newBusiness(BusinessData data) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change("creditCode", null, data.creditCode()));
        changes.add(new Change("nameZh", null, data.nameZh()));
        changes.add(new Change("nameEn", null, data.nameEn()));
        changes.removeIf(change -> change.after() == null);
        return changes;
    }

    private static List<Change> changes(@Nullable ParticipationData before, ParticipationData after) {
        List<Change> changes = new ArrayList<>();
        change(changes, "role", before == null ? null : before.role(), after.role());
        change(changes, "attendance", before == null ? null : before.attendance(), after.attendance());
        change(changes, "boothArea", before == null ? null : before.boothArea(), after.boothArea());
        change(changes, "intendedDeals", before == null ? null : before.intendedDeals(), after.intendedDeals());
        change(changes, "signedDeals", before == null ? null : before.signedDeals(), after.signedDeals());
        change(changes, "remark", before == null ? null : before.remark(), after.remark());
        return changes;
    }

    private static void change(List<Change> changes, String column, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(column, before, after));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<RowPlan> plans, EntryRun run) {
        List<RowPlan> freshPlans =
                plans.stream().filter(plan -> plan.verdict() == Verdict.NEW).toList();
        List<Target> fresh = targets(plans, Verdict.NEW);
        List<Target> changed = targets(plans, Verdict.CHANGED);
        // The events before anything else: who enters into one of them meanwhile waits there, holding nothing yet.
        heldRows.hold(
                "event",
                Stream.concat(fresh.stream(), changed.stream())
                        .map(target -> target.event().id())
                        .toList());
        refuseClosed(fresh, changed);
        businesses.register(
                fresh.stream()
                        .map(Target::business)
                        .filter(IdentifiedBusiness.New.class::isInstance)
                        .map(IdentifiedBusiness.New.class::cast)
                        .filter(one -> one.id() == null)
                        .distinct()
                        .toList(),
                run);
        insert(fresh, run);
        for (int i = 0; i < fresh.size(); i++) {
            // A later row that finds it as it is kept from now on says it twice all the same.
            run.seenBefore(
                    fresh.get(i).event().id() + " #" + fresh.get(i).businessId(),
                    freshPlans.get(i).row().number());
        }
        revise(changed, run);
    }

    /** An event may have been approved after its rows were looked at, and before it was held. */
    private void refuseClosed(List<Target> fresh, List<Target> changed) {
        Set<Long> events = Stream.concat(fresh.stream(), changed.stream())
                .map(target -> target.event().id())
                .collect(Collectors.toSet());
        if (currentPerson.get().mayOversee() || events.isEmpty()) {
            return;
        }
        database.sql("select e.id from " + Sought.ids("ids") + " join event e on e.id = sought.id"
                        + " where e.review_state in ('SUBMITTED', 'APPROVED') limit 1")
                .param("ids", Sought.ids(events))
                .query(Long.class)
                .optional()
                .ifPresent(closed -> {
                    throw new StaleRecord("EVENT", closed);
                });
    }

    private static List<Target> targets(List<RowPlan> plans, Verdict verdict) {
        return plans.stream()
                .filter(plan -> plan.verdict() == verdict)
                .map(plan -> (Target) Objects.requireNonNull(plan.target()))
                .toList();
    }

    private void insert(List<Target> fresh, EntryRun run) {
        if (fresh.isEmpty()) {
            return;
        }
        List<Long> ids =
                Objects.requireNonNull(statements.execute((Connection connection) -> insert(connection, fresh)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (int i = 0; i < ids.size(); i++) {
            Target target = fresh.get(i);
            ParticipationData data = target.data().of(target.businessId());
            entries.add(new ChangeLog.Entry(ids.get(i), null, data));
            run.wrote(new Written(KIND, ids.get(i), 0, null));
            progress.changes.add(new ParticipationChanged(
                    ids.get(i), target.event().id(), data.businessId(), null, data.contribution()));
        }
        changeLog.enterAll(KIND, entries);
    }

    private List<Long> insert(Connection connection, List<Target> fresh) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "participation",
                "version",
                "event_id",
                "business_id",
                "role",
                "attendance",
                "booth_area_sqm",
                "intended_deals",
                "signed_deals",
                "remark",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by")) {
            for (Target target : fresh) {
                ParticipationData data = target.data();
                rows.add(
                        0L,
                        target.event().id(),
                        target.businessId(),
                        data.role().name(),
                        data.attendance().name(),
                        data.boothArea(),
                        data.intendedDeals(),
                        data.signedDeals(),
                        data.remark(),
                        now,
                        person,
                        now,
                        person);
            }
            return rows.ids();
        }
    }

    private void revise(List<Target> changed, EntryRun run) {
        if (changed.isEmpty()) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        statements.execute((Connection connection) -> {
            try (PreparedStatement update = connection.prepareStatement("""
                            update participation set version = version + 1, role = ?, attendance = ?, booth_area_sqm = ?,
                                intended_deals = ?, signed_deals = ?, remark = ?, changed_at = ?, changed_by = ?
                            where id = ? and version = ?""")) {
                for (Target target : changed) {
                    ParticipationData data = target.data();
                    Known known = Objects.requireNonNull(target.known());
                    @Nullable
                    Object[] content = {
                        data.role().name(),
                        data.attendance().name(),
                        data.boothArea(),
                        data.intendedDeals(),
                        data.signedDeals(),
                        data.remark(),
                        now,
                        person,
                        known.id(),
                        known.version()
                    };
                    for (int i = 0; i < content.length; i++) {
                        update.setObject(i + 1, content[i]);
                    }
                    update.addBatch();
                }
                int[] counts = update.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] == 0) {
                        throw new StaleRecord(
                                KIND,
                                Objects.requireNonNull(changed.get(i).known()).id());
                    }
                }
            }
            return Boolean.TRUE;
        });
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (Target target : changed) {
            Known known = Objects.requireNonNull(target.known());
            entries.add(new ChangeLog.Entry(known.id(), known.data(), target.data()));
            run.wrote(new Written(KIND, known.id(), known.version() + 1, known.data()));
            progress.changes.add(new ParticipationChanged(
                    known.id(),
                    target.event().id(),
                    target.data().businessId(),
                    known.data().contribution(),
                    target.data().contribution()));
        }
        changeLog.enterAll(KIND, entries);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(EntryRun run) {
        tell(run.state(Progress.class, Progress::new));
        businesses.finish(run);
    }

    private void tell(Progress progress) {
        ManyParticipationChanges changes = progress.changes;
        if (changes.size() == 0) {
            return;
        }
        // Not before: whoever writes about one of them in another event would have to wait for the whole import.
        heldRows.hold("event", changes.eventIds());
        Set<Long> businessIds = changes.businessIds();
        heldRows.hold("business", businessIds);
        changes.inPortions(portion -> publisher.publishEvent(
                changes.size() == 1
                        ? portion.getFirst()
                        : new ParticipationsChanged(
                                portion.stream()
                                        .map(ParticipationChanged::eventId)
                                        .collect(Collectors.toSet()),
                                portion)));
        refuseMerged(businessIds);
    }

    /** A business may have been merged into another after its row was looked at, and before it was held. */
    private void refuseMerged(Set<Long> ids) {
        database.sql("select b.id from " + Sought.ids("ids")
                        + " join business b on b.id = sought.id where b.merged_into is not null limit 1")
                .param("ids", Sought.ids(ids))
                .query(Long.class)
                .optional()
                .ifPresent(merged -> {
                    throw new StaleRecord("BUSINESS", merged);
                });
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(List<Written> written) {
        List<Written> own =
                written.stream().filter(one -> one.kind().equals(KIND)).toList();
        Set<Long> ids = own.stream().map(Written::id).collect(Collectors.toSet());
        // In the order of every write, and before anything is looked at: who writes about an event holds it.
        heldRows.hold("event", eventsOf(ids));
        Map<Long, Known> now = new HashMap<>();
        load("id", ids).values().forEach(known -> now.put(known.id(), known));
        heldRows.hold(
                "business",
                Stream.concat(
                                written.stream()
                                        .filter(one -> one.kind().equals("BUSINESS"))
                                        .map(Written::id),
                                now.values().stream().map(known -> known.data().businessId()))
                        .toList());
        EntryRun run = new EntryRun(true, false);
        List<Target> back = new ArrayList<>();
        List<Known> gone = new ArrayList<>();
        for (Written one : own) {
            Known known = now.get(one.id());
            if (known == null || known.version() != one.version()) {
                throw new StaleRecord(KIND, one.id());
            }
            currentPerson.requireWriteFor(known.event().officeCode());
            known.event().review().refuseChange(currentPerson.get().mayOversee(), ParticipationService.EVENT_CLOSED);
            if (one.before() == null) {
                gone.add(known);
            } else {
                back.add(new Target(known.event(), new Unclear(Map.of()), known, (ParticipationData) one.before()));
            }
        }
        revise(back, run);
        Progress progress = run.state(Progress.class, Progress::new);
        statements.batchUpdate(
                "delete from participation where id = ?",
                gone,
                1000,
                (statement, known) -> statement.setLong(1, known.id()));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (Known known : gone) {
            ParticipationData data = known.data();
            entries.add(new ChangeLog.Entry(known.id(), data, null));
            progress.changes.add(new ParticipationChanged(
                    known.id(), known.event().id(), data.businessId(), data.contribution(), null));
        }
        changeLog.enterAll(KIND, entries);
        tell(progress);
        businesses.takeBack(written);
    }

    private List<Long> eventsOf(Set<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.sql("select distinct event_id from participation where id in (:ids)")
                        .param("ids", ids)
                        .query(Long.class)
                        .list();
    }
}
