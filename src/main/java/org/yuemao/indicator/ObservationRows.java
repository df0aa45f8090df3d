package org.yuemao.indicator;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.Spelling;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.TypedPeriod;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.Choice;
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
 * Observations entered many at a time. A row is about what its source states of an indicator, a geography and a period. A
 * source may state more than one figure, so a row that says exactly what is kept is about that; two rows of one file that
 * differ are two statements, which a person is told.
 */
@Service
@PreAuthorize(Rights.WRITE)
@Transactional(propagation = Propagation.SUPPORTS)
public class ObservationRows implements RecordRows {
    private static final String KIND = "OBSERVATION";

    private final List<EntryColumn<?>> columns;
    private final IndicatorRules rules;
    private final IndicatorRepository indicators;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    ObservationRows(
            Wording wording,
            PlaceChoices places,
            IndicatorRules rules,
            IndicatorRepository indicators,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.rules = rules;
        this.indicators = indicators;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
        columns = List.of(
                column("geographyCode", CellTypes.choice(places.geographies()), Need.REQUIRED, 14),
                column("period", CellTypes.period(), Need.REQUIRED, 10),
                column("qualifier", wording.choice(Qualifier.class, "indicator.qualifier."), Need.OPTIONAL, 12),
                column("amount", new FigureCell(), Need.OPTIONAL, 18),
                column("unit", new UnitCell(Units.of(wording)), Need.OPTIONAL, 14),
                column("statedChangePercent", new PercentCell(), Need.OPTIONAL, 16),
                column("changeBasis", wording.choice(ChangeBasis.class, "indicator.basis."), Need.OPTIONAL, 20),
                column("changeBaseYear", new YearCell(), Need.OPTIONAL, 12),
                column("source", CellTypes.text(IndicatorRules.LONGEST_SOURCE), Need.REQUIRED, 40));
    }

    private static EntryColumn<?> column(String id, CellType<?> type, Need need, int width) {
        String title = id.equals("statedChangePercent") ? "indicator.rows." : "indicator.field.";
        return new EntryColumn<>(id, title + id, type, need, width);
    }

    /** A figure without the unit that stands in a column of its own: 33.1亿 would be read as another figure. */
    private record FigureCell() implements CellType<BigDecimal> {
        private static final Pattern WORD = Pattern.compile("\\p{L}");
        private static final CellType<BigDecimal> NUMBER =
                CellTypes.signedNumber(IndicatorRules.DECIMALS, IndicatorRules.LARGEST);

        @Override
        public Shape shape() {
            return Shape.NUMBER;
        }

        @Override
        public Reading<BigDecimal> read(String typed) {
            Reading<BigDecimal> number = NUMBER.read(typed);
            return number instanceof Reading.Value<BigDecimal>
                            && WORD.matcher(typed).find()
                    ? Reading.problem("indicator.rows.unit-in-figure")
                    : number;
        }

        @Override
        public String write(BigDecimal value, Locale locale) {
            return NUMBER.write(value, locale);
        }

        @Override
        public int decimals() {
            return IndicatorRules.DECIMALS;
        }
    }

    /** A rate in percent, with or without the sign for it. */
    private record PercentCell() implements CellType<BigDecimal> {
        private static final Pattern WORD = Pattern.compile("\\p{L}");
        private static final CellType<BigDecimal> NUMBER =
                CellTypes.signedNumber(IndicatorRules.DECIMALS, IndicatorRules.LARGEST_PERCENT);

        @Override
        public Shape shape() {
            return Shape.NUMBER;
        }

        @Override
        public Reading<BigDecimal> read(String typed) {
            String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
            Reading<BigDecimal> number =
                    NUMBER.read(plain.endsWith("%") ? plain.substring(0, plain.length() - 1) : plain);
            return number instanceof Reading.Value<BigDecimal>
                            && WORD.matcher(plain).find()
                    ? Reading.problem("base.number.bad")
                    : number;
        }

        @Override
        public String write(BigDecimal value, Locale locale) {
            return NUMBER.write(value, locale);
        }

