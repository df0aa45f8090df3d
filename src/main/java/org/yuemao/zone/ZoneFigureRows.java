package org.yuemao.zone;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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
import org.yuemao.base.BatchedUpdate;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.TypedNumber;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.EntryRun.Written;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.Reading;
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
 * Figures of zones entered many at a time, in either of two forms: a row for each figure (metric and amount), or a row for
 * each zone and period with a column for each metric, which plans as many figures as it has amounts. Zone, period and metric
 * say which figure it is. Where blank cells empty what is kept, a blank one takes the figure away.
 */
@Service
@PreAuthorize(Rights.WRITE)
@Transactional(propagation = Propagation.SUPPORTS)
public class ZoneFigureRows implements RecordRows {
    private static final String KIND = "ZONE_FIGURE";

    /** Names the zone of a row by its id, where a sheet knows it; no column of a file is called so. */
    public static final String ZONE_ID = "zoneId";

    /** Stands for the version of a figure that a run has taken away. */
    private static final long GONE = -1;

    private final List<EntryColumn<?>> columns;
    private final KnownZones zones;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    ZoneFigureRows(
            Wording wording,
            PlaceChoices places,
            KnownZones zones,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.zones = zones;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
        List<EntryColumn<?>> about = List.of(
                column("zoneKind", wording.choice(ZoneKind.class, "zone.kind."), 26),
                column("zoneNameZh", CellTypes.text(ZoneRules.LONGEST), 34),
                column("zoneNameEn", CellTypes.text(ZoneRules.LONGEST), 40),
                column("cityCode", CellTypes.choice(places.cities()), 12),
                column("countryCode", CellTypes.choice(places.countries()), 18),
                new EntryColumn<>("period", "zone.rows.period", CellTypes.period(), Need.REQUIRED, 10),
                column("metric", wording.choice(Metric.class, "zone.metric."), 20),
                column("amount", new AmountCell(null), 20));
        columns = Stream.<EntryColumn<?>>concat(
                        about.stream(),
                        Stream.of(Metric.values()).map(metric -> column(metric.name(), new AmountCell(metric), 20)))
                .toList();
    }

    private static EntryColumn<?> column(String id, CellType<?> type, int width) {
        return new EntryColumn<>(id, "zone.rows." + id, type, Need.OPTIONAL, width);
    }

    /** An amount of the metric, of any where none is given; with more decimals than are kept it is refused, not rounded. */
    private record AmountCell(@Nullable Metric metric) implements CellType<BigDecimal> {
        @Override
        public Shape shape() {
            return Shape.NUMBER;
        }

        @Override
        public Reading<BigDecimal> read(String typed) {
            BigDecimal number = TypedNumber.parse(typed).orElse(null);
            if (number == null) {
                return Reading.problem(
                        TypedNumber.isRoundedForm(typed) ? "base.cell.number.rounded" : "base.number.bad");
            }
            try {
                // A metric with the most decimals stands for those that are not known yet.
                return Reading.of(ZoneRules.checkedAmount(metric == null ? Metric.EXPORTS : metric, number));
            } catch (Refusal refusal) {
                return new Reading.Unreadable<>(Problem.of(refusal));
            }
        }

        @Override
        public String write(BigDecimal value, Locale locale) {
            return value.stripTrailingZeros().toPlainString();
        }

        @Override
        public int decimals() {
            return metric == null ? Metric.Unit.CNY.decimals() : metric.unit().decimals();
        }
    }

    @Override
    @PreAuthorize("permitAll()")
    public String kind() {
        return "zone-figures";
    }

    @Override
    @PreAuthorize("permitAll()") // Asked at start, when nobody has signed in.
    public List<EntryColumn<?>> columns() {
        return columns;
    }

    /** The columns of a row for each figure, without those of the other form. */
    @PreAuthorize(Rights.READ)
    public List<EntryColumn<?>> columnsOfOne() {
        Set<String> metrics = Stream.of(Metric.values()).map(Metric::name).collect(Collectors.toSet());
        return columns.stream().filter(column -> !metrics.contains(column.id())).toList();
    }

    private record Key(long zoneId, Period period, Metric metric) {}

    private record Known(long id, long version, ZoneFigureEntity.Data data, Review review) {}

    /** What a row says of one figure: in which column, and how much, or that it is to go. */
    private record Said(
            String column, Metric metric, @Nullable BigDecimal amount) {}

