package org.yuemao.zone;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/**
 * Zones entered many at a time. A row is about the one zone of its kind that has its name (in either language; width, case
 * and spaces do not matter) in its place, and about a new one where there is none.
 */
@Service
@PreAuthorize(Rights.WRITE)
@Transactional(propagation = Propagation.SUPPORTS)
public class ZoneRows implements RecordRows {
    private static final String KIND = "ZONE";

    private final List<EntryColumn<?>> columns;
    private final ZoneRules rules;
    private final KnownZones zones;
    private final ZoneFigureRepository figures;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    ZoneRows(
            Wording wording,
            PlaceChoices places,
            ZoneRules rules,
            KnownZones zones,
            ZoneFigureRepository figures,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.rules = rules;
        this.zones = zones;
        this.figures = figures;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
        columns = List.of(
                new EntryColumn<>("kind", "zone.kind", wording.choice(ZoneKind.class, "zone.kind."), Need.REQUIRED, 26),
                column("nameZh", CellTypes.text(ZoneRules.LONGEST), 34),
                column("nameEn", CellTypes.text(ZoneRules.LONGEST), 40),
                column("cityCode", CellTypes.choice(places.cities()), 12),
                column("countryCode", CellTypes.choice(places.countries()), 18),
                column("approvedOn", CellTypes.day(), 12),
                new EntryColumn<>(
                        "areaSqm", "zone.rows.areaSqm", CellTypes.number(2, ZoneRules.LARGEST_AREA), Need.OPTIONAL, 18),
                column("operator", CellTypes.text(ZoneRules.LONGEST), 26),
                column("sectors", CellTypes.choices(places.sectors()), 30));
    }

    private static EntryColumn<?> column(String id, CellType<?> type, int width) {
        return new EntryColumn<>(id, "zone." + id, type, Need.OPTIONAL, width);
    }

    @Override
    @PreAuthorize("permitAll()")
    public String kind() {
        return "zones";
    }

    @Override
    @PreAuthorize("permitAll()") // Asked at start, when nobody has signed in.
    public List<EntryColumn<?>> columns() {
        return columns;
    }

    private record Target(KnownZones.@Nullable Known known, ZoneData data) {
        KnownZones.Known old() {
            return Objects.requireNonNull(known);
        }
    }

    /** Which zones a run has written, and which new ones it has planned. */
    private static final class Progress {
        private final Set<Long> written = new HashSet<>();
        private final Map<ZoneKind, List<Planned>> planned = new EnumMap<>(ZoneKind.class);
    }

    private record Planned(ZoneData data, long row) {}