        @Override
        public int decimals() {
            return IndicatorRules.DECIMALS;
        }
    }

    private record YearCell() implements CellType<Integer> {
        @Override
        public Shape shape() {
            return Shape.PERIOD;
        }

        @Override
        public Reading<Integer> read(String typed) {
            return TypedPeriod.parse(typed)
                    .filter(period -> period.length() == Length.YEAR)
                    .map(period -> Reading.of(period.year()))
                    .orElseGet(() -> Reading.problem("indicator.rows.year"));
        }

        @Override
        public String write(Integer value, Locale locale) {
            return value.toString();
        }
    }

    /** The units that sources use, by their names in either language; any other unit is taken as it is written. */
    private record UnitCell(Units units) implements CellType<String> {
        private static final CellType<String> TEXT = CellTypes.text(IndicatorRules.LONGEST_UNIT);

        @Override
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public Reading<String> read(String typed) {
            String known = units.find(typed);
            return known != null ? Reading.of(known) : TEXT.read(typed);
        }

        @Override
        public String write(String value, Locale locale) {
            Names names = units.named.get(value);
            return names == null ? value : names.in(locale);
        }
    }

    private record Units(Map<String, Names> named, Map<String, String> byText) {
        private static final Map<String, String> KEYS = new TreeMap<>(Map.of(
                "CNY bn", "cny-bn",
                "USD bn", "usd-bn",
                "hours", "hours",
                "events", "events",
                "businesses", "businesses",
                "cities", "cities",
                "warehouses", "warehouses",
                "sqm", "sqm",
                "bases", "bases",
                "centres", "centres"));

        static Units of(Wording wording) {
            Map<String, Names> named = new HashMap<>();
            Map<String, String> byText = new HashMap<>();
            KEYS.forEach((unit, key) -> {
                Names names = wording.names("indicator.unit." + key);
                named.put(unit, names);
                List<String> texts = new ArrayList<>(wording.also("indicator.unit." + key));
                texts.add(unit);
                texts.add(names.in(Locale.ENGLISH));
                texts.add(names.in(Locale.CHINESE));
                texts.forEach(text -> byText.put(Spelling.folded(text), unit));
            });
            return new Units(Map.copyOf(named), Map.copyOf(byText));
        }

        @Nullable
        String find(String typed) {
            return byText.get(Spelling.folded(typed));
        }
    }

    @Override
    @PreAuthorize("permitAll()")
    public String kind() {
        return "observations";
    }

    /** The indicators are those that are defined at the moment. */
    @Override
    @PreAuthorize("permitAll()") // Asked at start, when nobody has signed in.
    public List<EntryColumn<?>> columns() {
        return columns(indicators.findAll());
    }

    private List<EntryColumn<?>> columns(List<IndicatorEntity> defined) {
        List<EntryColumn<?>> all = new ArrayList<>();
        all.add(column(
                "indicatorCode",
                CellTypes.choice(defined.stream()
                        .map(IndicatorEntity::toIndicator)
                        .map(indicator -> new Choice(indicator.code(), indicator.names()))
                        .toList()),
                Need.REQUIRED,
                34));
        all.addAll(columns);
        return List.copyOf(all);
    }

    private record Key(String indicatorCode, String geographyCode, String period, String source) {
        static Key of(ObservationData data) {
            return new Key(
                    data.indicatorCode(),
                    data.geographyCode(),
                    data.period().toString(),
                    Spelling.folded(data.source()));
        }

        String text() {
            return String.join("\n", indicatorCode, geographyCode, period, source);
        }
    }

    private record Known(long id, long version, ObservationData data, Review review) {}

    private record Target(@Nullable Known known, ObservationData data) {
        Known old() {
            return Objects.requireNonNull(known);
        }
    }

    /** What a run has written about, which kept observations its rows are about, and what it says anew. */
    private static final class Progress {
        private final Set<String> subjects = new TreeSet<>();
        private final Set<Long> taken = new HashSet<>();
        private final Set<String> said = new HashSet<>();
    }

