package org.yuemao.business;

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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.BatchedInsert;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Refusal;
import org.yuemao.base.Sought;
import org.yuemao.base.Spelling;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.Wording;
import org.yuemao.base.bulk.SectorRows;
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
import org.yuemao.business.IdentifiedBusiness.Known;
import org.yuemao.business.IdentifiedBusiness.New;
import org.yuemao.business.IdentifiedBusiness.Unclear;
import org.yuemao.place.PlaceChoices;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;

/**
 * Businesses entered many at a time. A row is about the business with its code; a row without a code is about the one
 * business of that name (width, case and spaces do not matter) in that place, and about a new one where there is none.
 */
@Service
@PreAuthorize(Rights.WRITE)
@Transactional(propagation = Propagation.SUPPORTS)
public class BusinessRows implements RecordRows {
    private static final String KIND = "BUSINESS";

    private final List<EntryColumn<?>> columns;
    private final BusinessRules rules;
    private final Likenesses likenesses;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final BusinessRemoval removal;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final SectorRows sectorRows;
    private final Clock clock;

    BusinessRows(
            Wording wording,
            PlaceChoices places,
            BusinessRules rules,
            Likenesses likenesses,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            BusinessRemoval removal,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.rules = rules;
        this.likenesses = likenesses;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.removal = removal;
        this.database = database;
        this.statements = statements;
        this.sectorRows = new SectorRows("business_sector", "business_id", database, statements);
        this.clock = clock;
        columns = List.of(
                column("creditCode", new CodeCell(), 22),
                column("missingCodeReason", CellTypes.text(BusinessRules.LONGEST_REASON), 24),
                column("nameZh", CellTypes.text(BusinessRules.LONGEST_NAME), 34),
                column("nameEn", CellTypes.text(BusinessRules.LONGEST_NAME), 40),
                column("cityCode", CellTypes.choice(places.cities()), 12),
                column("countryCode", CellTypes.choice(places.countries()), 18),
                column("sectors", CellTypes.choices(places.sectors()), 30),
                column("size", wording.choice(BusinessSize.class, "business.size."), 10),
                column("contact", CellTypes.text(BusinessRules.LONGEST_CONTACT), 16),
                column("phone", CellTypes.text(BusinessRules.LONGEST_PHONE), 16),
                column("email", new RuledCell(BusinessRules.LONGEST_EMAIL, BusinessRules::checkEmail), 26),
                column("website", new RuledCell(BusinessRules.LONGEST_WEBSITE, BusinessRules::checkWebsite), 26));
    }

    private static EntryColumn<?> column(String id, CellType<?> type, int width) {
        return new EntryColumn<>(id, "business." + id, type, Need.OPTIONAL, width);
    }

    /** A credit code, with what is wrong with it. */
    private record CodeCell() implements CellType<String> {
        @Override
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public Reading<String> read(String typed) {
            try {
                return Reading.of(BusinessRules.validCode(typed));
            } catch (Refusal refusal) {
                return new Reading.Unreadable<>(Problem.of(refusal));
            }
        }

        @Override
        public String write(String value, Locale locale) {
            return value;
        }
    }

    /** A text that a rule refuses where it cannot be what it is to be. */
    private record RuledCell(CellType<String> text, Consumer<String> rule) implements CellType<String> {
        RuledCell(int longest, Consumer<String> rule) {
            this(CellTypes.text(longest), rule);
        }

        @Override
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public Reading<String> read(String typed) {
            Reading<String> read = text.read(typed);
            if (read instanceof Reading.Value<String> value) {
                try {
                    rule.accept(value.value());
                } catch (Refusal refusal) {
                    return new Reading.Unreadable<>(Problem.of(refusal));
                }
            }
            return read;
        }

        @Override
        public String write(String value, Locale locale) {
            return value;
        }
    }

    @Override
    @PreAuthorize("permitAll()")
    public String kind() {
        return "businesses";
    }