    /** What is to be written of one figure; it goes where there is no amount. */
    private record Target(
            Key key,
            ZoneKind zoneKind,
            @Nullable Known known,
            @Nullable BigDecimal amount) {
        Known old() {
            return Objects.requireNonNull(known);
        }

        ZoneFigureEntity.Data data() {
            return new ZoneFigureEntity.Data(key.zoneId(), key.period(), key.metric(), Objects.requireNonNull(amount));
        }
    }

    /** What one row writes. */
    private record Targets(List<Target> figures) {}

    /** The zones as a run found them, and which of them it has written figures of. */
    private static final class Progress {
        private @Nullable List<KnownZones.Known> zones;
        private final Set<Long> written = new HashSet<>();
    }

    @Override
    public List<RowPlan> plan(List<TypedRow> rows, EntryRun run) {
        Person person = currentPerson.get();
        Progress progress = run.state(Progress.class, Progress::new);
        List<KnownZones.Known> all = progress.zones;
        if (all == null) {
            all = zones.all();
            progress.zones = all;
        }
        List<RowReading> readings = rows.stream()
                .map(row -> RowReading.of(row, columns, run.blanksClear()))
                .toList();
        List<Zoned> zoned = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            zoned.add(zoned(rows.get(i), readings.get(i), all));
        }
        Map<Key, Known> known = known(zoned, readings);
        Map<Long, Known> byId = withIds(
                rows.stream().map(TypedRow::record).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<RowPlan> plans = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Long record = rows.get(i).record();
            plans.add(
                    record == null
                            ? plan(person, rows.get(i), readings.get(i), zoned.get(i), known, run)
                            : plan(person, rows.get(i), readings.get(i), byId.get(record), all, run));
        }
        return plans;
    }

    /** A change of the figure itself: its zone, period and metric stay. */
    private static RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            @Nullable Known known,
            List<KnownZones.Known> all,
            EntryRun run) {
        KnownZones.Known zone = known == null
                ? null
                : all.stream()
                        .filter(one -> one.id() == known.data().zoneId())
                        .findFirst()
                        .orElse(null);
        if (known == null || zone == null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone")));
        }
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        ZoneFigureEntity.Data kept = known.data();
        if (!kept.period().equals(reading.<Period>or("period", kept.period()))) {
            problems.putIfAbsent("period", Problem.of("zone.rows.keeps"));
        }
        if (kept.metric() != reading.<Metric>or("metric", kept.metric())) {
            problems.putIfAbsent("metric", Problem.of("zone.rows.keeps"));
        }
        BigDecimal amount = reading.or("amount", kept.amount());
        if (amount != null
                && kept.metric().unit().decimals() == 0
                && amount.stripTrailingZeros().scale() > 0) {
            problems.putIfAbsent("amount", Problem.of("base.number.bad-whole"));
        }
        if (!person.mayWriteFor(zone.data().officeCode())) {
            problems.putIfAbsent(RowPlan.WHOLE_ROW, Problem.of("zone.rows.not-own"));
        }
        return problems.isEmpty()
                ? plan(
                        person,
                        row,
                        reading,
                        zone,
                        kept.period(),
                        List.of(new Said("amount", kept.metric(), amount)),
                        Map.of(keyOf(known), known),
                        run)
                : RowPlan.wrong(row, problems);
    }

    /** The zone that a row names, if it can be told, and otherwise why not. */
    private record Zoned(KnownZones.@Nullable Known zone, Map<String, Problem> problems) {}

    private static Zoned zoned(TypedRow row, RowReading reading, List<KnownZones.Known> all) {
        return row.at(ZONE_ID).isEmpty()
                ? named(reading, all)
                : all.stream()
                        .filter(known -> row.at(ZONE_ID).equals(Long.toString(known.id())))
                        .findFirst()
                        .map(known -> new Zoned(known, reading.problems()))
                        .orElseGet(() -> new Zoned(null, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone"))));
    }

    private static Zoned named(RowReading reading, List<KnownZones.Known> all) {
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        String nameEn = reading.or("zoneNameEn", null);
        String nameZh = reading.or("zoneNameZh", null);
        if (nameEn == null && nameZh == null && !problems.containsKey("zoneNameEn")) {
            problems.putIfAbsent("zoneNameZh", Problem.of("zone.refused.name"));
        }
        if (nameEn == null && nameZh == null || !problems.isEmpty()) {
            return new Zoned(null, problems);
        }
        Names names = new Names(nameEn, nameZh);
        ZoneKind kind = reading.or("zoneKind", null);
        String city = reading.or("cityCode", null);
        String country = reading.or("countryCode", null);
        List<KnownZones.Known> meant = all.stream()
                .filter(known -> kind == null || kind == known.data().kind())
                // A warehouse abroad also has a city, whose bureau looks after it.
                .filter(known -> city == null || city.equals(known.data().cityCode()))
                .filter(known -> country == null || country.equals(known.data().countryCode()))
                .filter(known -> KnownZones.isMeant(known.data(), names, null))
                .toList();
        if (meant.size() == 1) {
            return new Zoned(meant.getFirst(), problems);
        }
        problems.put(
                nameZh != null ? "zoneNameZh" : "zoneNameEn",
                meant.isEmpty()
                        ? Problem.of("zone.rows.unknown", Objects.requireNonNullElse(nameZh, nameEn))
                        : Problem.of("zone.rows.ambiguous", meant.size()));
        return new Zoned(null, problems);
    }

    private Map<Key, Known> known(List<Zoned> zoned, List<RowReading> readings) {
        Set<Long> ids = zoned.stream()
                .map(Zoned::zone)
                .filter(Objects::nonNull)
                .map(KnownZones.Known::id)
                .collect(Collectors.toSet());
        Set<String> periods = readings.stream()
                .map(reading -> reading.<Period>or("period", null))
                .filter(Objects::nonNull)
                .map(Period::toString)
                .collect(Collectors.toSet());
        Map<Key, Known> known = new HashMap<>();
        if (!ids.isEmpty() && !periods.isEmpty()) {
            database.sql("select * from zone_figure where zone_id in (:zones) and period in (:periods)")
                    .param("zones", ids)
                    .param("periods", periods)
                    .query((row, index) -> figure(
                            row.getLong("id"),
                            row.getLong("version"),
                            row.getLong("zone_id"),
                            row.getString("period"),
                            row.getString("metric"),
                            row.getBigDecimal("amount"),
                            row.getString("review_state")))
                    .list()
                    .forEach(one -> known.put(keyOf(one), one));
        }
        return known;
    }

    private static Known figure(
            long id, long version, long zoneId, String period, String metric, BigDecimal amount, String reviewState) {
        return new Known(
                id,
                version,
                new ZoneFigureEntity.Data(zoneId, Period.of(period), Metric.valueOf(metric), amount.setScale(2)),
                new Review(ReviewState.valueOf(reviewState), null));
    }

    private static Key keyOf(Known known) {
        return new Key(
                known.data().zoneId(), known.data().period(), known.data().metric());
    }

    private static RowPlan plan(
            Person person, TypedRow row, RowReading reading, Zoned zoned, Map<Key, Known> known, EntryRun run) {
        Map<String, Problem> problems = new LinkedHashMap<>(zoned.problems());
        Period period = reading.or("period", null);
        if (period == null) {
            problems.putIfAbsent("period", Problem.of("base.row.required"));
        }
        List<Said> said = said(row, reading, problems);
        KnownZones.Known zone = zoned.zone();
        if (zone != null) {
            for (Said one : said) {
                if (one.amount() != null && !zone.data().kind().metrics().contains(one.metric())) {
                    problems.putIfAbsent(
                            one.column().equals("amount") ? "metric" : one.column(), Problem.of("zone.refused.metric"));
                }
            }
            if (!person.mayWriteFor(zone.data().officeCode())) {
                problems.putIfAbsent(RowPlan.WHOLE_ROW, Problem.of("zone.rows.not-own"));
            }
        }
        if (zone == null || period == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        return plan(person, row, reading, zone, period, said, known, run);
    }

    private static RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            KnownZones.Known zone,
            Period period,
            List<Said> said,
            Map<Key, Known> known,
            EntryRun run) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Said one : said) {
            Key key = new Key(zone.id(), period, one.metric());
            Long before = run.seenBefore(key.zoneId() + " " + period + " " + one.metric(), row.number());
            if (before != null) {
                problems.put(
                        one.column().equals("amount") ? RowPlan.WHOLE_ROW : one.column(),
                        Problem.of("base.row.twice", before));
                continue;
            }
            Known kept = known.get(key);
            BigDecimal keptAmount = kept == null ? null : kept.data().amount();
            if (!Objects.equals(keptAmount, one.amount())) {
                if (kept != null) {
                    kept.review()
                            .refusal(person.mayOversee(), "base.review.refused.")
                            .ifPresent(closed -> problems.put(one.column(), Problem.of(closed)));
                }
                changes.add(new Change(one.column(), keptAmount, one.amount()));
                targets.add(new Target(key, zone.data().kind(), kept, one.amount()));
            }
        }
        if (!problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Verdict verdict = changes.isEmpty()
                ? Verdict.UNCHANGED
                : changes.size() == said.size() && targets.stream().allMatch(target -> target.known() == null)
                        ? Verdict.NEW
                        : Verdict.CHANGED;
        return new RowPlan(
                row,
                verdict,
                Map.of(),
                reading.remarks(),
                changes,
                verdict == Verdict.UNCHANGED ? null : new Targets(targets));
    }

    /** The figures of which the row says something, in whichever of the two forms it is. */
    private static List<Said> said(TypedRow row, RowReading reading, Map<String, Problem> problems) {
        List<Said> wide = new ArrayList<>();
        boolean hasWide = false;
        for (Metric metric : Metric.values()) {
            hasWide |= row.cells().containsKey(metric.name());
            if (reading.says(metric.name())) {
                wide.add(new Said(metric.name(), metric, reading.or(metric.name(), null)));
            }
        }
        Metric metric = reading.or("metric", null);
        BigDecimal amount = reading.or("amount", null);
        boolean isLong = metric != null
                || amount != null
                || reading.problems().containsKey("metric")
                || reading.problems().containsKey("amount");
        if (!isLong) {
            if (!hasWide) {
                problems.putIfAbsent("amount", Problem.of("zone.rows.no-figure"));
            }
            return wide;
        }
        if (wide.stream().anyMatch(one -> one.amount() != null)) {
            problems.putIfAbsent("amount", Problem.of("zone.rows.both-forms"));
            return List.of();
        }
        if (metric == null) {
            problems.putIfAbsent("metric", Problem.of("base.row.required"));
            return List.of();
        }
        if (amount == null && !reading.says("amount")) {
            problems.putIfAbsent("amount", Problem.of("base.row.required"));
            return List.of();
        }
        if (amount != null
                && metric.unit().decimals() == 0
                && amount.stripTrailingZeros().scale() > 0) {
            problems.putIfAbsent("amount", Problem.of("base.number.bad-whole"));
        }
        return List.of(new Said("amount", metric, amount));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<RowPlan> plans, EntryRun run) {
        writeFigures(
                plans.stream()
                        .map(RowPlan::target)
                        .filter(Objects::nonNull)
                        .flatMap(targets -> ((Targets) targets).figures().stream())
                        .toList(),
                run);
    }

    private void writeFigures(List<Target> targets, EntryRun run) {
        if (targets.isEmpty()) {
            return;
        }
        holdZones(targets);
        insert(
                targets.stream()
                        .filter(target -> target.known() == null && target.amount() != null)
                        .toList(),
                run);
        amend(
                targets.stream()
                        .filter(target -> target.known() != null && target.amount() != null)
                        .toList(),
                run);
        remove(
                targets.stream()
                        .filter(target -> target.known() != null && target.amount() == null)
                        .toList(),
                run);
        targets.forEach(target -> run.state(Progress.class, Progress::new)
                .written
                .add(target.key().zoneId()));
    }

    /** Holds the zones first, as everybody does, and makes sure that they are still what the rows were checked against. */
    private void holdZones(List<Target> targets) {
        Map<Long, ZoneKind> kinds = targets.stream()
                .collect(Collectors.toMap(target -> target.key().zoneId(), Target::zoneKind, (one, other) -> one));
        heldRows.hold("zone", kinds.keySet());
        Map<Long, KnownZones.Known> now =
                zones.withIds(kinds.keySet()).stream().collect(Collectors.toMap(KnownZones.Known::id, known -> known));
        kinds.forEach((id, kind) -> {
            KnownZones.Known zone = now.get(id);
            if (zone == null || zone.data().kind() != kind) {
                throw new StaleRecord("ZONE", id);
            }
            currentPerson.requireWriteFor(zone.data().officeCode());
        });
    }

    private void insert(List<Target> fresh, EntryRun run) {
        if (fresh.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        // A figure that was removed and entered anew must not pass for the former one, so its versions begin elsewhere.
        long version = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        List<Long> ids = Objects.requireNonNull(
                statements.execute((Connection connection) -> insert(connection, fresh, version, now)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            entries.add(new ChangeLog.Entry(ids.get(i), null, fresh.get(i).data()));
            run.wrote(new Written(KIND, ids.get(i), version, null));
        }
        changeLog.enterAll(KIND, entries);
    }

    private List<Long> insert(Connection connection, List<Target> fresh, long version, Instant instant)
            throws SQLException {
        OffsetDateTime now = instant.atOffset(ZoneOffset.UTC);
        String person = currentPerson.username();
        ReviewState review =
                Review.ofNewFigure(currentPerson.get().mayOversee()).reviewState();
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "zone_figure",
                "version",
                "zone_id",
                "period",
                "period_year",
                "metric",
                "amount",
                "review_state",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by")) {
            for (Target target : fresh) {
                rows.add(
                        version,
                        target.key().zoneId(),
                        target.key().period().toString(),
                        target.key().period().year(),
                        target.key().metric().name(),
                        target.amount(),
                        review.name(),
                        now,
                        person,
                        now,
                        person);
            }
            return rows.ids();
        }
    }

    private void amend(List<Target> changed, EntryRun run) {
        if (changed.isEmpty()) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        statements.execute((Connection connection) -> {
            try (BatchedUpdate rows =
                    BatchedUpdate.of(connection, "zone_figure", KIND, "amount", "changed_at", "changed_by")) {
                for (Target target : changed) {
                    rows.add(target.old().id(), target.old().version(), target.amount(), now, person);
                }
                rows.send();
            }
            return Boolean.TRUE;
        });
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (Target target : changed) {
            Known known = target.old();
            entries.add(new ChangeLog.Entry(known.id(), known.data(), target.data()));
            run.wrote(new Written(KIND, known.id(), known.version() + 1, known.data()));
        }
        changeLog.enterAll(KIND, entries);
    }

    private void remove(List<Target> gone, EntryRun run) {
        if (gone.isEmpty()) {
            return;
        }
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (Target target : gone) {
            Known known = target.old();
            int removed = database.sql("delete from zone_figure where id = :id and version = :version")
                    .param("id", known.id())
                    .param("version", known.version())
                    .update();
            if (removed == 0) {
                throw new StaleRecord(KIND, known.id());
            }
            entries.add(new ChangeLog.Entry(known.id(), known.data(), null, known.review()));
            run.wrote(new Written(KIND, known.id(), GONE, known.data()));
        }
        changeLog.enterAll(KIND, entries);
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
        List<Written> own =
                written.stream().filter(one -> one.kind().equals(KIND)).toList();
        Map<Long, Known> now = withIds(own.stream().map(Written::id).collect(Collectors.toSet()));
        Map<Long, KnownZones.Known> places =
                zones.all().stream().collect(Collectors.toMap(KnownZones.Known::id, Function.identity()));
        List<Target> back = new ArrayList<>();
        for (Written one : own) {
            Known known = now.get(one.id());
            if (one.version() == GONE ? known != null : known == null || known.version() != one.version()) {
                throw new StaleRecord(KIND, one.id());
            }
            ZoneFigureEntity.Data before = (ZoneFigureEntity.Data) one.before();
            ZoneFigureEntity.Data data = known == null ? Objects.requireNonNull(before) : known.data();
            KnownZones.Known zone = places.get(data.zoneId());
            if (zone == null || known == null && isKept(data)) {
                throw new StaleRecord(KIND, one.id());
            }
            currentPerson.requireWriteFor(zone.data().officeCode());
            if (known != null) {
                known.review().refuseChange(currentPerson.get().mayOversee());
            }
            back.add(new Target(
                    new Key(data.zoneId(), data.period(), data.metric()),
                    zone.data().kind(),
                    known,
                    before == null ? null : before.amount()));
        }
        EntryRun run = new EntryRun(true, false);
        writeFigures(back, run);
        finish(run);
    }

    private Map<Long, Known> withIds(Set<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("select * from zone_figure where id in (:ids)")
                .param("ids", ids)
                .query((row, index) -> figure(
                        row.getLong("id"),
                        row.getLong("version"),
                        row.getLong("zone_id"),
                        row.getString("period"),
                        row.getString("metric"),
                        row.getBigDecimal("amount"),
                        row.getString("review_state")))
                .list()
                .stream()
                .collect(Collectors.toMap(Known::id, known -> known));
    }

    private boolean isKept(ZoneFigureEntity.Data data) {
        return database.sql(
                                "select count(*) from zone_figure where zone_id = :zone and period = :period and metric = :metric")
                        .param("zone", data.zoneId())
                        .param("period", data.period().toString())
                        .param("metric", data.metric().name())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