    @Override
    public List<RowPlan> plan(List<TypedRow> rows, EntryRun run) {
        Person person = currentPerson.get();
        List<IndicatorEntity> defined = indicators.findAll();
        Map<String, String> units = new HashMap<>();
        defined.forEach(
                indicator -> units.put(indicator.code(), indicator.data().unit()));
        List<EntryColumn<?>> now = columns(defined);
        List<RowReading> readings = rows.stream()
                .map(row -> RowReading.of(row, now, run.blanksClear()))
                .toList();
        Map<Key, List<Known>> byKey = byKey(readings);
        Map<Integer, Known> exact = exact(rows, readings, byKey, run);
        Map<Long, Known> byId = byId(
                rows.stream().map(TypedRow::record).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<RowPlan> plans = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Known same = exact.get(i);
            Long record = rows.get(i).record();
            if (record != null) {
                plans.add(plan(person, rows.get(i), readings.get(i), byId.get(record), run));
                continue;
            }
            plans.add(
                    same != null
                            ? unchanged(rows.get(i), same, run)
                            : plan(person, rows.get(i), readings.get(i), byKey, units, run));
        }
        return plans;
    }

    private static @Nullable Key key(RowReading reading) {
        String indicator = reading.or("indicatorCode", null);
        String geography = reading.or("geographyCode", null);
        Period period = reading.or("period", null);
        String source = reading.or("source", null);
        return indicator == null || geography == null || period == null || source == null
                ? null
                : new Key(indicator, geography, period.toString(), Spelling.folded(source));
    }

    private Map<Key, List<Known>> byKey(List<RowReading> readings) {
        List<Key> keys = readings.stream()
                .map(ObservationRows::key)
                .filter(Objects::nonNull)
                .toList();
        if (keys.isEmpty()) {
            return Map.of();
        }
        return database
                .sql(
                        "select * from indicator_observation where indicator_code in (:indicators) and period in (:periods)"
                                + " order by id")
                .param("indicators", keys.stream().map(Key::indicatorCode).collect(Collectors.toSet()))
                .param("periods", keys.stream().map(Key::period).collect(Collectors.toSet()))
                .query((row, index) -> known(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(known -> Key.of(known.data())));
    }

    private static Known known(ResultSet row) throws SQLException {
        String qualifier = row.getString("qualifier");
        String basis = row.getString("change_basis");
        return new Known(
                row.getLong("id"),
                row.getLong("version"),
                new ObservationData(
                        row.getString("indicator_code"),
                        row.getString("geography_code"),
                        Period.of(row.getString("period")),
                        qualifier == null ? null : Qualifier.valueOf(qualifier),
                        row.getBigDecimal("amount"),
                        row.getString("unit"),
                        row.getBigDecimal("stated_change_percent"),
                        basis == null ? null : ChangeBasis.valueOf(basis),
                        row.getObject("change_base_year", Integer.class),
                        row.getString("source")),
                new Review(ReviewState.valueOf(row.getString("review_state")), null));
    }

    /** The rows that say what is kept already: looked for first, so that none of these is taken for one to be corrected. */
    private static Map<Integer, Known> exact(
            List<TypedRow> rows, List<RowReading> readings, Map<Key, List<Known>> byKey, EntryRun run) {
        Set<Long> taken = run.state(Progress.class, Progress::new).taken;
        Map<Integer, Known> exact = new HashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            RowReading reading = readings.get(i);
            Key key = key(reading);
            if (key == null
                    || rows.get(i).record() != null
                    || !reading.problems().isEmpty()) {
                continue;
            }
            for (Known known : byKey.getOrDefault(key, List.of())) {
                // A row that leaves the figure out says nothing that could be told from what else is kept.
                boolean same = read(reading, known.data(), known.data().unit()).equals(known.data())
                        && (reading.says("amount") || reading.says("statedChangePercent"));
                if (same && taken.add(known.id())) {
                    exact.put(i, known);
                    break;
                }
            }
        }
        return exact;
    }