    @Override
    @PreAuthorize("permitAll()") // Asked at start, when nobody has signed in.
    public List<EntryColumn<?>> columns() {
        return columns;
    }

    /** What to write of a business, and where it stood. */
    private record Target(@Nullable Known known, BusinessData data) {}

    @Override
    public List<RowPlan> plan(List<TypedRow> rows, EntryRun run) {
        Person person = currentPerson.get();
        List<RowReading> readings = rows.stream()
                .map(row -> RowReading.of(row, columns, run.blanksClear()))
                .toList();
        List<IdentifiedBusiness> identified = identifyAll(rows, readings, new HashMap<>());
        List<RowPlan> plans = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            plans.add(plan(person, rows.get(i), readings.get(i), identified.get(i), run));
        }
        return plans;
    }

    private RowPlan plan(Person person, TypedRow row, RowReading reading, IdentifiedBusiness identified, EntryRun run) {
        if (!reading.problems().isEmpty()) {
            return RowPlan.wrong(row, reading.problems());
        }
        return switch (identified) {
            case Unclear unclear -> RowPlan.wrong(row, unclear.problems());
            case New fresh -> {
                Long before = run.seenBefore(keyOf(fresh.data()), row.number());
                yield before != null
                        ? RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.row.twice", before)))
                        : new RowPlan(
                                row,
                                Verdict.NEW,
                                Map.of(),
                                reading.remarks(),
                                changes(null, fresh.data()),
                                new Target(null, fresh.data()));
            }
            case Known known -> revise(person, row, reading, known, run);
        };
    }

    private RowPlan revise(Person person, TypedRow row, RowReading reading, Known known, EntryRun run) {
        Long before = run.seenBefore("#" + known.id(), row.number());
        if (before != null) {
            return RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("base.row.twice", before)));
        }
        BusinessData data;
        try {
            BusinessData said = read(reading, known.data());
            // The code of one that was merged into it finds it, but does not become its own.
            data = rules.checked(known.remarks().containsKey("creditCode") ? said.withCodeOf(known.data()) : said);
        } catch (Refusal refusal) {
            return RowPlan.wrong(row, problem(refusal));
        }
        List<Change> changes = changes(known.data(), data);
        if (changes.isEmpty()) {
            return new RowPlan(row, Verdict.UNCHANGED, Map.of(), Map.of(), changes, null);
        }
        return BusinessService.mayRevise(person, known.data().cityCode())
                ? new RowPlan(row, Verdict.CHANGED, Map.of(), remarks(reading, known), changes, new Target(known, data))
                : RowPlan.wrong(row, Map.of(RowPlan.WHOLE_ROW, Problem.of("business.rows.not-own")));
    }

    private static Map<String, Problem> remarks(RowReading reading, Known known) {
        Map<String, Problem> remarks = new LinkedHashMap<>(reading.remarks());
        Problem merged = known.remarks().get("creditCode");
        if (merged != null) {
            remarks.put("creditCode", merged);
        }
        return remarks;
    }

    private static Map<String, Problem> problem(Refusal refusal) {
        return Map.of(Objects.requireNonNullElse(refusal.field(), RowPlan.WHOLE_ROW), Problem.of(refusal));
    }

    private static BusinessData read(RowReading reading, @Nullable BusinessData kept) {
        return new BusinessData(
                reading.or("creditCode", kept == null ? null : kept.creditCode()),
                reading.or("missingCodeReason", kept == null ? null : kept.missingCodeReason()),
                name(reading, "nameEn", kept == null ? null : kept.nameEn()),
                name(reading, "nameZh", kept == null ? null : kept.nameZh()),
                reading.or("cityCode", kept == null ? null : kept.cityCode()),
                reading.or("countryCode", kept == null ? null : kept.countryCode()),
                Objects.requireNonNullElse(
                        reading.<Set<String>>or("sectors", kept == null ? null : kept.sectors()), Set.of()),
                reading.or("size", kept == null ? null : kept.size()),
                reading.or("contact", kept == null ? null : kept.contact()),
                reading.or("phone", kept == null ? null : kept.phone()),
                reading.or("email", kept == null ? null : kept.email()),
                reading.or("website", kept == null ? null : kept.website()));
    }

    /** A name that found the business is no wish to write it in another width. */
    private static @Nullable String name(RowReading reading, String column, @Nullable String kept) {
        String said = reading.or(column, kept);
        boolean onlySpelledOtherwise =
                said != null && kept != null && Spelling.folded(said).equals(Spelling.folded(kept));
        return onlySpelledOtherwise && !reading.says("creditCode") ? kept : said;
    }

    private static List<Change> changes(@Nullable BusinessData before, BusinessData after) {
        Map<String, @Nullable Object> from =
                before == null ? new LinkedHashMap<String, @Nullable Object>() : contents(before);
        List<Change> changes = new ArrayList<>();
        contents(after).forEach((column, value) -> {
            Object kept = from.get(column);
            if (!Objects.equals(kept, value)) {
                changes.add(new Change(column, kept, value));
            }
        });
        return changes;
    }

    /** What stands in each column; nothing where nothing does. */
    private static Map<String, @Nullable Object> contents(BusinessData data) {
        Map<String, @Nullable Object> contents = new LinkedHashMap<>();
        contents.put("creditCode", data.creditCode());
        contents.put("missingCodeReason", data.missingCodeReason());
        contents.put("nameZh", data.nameZh());
        contents.put("nameEn", data.nameEn());
        contents.put("cityCode", data.cityCode());
        contents.put("countryCode", data.countryCode());
        contents.put("sectors", data.sectors().isEmpty() ? null : data.sectors());
        contents.put("size", data.size());
        contents.put("contact", data.contact());
        contents.put("phone", data.phone());
        contents.put("email", data.email());
        contents.put("website", data.website());
        return contents;
    }

    /**
     * Tells which business each row is about, for rows that also say other things, such as its participation. Rows that
     * mean the same new business share it.
     */
    public List<IdentifiedBusiness> identify(List<TypedRow> rows) {
        return identifyAll(
                rows,
                rows.stream().map(row -> RowReading.of(row, columns, false)).toList(),
                new HashMap<>());
    }

    private List<IdentifiedBusiness> identifyAll(
            List<TypedRow> rows, List<RowReading> readings, Map<String, New> fresh) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (RowReading reading : readings) {
            String code = reading.or("creditCode", null);
            if (code != null) {
                codes.add(code);
            } else {
                Stream.of(reading.<String>or("nameZh", null), reading.<String>or("nameEn", null))
                        .filter(Objects::nonNull)
                        .forEach(name -> names.add(Spelling.folded(name)));
            }
        }
        Map<String, Known> byCode = byCode(codes);
        Map<String, List<Known>> byName = new HashMap<>();
        for (Known known : load(
                "(" + BusinessNames.MATCHING + ") found join business b on b.id = found.id", Sought.texts(names))) {
            Stream.of(known.data().nameZh(), known.data().nameEn())
                    .filter(Objects::nonNull)
                    .map(Spelling::folded)
                    .distinct()
                    .forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(known));
        }
        Map<Long, Known> byId = byId(
                rows.stream().map(TypedRow::record).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<IdentifiedBusiness> identified = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Long record = rows.get(i).record();
            identified.add(
                    record == null
                            ? identify(readings.get(i), byCode, byName, fresh)
                            : identify(record, readings.get(i), byId, byCode));
        }
        return identified;
    }

    /** By their code, and by the codes of those that were merged into them. */
    private Map<String, Known> byCode(Set<String> codes) {
        Map<String, Known> byCode = new HashMap<>();
        load(Sought.texts("some") + " join business b on b.credit_code = sought.text", Sought.texts(codes))
                .forEach(known -> byCode.put(Objects.requireNonNull(known.data().creditCode()), known));
        Map<String, Long> traces =
                traces(codes.stream().filter(code -> !byCode.containsKey(code)).collect(Collectors.toSet()));
        Map<Long, Known> kept = byId(new HashSet<>(traces.values()));
        traces.forEach((code, id) -> {
            Known known = kept.get(id);
            if (known != null) {
                Map<String, Problem> remark = Map.of("creditCode", Problem.of("business.rows.merged-code"));
                byCode.put(code, new Known(known.id(), known.version(), known.data(), remark));
            }
        });
        return byCode;
    }

    /** Into which business those with the codes were merged in the end. */
    private Map<String, Long> traces(Set<String> codes) {
        Map<String, Long> traces = new HashMap<>();
        if (codes.isEmpty()) {
            return traces;
        }
        database.sql("select b.credit_code, b.merged_into from " + Sought.texts("codes")
                        + " join business b on b.credit_code = sought.text where b.merged_into is not null")
                .param("codes", Sought.texts(codes))
                .query(row -> {
                    traces.put(row.getString(1), row.getLong(2));
                });
        boolean further = !traces.isEmpty();
        while (further) {
            Map<Long, Long> next = new HashMap<>();
            database.sql("select id, merged_into from business where merged_into is not null and id in (:ids)")
                    .param("ids", new HashSet<>(traces.values()))
                    .query(row -> {
                        next.put(row.getLong(1), row.getLong(2));
                    });
            traces.replaceAll((code, id) -> next.getOrDefault(id, id));
            further = !next.isEmpty();
        }
        return traces;
    }

    private Map<Long, Known> byId(Set<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : load(Sought.ids("some") + " join business b on b.id = sought.id", Sought.ids(ids)).stream()
                        .collect(Collectors.toMap(Known::id, known -> known));
    }

    /** The record itself; another business's code is not for it. */
    private static IdentifiedBusiness identify(
            Long record, RowReading reading, Map<Long, Known> byId, Map<String, Known> byCode) {
        Known known = byId.get(record);
        if (known == null) {
            return new Unclear(Map.of(RowPlan.WHOLE_ROW, Problem.of("base.gone")));
        }
        String code = reading.or("creditCode", null);
        Known owner = code == null ? null : byCode.get(code);
        return owner == null || owner.id() == record
                ? known
                : new Unclear(Map.of("creditCode", Problem.of(BusinessRules.knownCode(owner.data()))));
    }

    private IdentifiedBusiness identify(
            RowReading reading, Map<String, Known> byCode, Map<String, List<Known>> byName, Map<String, New> fresh) {
        if (!reading.problems().isEmpty()) {
            return new Unclear(reading.problems());
        }
        BusinessData said = read(reading, null);
        if (said.creditCode() != null) {
            Known known = byCode.get(said.creditCode());
            if (known != null) {
                return withRemarks(known, said);
            }
        } else {
            List<Known> alike = named(said, byName);
            if (alike.size() == 1) {
                return alike.getFirst();
            }
            if (alike.size() > 1) {
                return new Unclear(Map.of(
                        said.nameZh() != null ? "nameZh" : "nameEn",
                        Problem.of("business.rows.ambiguous", alike.size())));
            }
        }
        try {
            BusinessData checked = rules.checked(said);
            return fresh.computeIfAbsent(keyOf(checked), key -> new New(checked, reading.remarks()));
        } catch (Refusal refusal) {
            return new Unclear(problem(refusal));
        }
    }

    /** The code belongs to a business; one should look where the row gives it a name that is none of its own. */
    private static Known withRemarks(Known known, BusinessData said) {
        Map<String, Problem> remarks = new HashMap<>(known.remarks());
        compareName(remarks, "nameZh", said.nameZh(), known.data().nameZh());
        compareName(remarks, "nameEn", said.nameEn(), known.data().nameEn());
        return remarks.isEmpty() ? known : new Known(known.id(), known.version(), known.data(), remarks);
    }

    private static void compareName(
            Map<String, Problem> remarks, String column, @Nullable String said, @Nullable String kept) {
        if (said != null && kept != null && !Spelling.folded(said).equals(Spelling.folded(kept))) {
            remarks.put(column, Problem.of("business.rows.other-name", kept));
        }
    }

    private static List<Known> named(BusinessData said, Map<String, List<Known>> byName) {
        String name = said.nameZh() != null ? said.nameZh() : said.nameEn();
        if (name == null) {
            return List.of();
        }
        return byName.getOrDefault(Spelling.folded(name), List.of()).stream()
                .filter(known -> said.cityCode() == null
                        || said.cityCode().equals(known.data().cityCode()))
                .filter(known -> said.countryCode() == null
                        || said.countryCode().equals(known.data().countryCode()))
                .toList();
    }

    private static String keyOf(BusinessData data) {
        return data.creditCode() != null
                ? data.creditCode()
                : Spelling.folded(Objects.requireNonNullElse(
                                data.nameZh(), Objects.requireNonNullElse(data.nameEn(), "")))
                        + "\n" + Objects.requireNonNullElse(data.cityCode(), data.countryCode());
    }

    /** The businesses of these joined tables, where {@code :some} are the keys sought. */
    private List<Known> load(String tables, Object[] some) {
        if (some.length == 0) {
            return List.of();
        }
        List<Known> found = database.sql("select b.* from " + tables + " where b.merged_into is null")
                .param("some", some)
                .query((row, index) -> new Known(
                        row.getLong("id"), row.getLong("version"), BusinessLists.data(row, Set.of()), Map.of()))
                .list();
        Map<Long, Set<String>> sectors =
                sectorRows.read(found.stream().map(Known::id).toList());
        return found.stream()
                .map(known -> new Known(
                        known.id(),
                        known.version(),
                        known.data().withSectors(sectors.getOrDefault(known.id(), Set.of())),
                        Map.of()))
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<RowPlan> plans, EntryRun run) {
        List<RowPlan> freshPlans =
                plans.stream().filter(plan -> plan.verdict() == Verdict.NEW).toList();
        List<Long> ids =
                insert(targets(plans, Verdict.NEW).stream().map(Target::data).toList(), run);
        for (int i = 0; i < ids.size(); i++) {
            // A later row that finds it as it is kept from now on says it twice all the same.
            run.seenBefore("#" + ids.get(i), freshPlans.get(i).row().number());
        }
        run.state(Count.class, Count::new).businesses += ids.size();
        revise(targets(plans, Verdict.CHANGED), run);
    }

    /** Writes new businesses that rows of another kind have brought, and gives them their ids. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void register(List<New> fresh, EntryRun run) {
        List<Long> ids = insert(fresh.stream().map(New::data).toList(), run);
        for (int i = 0; i < ids.size(); i++) {
            fresh.get(i).gets(ids.get(i));
        }
        run.state(Count.class, Count::new).businesses += ids.size();
    }

    private static List<Target> targets(List<RowPlan> plans, Verdict verdict) {
        return plans.stream()
                .filter(plan -> plan.verdict() == verdict)
                .map(plan -> (Target) Objects.requireNonNull(plan.target()))
                .toList();
    }

    /** How many businesses a run has written. */
    private static final class Count {
        private int businesses;
    }

    private List<Long> insert(List<BusinessData> fresh, EntryRun run) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<Long> ids =
                Objects.requireNonNull(statements.execute((Connection connection) -> insert(connection, fresh)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            entries.add(new ChangeLog.Entry(ids.get(i), null, fresh.get(i)));
            run.wrote(new Written(KIND, ids.get(i), 0, null));
        }
        changeLog.enterAll(KIND, entries);
        return ids;
    }

    private List<Long> insert(Connection connection, List<BusinessData> fresh) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        List<Long> ids;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "business",
                "version",
                "credit_code",
                "missing_code_reason",
                "name_en",
                "name_zh",
                "city_code",
                "country_code",
                "size",
                "contact",
                "phone",
                "email",
                "website",
                "search_text",
                "name_key_zh",
                "name_key_en",
                "folded_zh",
                "folded_en",
                "organisation_code",
                "plain_phone",
                "plain_email",
                "plain_website",
                "folding",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by")) {
            for (BusinessData data : fresh) {
                Likeness likeness = likenesses.of(data);
                rows.add(
                        0L,
                        data.creditCode(),
                        data.missingCodeReason(),
                        data.nameEn(),
                        data.nameZh(),
                        data.cityCode(),
                        data.countryCode(),
                        data.size() == null ? null : data.size().name(),
                        data.contact(),
                        data.phone(),
                        data.email(),
                        data.website(),
                        BusinessNames.searchText(data, null),
                        BusinessNames.key(data.nameZh()),
                        BusinessNames.key(data.nameEn()),
                        likeness.zh() == null ? null : likeness.zh().text(),
                        likeness.en() == null ? null : likeness.en().text(),
                        likeness.organisation(),
                        likeness.phone(),
                        likeness.email(),
                        likeness.website(),
                        NameFolding.VERSION,
                        now,
                        person,
                        now,
                        person);
            }
            ids = rows.ids();
        }
        insertSectors(connection, ids, fresh);
        insertNearNames(connection, ids, fresh);
        return ids;
    }

    private void insertNearNames(Connection connection, List<Long> ids, List<BusinessData> businesses)
            throws SQLException {
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "business_near_name", "place_code", "near_name", "business_id")) {
            for (int i = 0; i < ids.size(); i++) {
                Likeness likeness = likenesses.of(businesses.get(i));
                if (likeness.place() != null) {
                    for (String near : likeness.nearNames()) {
                        rows.add(likeness.place(), near, ids.get(i));
                    }
                }
            }
        }
    }

    private static void insertSectors(Connection connection, List<Long> ids, List<BusinessData> businesses)
            throws SQLException {
        try (BatchedInsert rows = BatchedInsert.of(connection, "business_sector", "business_id", "sector_code")) {
            for (int i = 0; i < ids.size(); i++) {
                for (String sector : businesses.get(i).sectors()) {
                    rows.add(ids.get(i), sector);
                }
            }
        }
    }

    private void revise(List<Target> changed, EntryRun run) {
        if (changed.isEmpty()) {
            return;
        }
        heldRows.hold(
                "business",
                changed.stream()
                        .map(target -> Objects.requireNonNull(target.known()).id())
                        .toList());
        statements.execute((Connection connection) -> {
            update(connection, changed);
            return Boolean.TRUE;
        });
        likenesses.keepAll(changed.stream()
                .collect(Collectors.toMap(
                        target -> Objects.requireNonNull(target.known()).id(), Target::data)));
        List<ChangeLog.Entry> entries = new ArrayList<>();
        for (Target target : changed) {
            Known known = Objects.requireNonNull(target.known());
            entries.add(new ChangeLog.Entry(known.id(), known.data(), target.data()));
            run.wrote(new Written(KIND, known.id(), known.version() + 1, known.data()));
        }
        changeLog.enterAll(KIND, entries);
        run.state(Count.class, Count::new).businesses += changed.size();
        for (Target target : changed) {
            Known known = Objects.requireNonNull(target.known());
            if (!Objects.equals(known.data().cityCode(), target.data().cityCode())) {
                publisher.publishEvent(new BusinessChanged(
                        known.id(), known.data().cityCode(), target.data().cityCode()));
            }
        }
    }

    private void update(Connection connection, List<Target> changed) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        try (PreparedStatement update = connection.prepareStatement("""
                        update business set version = version + 1, credit_code = ?, missing_code_reason = ?, name_en = ?,
                            name_zh = ?, city_code = ?, country_code = ?, size = ?, contact = ?, phone = ?, email = ?,
                            website = ?, search_text = cast(? as varchar)
                                || case when former_text is null then '' else cast(? as varchar) || former_text end,
                            name_key_zh = ?, name_key_en = ?, changed_at = ?, changed_by = ?
                        where id = ? and version = ?""")) {
            for (Target target : changed) {
                BusinessData data = target.data();
                Known known = Objects.requireNonNull(target.known());
                @Nullable
                Object[] content = {
                    data.creditCode(),
                    data.missingCodeReason(),
                    data.nameEn(),
                    data.nameZh(),
                    data.cityCode(),
                    data.countryCode(),
                    data.size() == null ? null : data.size().name(),
                    data.contact(),
                    data.phone(),
                    data.email(),
                    data.website(),
                    BusinessNames.searchText(data, null),
                    "\n",
                    BusinessNames.key(data.nameZh()),
                    BusinessNames.key(data.nameEn()),
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
                            KIND, Objects.requireNonNull(changed.get(i).known()).id());
                }
            }
        }
        List<Target> otherSectors = changed.stream()
                .filter(target -> !Objects.requireNonNull(target.known())
                        .data()
                        .sectors()
                        .equals(target.data().sectors()))
                .toList();
        try (PreparedStatement delete =
                connection.prepareStatement("delete from business_sector where business_id = ?")) {
            for (Target target : otherSectors) {
                delete.setLong(1, Objects.requireNonNull(target.known()).id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        insertSectors(
                connection,
                otherSectors.stream()
                        .map(target -> Objects.requireNonNull(target.known()).id())
                        .toList(),
                otherSectors.stream().map(Target::data).toList());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(EntryRun run) {
        int businesses = run.state(Count.class, Count::new).businesses;
        if (businesses > 0) {
            publisher.publishEvent(new BusinessesChanged(businesses));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(List<Written> written) {
        List<Written> own =
                written.stream().filter(one -> one.kind().equals(KIND)).toList();
        Set<Long> ids = own.stream().map(Written::id).collect(Collectors.toSet());
        // Held before they are looked at, or what somebody writes meanwhile would be taken back with them.
        heldRows.hold("business", ids);
        Map<Long, Known> now = byId(ids);
        Set<Long> ownEntries = enteredByThePerson(ids);
        List<Target> back = new ArrayList<>();
        List<Known> gone = new ArrayList<>();
        for (Written one : own) {
            Known known = now.get(one.id());
            if (known == null || known.version() != one.version()) {
                throw new StaleRecord(KIND, one.id());
            }
            BusinessData before = (BusinessData) one.before();
            // Nobody else has changed it since. Who has moved a business to another city by mistake may move it back,
            // and who
            // has entered one of another city, as that of a participant, may take that back.
            boolean allowed = before == null
                    ? ownEntries.contains(one.id())
                            || BusinessService.mayRevise(
                                    currentPerson.get(), known.data().cityCode())
                    : BusinessService.mayRevise(currentPerson.get(), before.cityCode());
            if (!allowed) {
                throw new AccessDeniedException("Not a business of the own city");
            }
            if (before == null) {
                gone.add(known);
            } else {
                back.add(new Target(known, before));
            }
        }
        EntryRun run = new EntryRun(true, false);
        revise(back, run);
        remove(gone);
        if (!own.isEmpty()) {
            publisher.publishEvent(new BusinessesChanged(own.size()));
        }
    }

    private Set<Long> enteredByThePerson(Set<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(database.sql("select id from business where id in (:ids) and created_by = :person")
                        .param("ids", ids)
                        .param("person", currentPerson.username())
                        .query(Long.class)
                        .list());
    }

    private void remove(List<Known> gone) {
        if (gone.isEmpty()) {
            return;
        }
        List<Long> ids = gone.stream().map(Known::id).toList();
        removal.removeAll(ids);
        changeLog.enterAll(
                KIND,
                gone.stream()
                        .map(known -> new ChangeLog.Entry(known.id(), known.data(), null))
                        .toList());
    }
}