    @Override
    public List<RowPlan> plan(List<TypedRow> rows, EntryRun run) {
        Person person = currentPerson.get();
        List<RowReading> readings = rows.stream()
                .map(row -> RowReading.of(row, columns, run.blanksClear()))
                .toList();
        Map<ZoneKind, List<KnownZones.Known>> byKind = zones
                .ofKinds(readings.stream()
                        .map(reading -> reading.<ZoneKind>or("kind", null))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(known -> known.data().kind()));
        Map<Long, KnownZones.Known> byId = zones
                .withIds(rows.stream()
                        .map(TypedRow::record)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(KnownZones.Known::id, known -> known));
        List<RowPlan> plans = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Long record = rows.get(i).record();
            plans.add(
                    record == null
                            ? plan(person, rows.get(i), readings.get(i), byKind, run)
                            : plan(person, rows.get(i), readings.get(i), byId.get(record), run));
        }
        return plans;
    }

    /** A change of the zone itself, be it of its names or its kind. */
    private RowPlan plan(
            Person person, TypedRow row, RowReading reading, KnownZones.@Nullable Known known, EntryRun run) {
        if (known == null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone")));
        }
        ZoneKind kind = reading.or("kind", known.data().kind());
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        if (kind == null) {
            problems.putIfAbsent("kind", Problem.of("base.row.required"));
        } else if (kind != known.data().kind()) {
            int strange = figures.countByZoneIdAndMetricNotIn(known.id(), kind.metrics());
            if (strange > 0) {
                problems.putIfAbsent("kind", Problem.of("zone.refused.kind-counts-less", strange));
            }
        }
        if (kind == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Long before = run.seenBefore("#" + known.id(), row.number());
        return before == null
                ? plan(person, row, reading, read(reading, kind, known, false), known, new ArrayList<>())
                : RowPlan.twice(row, before);
    }

    private RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            Map<ZoneKind, List<KnownZones.Known>> byKind,
            EntryRun run) {
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        ZoneKind kind = reading.or("kind", null);
        String nameEn = reading.or("nameEn", null);
        String nameZh = reading.or("nameZh", null);
        if (kind == null) {
            problems.putIfAbsent("kind", Problem.of("base.row.required"));
        }
        if (nameEn == null && nameZh == null && !problems.containsKey("nameEn")) {
            problems.putIfAbsent("nameZh", Problem.of("zone.refused.name"));
        }
        if (kind == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Names names = new Names(nameEn, nameZh);
        String place = reading.or(kind.abroad() ? "countryCode" : "cityCode", null);
        List<Planned> planned =
                run.state(Progress.class, Progress::new).planned.computeIfAbsent(kind, key -> new ArrayList<>());
        for (Planned before : planned) {
            if (KnownZones.isMeant(before.data(), names, place)) {
                return RowPlan.twice(row, before.row());
            }
        }
        List<KnownZones.Known> alike = byKind.getOrDefault(kind, List.of()).stream()
                .filter(known -> KnownZones.isMeant(known.data(), names, place))
                .toList();
        if (alike.size() > 1) {
            return RowPlan.wrong(
                    row, Map.of(nameZh != null ? "nameZh" : "nameEn", Problem.of("zone.rows.ambiguous", alike.size())));
        }
        KnownZones.Known known = alike.isEmpty() ? null : alike.getFirst();
        Long before = known == null ? null : run.seenBefore("#" + known.id(), row.number());
        return before == null
                ? plan(person, row, reading, read(reading, kind, known, true), known, planned)
                : RowPlan.twice(row, before);
    }

    private RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            ZoneData data,
            KnownZones.@Nullable Known known,
            List<Planned> planned) {
        List<Change> changes = Change.between(known == null ? null : contents(known.data()), contents(data));
        if (known != null && changes.isEmpty()) {
            return new RowPlan(row, Verdict.UNCHANGED, Map.of(), Map.of(), changes, null);
        }
        if (known != null && !person.mayWriteFor(known.data().officeCode())) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("zone.rows.not-own")));
        }
        try {
            rules.check(data);
            ZoneRules.refuseForeignOffice(person, data);
        } catch (Refusal refusal) {
            return RowPlan.refused(row, refusal);
        }
        Map<String, Problem> remarks = new LinkedHashMap<>(reading.remarks());
        if (data.countryCode() == null && reading.or("countryCode", null) != null) {
            remarks.put("countryCode", Problem.of("zone.rows.no-country"));
        }
        if (known == null) {
            planned.add(new Planned(data, row.number()));
        }
        return new RowPlan(
                row,
                known == null ? Verdict.NEW : Verdict.CHANGED,
                Map.of(),
                remarks,
                changes,
                new Target(known, data));
    }

    private static ZoneData read(RowReading reading, ZoneKind kind, KnownZones.@Nullable Known known, boolean byName) {
        ZoneData kept = known == null ? null : known.data();
        return new ZoneData(
                kind,
                name(reading, "nameEn", kept == null ? null : kept.nameEn(), byName),
                name(reading, "nameZh", kept == null ? null : kept.nameZh(), byName),
                reading.or("cityCode", kept == null ? null : kept.cityCode()),
                reading.or("countryCode", kept == null ? null : kept.countryCode()),
                reading.or("approvedOn", kept == null ? null : kept.approvedOn()),
                reading.or("areaSqm", kept == null ? null : kept.areaSqm()),
                reading.or("operator", kept == null ? null : kept.operator()),
                Objects.requireNonNullElse(
                        reading.<Set<String>>or("sectors", kept == null ? null : kept.sectors()), Set.of()));
    }

    /** A name that found the zone is no wish to write it in another width. */
    private static @Nullable String name(RowReading reading, String column, @Nullable String kept, boolean byName) {
        String said = reading.or(column, kept);
        return byName && said != null && kept != null && Spelling.folded(said).equals(Spelling.folded(kept))
                ? kept
                : said;
    }

    private static Map<String, @Nullable Object> contents(ZoneData data) {
        Map<String, @Nullable Object> contents = new LinkedHashMap<>();
        contents.put("kind", data.kind());
        contents.put("nameZh", data.nameZh());
        contents.put("nameEn", data.nameEn());
        contents.put("cityCode", data.cityCode());
        contents.put("countryCode", data.countryCode());
        contents.put("approvedOn", data.approvedOn());
        contents.put("areaSqm", data.areaSqm());
        contents.put("operator", data.operator());
        contents.put("sectors", data.sectors().isEmpty() ? null : data.sectors());
        return contents;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<RowPlan> plans, EntryRun run) {
        insert(plans.stream().filter(plan -> plan.verdict() == Verdict.NEW).toList(), run);
        revise(
                plans.stream()
                        .filter(plan -> plan.verdict() == Verdict.CHANGED)
                        .map(ZoneRows::target)
                        .toList(),
                run);
    }

    private static Target target(RowPlan plan) {
        return (Target) Objects.requireNonNull(plan.target());
    }

    private void insert(List<RowPlan> plans, EntryRun run) {
        if (plans.isEmpty()) {
            return;
        }
        List<ZoneData> fresh = plans.stream().map(plan -> target(plan).data()).toList();
        List<Long> ids =
                Objects.requireNonNull(statements.execute((Connection connection) -> insert(connection, fresh)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            entries.add(new ChangeLog.Entry(ids.get(i), null, fresh.get(i)));
            run.wrote(new Written(KIND, ids.get(i), 0, null));
            // A later row that finds it as it is kept from now on says it twice all the same.
            run.seenBefore("#" + ids.get(i), plans.get(i).row().number());
        }
        run.state(Progress.class, Progress::new).written.addAll(ids);
        changeLog.enterAll(KIND, entries);
    }

    private List<Long> insert(Connection connection, List<ZoneData> fresh) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        List<Long> ids;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "zone",
                "version",
                "kind",
                "name_en",
                "name_zh",
                "city_code",
                "country_code",
                "approved_on",
                "area_sqm",
                "operator",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by")) {
            for (ZoneData data : fresh) {
                rows.add(
                        0L,
                        data.kind().name(),
                        data.nameEn(),
                        data.nameZh(),
                        data.cityCode(),
                        data.countryCode(),
                        data.approvedOn(),
                        data.areaSqm(),
                        data.operator(),
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

    private static void insertSectors(Connection connection, List<Long> ids, List<ZoneData> zones) throws SQLException {
        try (BatchedInsert rows = BatchedInsert.of(connection, "zone_sector", "zone_id", "sector_code")) {
            for (int i = 0; i < ids.size(); i++) {
                for (String sector : zones.get(i).sectors()) {
                    rows.add(ids.get(i), sector);
                }
            }
        }
    }

    private void revise(List<Target> changed, EntryRun run) {
        if (changed.isEmpty()) {
            return;
        }
        heldRows.hold("zone", changed.stream().map(target -> target.old().id()).toList());
        statements.execute((Connection connection) -> {
            update(connection, changed);
            return Boolean.TRUE;
        });
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (Target target : changed) {
            KnownZones.Known known = target.old();
            entries.add(new ChangeLog.Entry(known.id(), known.data(), target.data()));
            run.wrote(new Written(KIND, known.id(), known.version() + 1, known.data()));
            progress.written.add(known.id());
        }
        changeLog.enterAll(KIND, entries);
    }

    private void update(Connection connection, List<Target> changed) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        try (BatchedUpdate rows = BatchedUpdate.of(
                connection,
                "zone",
                KIND,
                "kind",
                "name_en",
                "name_zh",
                "city_code",
                "country_code",
                "approved_on",
                "area_sqm",
                "operator",
                "changed_at",
                "changed_by")) {
            for (Target target : changed) {
                ZoneData data = target.data();
                rows.add(
                        target.old().id(),
                        target.old().version(),
                        data.kind().name(),
                        data.nameEn(),
                        data.nameZh(),
                        data.cityCode(),
                        data.countryCode(),
                        data.approvedOn(),
                        data.areaSqm(),
                        data.operator(),
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
        delete("zone_sector", "zone_id", ids);
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
        Set<Long> written = run.state(Progress.class, Progress::new).written;
        if (!written.isEmpty()) {
            publisher.publishEvent(new ZonesChanged(written));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(List<Written> written) {
        Map<Long, Written> own = written.stream()
                .filter(one -> one.kind().equals(KIND))
                .collect(Collectors.toMap(Written::id, one -> one));
        heldRows.hold("zone", own.keySet());
        Map<Long, KnownZones.Known> now =
                zones.withIds(own.keySet()).stream().collect(Collectors.toMap(KnownZones.Known::id, known -> known));
        List<Target> back = new ArrayList<>();
        List<KnownZones.Known> gone = new ArrayList<>();
        for (Written one : own.values()) {
            KnownZones.Known known = now.get(one.id());
            if (known == null || known.version() != one.version()) {
                throw new StaleRecord(KIND, one.id());
            }
            currentPerson.requireWriteFor(known.data().officeCode());
            if (one.before() == null) {
                gone.add(known);
            } else {
                ZoneData before = (ZoneData) one.before();
                currentPerson.requireWriteFor(before.officeCode());
                back.add(new Target(known, before));
            }
        }
        EntryRun run = new EntryRun(true, false);
        revise(back, run);
        remove(gone, run);
        finish(run);
    }

    private void remove(List<KnownZones.Known> gone, EntryRun run) {
        if (gone.isEmpty()) {
            return;
        }
        List<Long> ids = gone.stream().map(KnownZones.Known::id).toList();
        Integer figures = database.sql("select count(*) from zone_figure where zone_id in (:ids)")
                .param("ids", ids)
                .query(Integer.class)
                .single();
        Refusal.when(figures > 0, null, "zone.rows.busy", figures);
        delete("zone_sector", "zone_id", ids);
        delete("zone", "id", ids);
        run.state(Progress.class, Progress::new).written.addAll(ids);
        changeLog.enterAll(
                KIND,
                gone.stream()
                        .map(known -> new ChangeLog.Entry(known.id(), known.data(), null))
                        .toList());
    }
}