    private Map<Long, Known> byId(Set<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : database
                        .sql("select * from indicator_observation where id in (:ids)")
                        .param("ids", ids)
                        .query((row, index) -> known(row))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Known::id, known -> known));
    }

    /** A change of the observation itself, be it of what it is about. */
    private RowPlan plan(Person person, TypedRow row, RowReading reading, @Nullable Known known, EntryRun run) {
        if (known == null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone")));
        }
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        ObservationData kept = known.data();
        String indicator = reading.or("indicatorCode", kept.indicatorCode());
        String geography = reading.or("geographyCode", kept.geographyCode());
        Period period = reading.or("period", kept.period());
        String source = reading.or("source", kept.source());
        Map<String, @Nullable Object> needed = new LinkedHashMap<>();
        needed.put("indicatorCode", indicator);
        needed.put("geographyCode", geography);
        needed.put("period", period);
        needed.put("source", source);
        needed.forEach((column, value) -> {
            if (value == null) {
                problems.putIfAbsent(column, Problem.of("base.row.required"));
            }
        });
        if (indicator == null || geography == null || period == null || source == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Long before = run.seenBefore("#" + known.id(), row.number());
        if (before != null) {
            return RowPlan.twice(row, before);
        }
        ObservationData data = new ObservationData(
                indicator,
                geography,
                period,
                reading.or("qualifier", kept.qualifier()),
                reading.or("amount", kept.amount()),
                Objects.requireNonNullElse(reading.<String>or("unit", kept.unit()), ""),
                reading.or("statedChangePercent", kept.statedChangePercent()),
                reading.or("changeBasis", kept.changeBasis()),
                reading.or("changeBaseYear", kept.changeBaseYear()),
                source);
        List<Change> changes = Change.between(contents(kept), contents(data));
        if (changes.isEmpty()) {
            return new RowPlan(row, Verdict.UNCHANGED, Map.of(), Map.of(), changes, null);
        }
        try {
            rules.check(data);
            IndicatorRules.refuseForeign(person, kept);
            known.review().refuseChange(person.mayOversee());
            IndicatorRules.refuseForeign(person, data);
        } catch (Refusal refusal) {
            return RowPlan.refused(row, refusal);
        }
        return new RowPlan(row, Verdict.CHANGED, Map.of(), reading.remarks(), changes, new Target(known, data));
    }

    private static RowPlan unchanged(TypedRow row, Known known, EntryRun run) {
        run.seenBefore(Key.of(known.data()).text() + "\n" + said(known.data()), row.number());
        return new RowPlan(row, Verdict.UNCHANGED, Map.of(), Map.of(), List.of(), null);
    }

    private RowPlan plan(
            Person person,
            TypedRow row,
            RowReading reading,
            Map<Key, List<Known>> byKey,
            Map<String, String> units,
            EntryRun run) {
        Map<String, Problem> problems = new LinkedHashMap<>(reading.problems());
        for (String column : List.of("indicatorCode", "geographyCode", "period", "source")) {
            if (reading.or(column, null) == null) {
                problems.putIfAbsent(column, Problem.of("base.row.required"));
            }
        }
        Key key = key(reading);
        if (key == null || !problems.isEmpty()) {
            return RowPlan.wrong(row, problems);
        }
        Progress progress = run.state(Progress.class, Progress::new);
        List<Known> kept = byKey.getOrDefault(key, List.of());
        List<Known> free = kept.stream()
                .filter(known -> !progress.taken.contains(known.id()))
                .toList();
        if (free.size() > 1) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("indicator.rows.ambiguous", free.size())));
        }
        Known known = free.isEmpty() ? null : free.getFirst();
        Map<String, Problem> remarks = new LinkedHashMap<>(reading.remarks());
        String unit = Objects.requireNonNullElse(units.get(key.indicatorCode()), "");
        if (known == null && reading.or("unit", null) == null) {
            remarks.put("unit", Problem.of("indicator.rows.unit", unit));
        }
        ObservationData data = read(reading, known == null ? null : known.data(), unit);
        Long before = run.seenBefore(key.text() + "\n" + said(data), row.number());
        if (before != null) {
            return RowPlan.twice(row, before);
        }
        List<Change> changes = Change.between(known == null ? null : contents(known.data()), contents(data));
        if (known != null && changes.isEmpty()) {
            progress.taken.add(known.id());
            return unchanged(row, known, run);
        }
        try {
            rules.check(data);
            IndicatorRules.refuseForeign(person, data);
            if (known != null) {
                known.review().refuseChange(person.mayOversee());
            }
            Refusal.when(
                    kept.stream().anyMatch(other -> other.data().equals(data)), "amount", "indicator.refused.known");
        } catch (Refusal refusal) {
            return RowPlan.refused(row, refusal);
        }
        if (known == null && (!kept.isEmpty() || !progress.said.add(key.text()))) {
            remarks.put("source", Problem.of("indicator.rows.another"));
        }
        if (known != null) {
            progress.taken.add(known.id());
        }
        return new RowPlan(
                row,
                known == null ? Verdict.NEW : Verdict.CHANGED,
                Map.of(),
                remarks,
                changes,
                new Target(known, data));
    }

    /** What tells two statements of one source apart. */
    private static String said(ObservationData data) {
        return contents(data).values().stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static ObservationData read(RowReading reading, @Nullable ObservationData kept, String unit) {
        String said = reading.or("source", kept == null ? null : kept.source());
        return new ObservationData(
                Objects.requireNonNull(reading.<String>or("indicatorCode", null)),
                Objects.requireNonNull(reading.<String>or("geographyCode", null)),
                Objects.requireNonNull(reading.<Period>or("period", null)),
                reading.or("qualifier", kept == null ? null : kept.qualifier()),
                reading.or("amount", kept == null ? null : kept.amount()),
                Objects.requireNonNullElse(reading.<String>or("unit", kept == null ? null : kept.unit()), unit),
                reading.or("statedChangePercent", kept == null ? null : kept.statedChangePercent()),
                reading.or("changeBasis", kept == null ? null : kept.changeBasis()),
                reading.or("changeBaseYear", kept == null ? null : kept.changeBaseYear()),
                // A source that found the observation is no wish to write it in another width.
                kept != null ? kept.source() : Objects.requireNonNull(said));
    }

    private static Map<String, @Nullable Object> contents(ObservationData data) {
        Map<String, @Nullable Object> contents = new LinkedHashMap<>();
        contents.put("indicatorCode", data.indicatorCode());
        contents.put("geographyCode", data.geographyCode());
        contents.put("period", data.period());
        contents.put("qualifier", data.qualifier());
        contents.put("amount", data.amount());
        contents.put("unit", data.unit());
        contents.put("statedChangePercent", data.statedChangePercent());
        contents.put("changeBasis", data.changeBasis());
        contents.put("changeBaseYear", data.changeBaseYear());
        contents.put("source", data.source());
        return contents;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<RowPlan> plans, EntryRun run) {
        insert(plans.stream().filter(plan -> plan.verdict() == Verdict.NEW).toList(), run);
        revise(
                plans.stream()
                        .filter(plan -> plan.verdict() == Verdict.CHANGED)
                        .map(ObservationRows::target)
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
        List<ObservationData> fresh =
                plans.stream().map(plan -> target(plan).data()).toList();
        List<Long> ids =
                Objects.requireNonNull(statements.execute((Connection connection) -> insert(connection, fresh)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (int i = 0; i < ids.size(); i++) {
            entries.add(new ChangeLog.Entry(ids.get(i), null, fresh.get(i)));
            run.wrote(new Written(KIND, ids.get(i), 0, null));
            // A later row of the file is not about what an earlier one has entered.
            progress.taken.add(ids.get(i));
            progress.subjects.add(fresh.get(i).indicatorCode());
        }
        changeLog.enterAll(KIND, entries);
    }

    private List<Long> insert(Connection connection, List<ObservationData> fresh) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        ReviewState review =
                Review.ofNewFigure(currentPerson.get().mayOversee()).reviewState();
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "indicator_observation",
                "version",
                "indicator_code",
                "geography_code",
                "period",
                "period_year",
                "qualifier",
                "amount",
                "unit",
                "stated_change_percent",
                "change_basis",
                "change_base_year",
                "source",
                "review_state",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by")) {
            for (ObservationData data : fresh) {
                rows.add(
                        0L,
                        data.indicatorCode(),
                        data.geographyCode(),
                        data.period().toString(),
                        data.year(),
                        name(data.qualifier()),
                        data.amount(),
                        data.unit(),
                        data.statedChangePercent(),
                        name(data.changeBasis()),
                        data.changeBaseYear(),
                        data.source(),
                        review.name(),
                        now,
                        person,
                        now,
                        person);
            }
            return rows.ids();
        }
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private void revise(List<Target> changed, EntryRun run) {
        if (changed.isEmpty()) {
            return;
        }
        heldRows.hold(
                "indicator_observation",
                changed.stream().map(target -> target.old().id()).toList());
        statements.execute((Connection connection) -> {
            update(connection, changed);
            return Boolean.TRUE;
        });
        List<ChangeLog.Entry> entries = new ArrayList<>();
        Progress progress = run.state(Progress.class, Progress::new);
        for (Target target : changed) {
            Known known = target.old();
            entries.add(new ChangeLog.Entry(known.id(), known.data(), target.data()));
            run.wrote(new Written(KIND, known.id(), known.version() + 1, known.data()));
            progress.subjects.add(known.data().indicatorCode());
            progress.subjects.add(target.data().indicatorCode());
        }
        changeLog.enterAll(KIND, entries);
    }

    private void update(Connection connection, List<Target> changed) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        try (BatchedUpdate rows = BatchedUpdate.of(
                connection,
                "indicator_observation",
                KIND,
                "indicator_code",
                "geography_code",
                "period",
                "period_year",
                "qualifier",
                "amount",
                "unit",
                "stated_change_percent",
                "change_basis",
                "change_base_year",
                "source",
                "changed_at",
                "changed_by")) {
            for (Target target : changed) {
                ObservationData data = target.data();
                rows.add(
                        target.old().id(),
                        target.old().version(),
                        data.indicatorCode(),
                        data.geographyCode(),
                        data.period().toString(),
                        data.year(),
                        name(data.qualifier()),
                        data.amount(),
                        data.unit(),
                        data.statedChangePercent(),
                        name(data.changeBasis()),
                        data.changeBaseYear(),
                        data.source(),
                        now,
                        person);
            }
            rows.send();
        }
    }

    /** The indicators are few: each is told once, however many of its observations were written. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(EntryRun run) {
        run.state(Progress.class, Progress::new)
                .subjects
                .forEach(subject -> publisher.publishEvent(new IndicatorChanged(subject)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(List<Written> written) {
        Map<Long, Written> own = written.stream()
                .filter(one -> one.kind().equals(KIND))
                .collect(Collectors.toMap(Written::id, one -> one));
        if (own.isEmpty()) {
            return;
        }
        heldRows.hold("indicator_observation", own.keySet());
        Map<Long, Known> now = byId(own.keySet());
        List<Target> back = new ArrayList<>();
        List<Known> gone = new ArrayList<>();
        for (Written one : own.values()) {
            Known known = now.get(one.id());
            if (known == null || known.version() != one.version()) {
                throw new StaleRecord(KIND, one.id());
            }
            currentPerson.requireWriteFor(known.data().geographyCode());
            known.review().refuseChange(currentPerson.get().mayOversee());
            if (one.before() == null) {
                gone.add(known);
            } else {
                ObservationData before = (ObservationData) one.before();
                currentPerson.requireWriteFor(before.geographyCode());
                back.add(new Target(known, before));
            }
        }
        EntryRun run = new EntryRun(true, false);
        revise(back, run);
        statements.batchUpdate(
                "delete from indicator_observation where id = ?",
                gone,
                1000,
                (statement, known) -> statement.setLong(1, known.id()));
        changeLog.enterAll(
                KIND,
                gone.stream()
                        .map(known -> new ChangeLog.Entry(known.id(), known.data(), null, known.review()))
                        .toList());
        gone.forEach(known -> run.state(Progress.class, Progress::new)
                .subjects
                .add(known.data().indicatorCode()));
        finish(run);
    }
}
