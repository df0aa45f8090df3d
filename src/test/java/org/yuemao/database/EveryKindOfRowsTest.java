package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.list.WholeList;
import org.yuemao.exporting.ExportFormat;
import org.yuemao.exporting.ListExport;
import org.yuemao.importing.ImportFile;
import org.yuemao.importing.ImportJob;
import org.yuemao.importing.ImportJob.Phase;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportPlan.Meaning;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.ImportService;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;

/** What holds for every kind of record that is entered many at a time, on both databases, with all fields filled in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryKindOfRowsTest {
    private static final int RECORDS = 15;

    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.OFFICIAL);

    static Stream<Arguments> everywhere() {
        return Stream.of(Databases.values())
                .flatMap(database -> Stream.of(EntryKind.values()).map(kind -> Arguments.of(database, kind)));
    }

    private static ConfigurableApplicationContext desk(Databases database) {
        return SERVICES.on(database);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void changesNothingWhenTheSameFileComesTwice(Databases database, EntryKind kind) {
        ConfigurableApplicationContext desk = desk(database);
        List<Map<String, Object>> records = records(desk, kind, new Random(7));
        List<TypedRow> chinese = rows(desk, kind, records, Locale.SIMPLIFIED_CHINESE);
        List<TypedRow> english = rows(desk, kind, records, Locale.ENGLISH);
        assertEveryColumnIsSaid(desk, kind, chinese);
        EntryRun run = new EntryRun(false, true);
        assertThat(run(desk, kind, chinese, run)).extracting(RowPlan::verdict).containsOnly(Verdict.NEW);
        assertThat(run.written()).isNotEmpty();
        for (boolean blanksClear : List.of(false, true)) {
            EntryRun again = new EntryRun(blanksClear, true);
            assertUnchanged(run(desk, kind, chinese, again));
            assertThat(again.written()).isEmpty();
            assertUnchanged(run(desk, kind, english, new EntryRun(blanksClear, true)));
        }
        assertThat(desk.getBean(Recount.class).compare()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void readsWhatAnExportWritesAsWhatIsKept(Databases database, EntryKind kind) {
        ConfigurableApplicationContext desk = desk(database);
        Random random = new Random(11);
        List<Map<String, Object>> kept = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            kept.add(kind.kept(desk, random));
        }
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            List<TypedRow> rows = rows(desk, kind, kept, locale);
            assertUnchanged(kind.rows(desk).plan(rows, new EntryRun(false, false)));
            assertUnchanged(kind.rows(desk).plan(rows, new EntryRun(true, false)));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void readsAnExportedFileAsWhatIsKept(Databases database, EntryKind kind) throws Exception {
        ConfigurableApplicationContext desk = desk(database);
        Random random = new Random(31);
        for (int i = 0; i < RECORDS; i++) {
            kind.kept(desk, random);
        }
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            for (ExportFormat format : ExportFormat.values()) {
                WholeList<?> list = kind.list(desk, locale);
                ByteArrayOutputStream exported = new ByteArrayOutputStream();
                desk.getBean(ListExport.class).write(list, format, locale, exported);
                ImportJob job = checked(
                        desk,
                        kind.rows(desk).kind(),
                        "list." + format.ending(),
                        exported.toByteArray(),
                        list.columns());
                assertThat(job.failure()).isNull();
                assertThat(Stream.of(Verdict.NEW, Verdict.CHANGED, Verdict.WRONG)
                                .flatMap(verdict -> job.shown(verdict).stream())
                                .limit(3)
                                .map(plan -> plan.row() + " " + plan.problems() + " " + plan.changes()))
                        .as("%s in %s", format, locale)
                        .isEmpty();
                assertThat(job.counts().unchanged())
                        .isEqualTo(job.counts().all())
                        .isEqualTo(list.count())
                        .isGreaterThanOrEqualTo(RECORDS);
            }
        }
    }

    /** The file as an import takes it when a person changes nothing of what it proposes. */
    private static ImportJob checked(
            ConfigurableApplicationContext desk, String kind, String name, byte[] content, List<EntryColumn<?>> columns)
            throws Exception {
        ImportService imports = desk.getBean(ImportService.class);
        ImportFile file = imports.receive(name, new ByteArrayInputStream(content));
        ImportProposal proposal =
                imports.propose(file, kind, imports.tables(file).getFirst());
        Map<Integer, Meaning> meant = new HashMap<>();
        for (ImportProposal.Column column : proposal.columns()) {
            if (column.column() != null) {
                BigDecimal factor =
                        column.unit() == null ? BigDecimal.ONE : column.unit().factor();
                meant.put(column.index(), new Meaning(column.column(), factor));
                assertThat(column.column())
                        .as(column.header())
                        .isEqualTo(columns.get(column.index()).id());
            }
        }
        // Columns that are empty in all rows shown are proposed as well: every one that a row may say is found.
        for (int i = 0; i < columns.size(); i++) {
            assertThat(meant.containsKey(i) || columns.get(i).need() == Need.SHOWN)
                    .as(columns.get(i).id())
                    .isTrue();
        }
        ImportPlan plan =
                new ImportPlan(kind, proposal.sheet().index(), proposal.headerRow(), meant, Map.of(), true, Set.of());
        ImportJob job = imports.check(file, plan, proposal);
        CountDownLatch ended = new CountDownLatch(1);
        Runnable follower = () -> {
            if (job.phase() == Phase.CHECKED || job.phase() == Phase.FAILED) {
                ended.countDown();
            }
        };
        job.follow(follower);
        follower.run();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        imports.discard(file, null);
        return job;
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void takesBackWhatARunHasEnteredAndChanged(Databases database, EntryKind kind) {
        ConfigurableApplicationContext desk = desk(database);
        List<Map<String, Object>> records = records(desk, kind, new Random(13));
        List<TypedRow> rows = rows(desk, kind, records, Locale.ENGLISH);
        EntryRun entered = new EntryRun(false, true);
        run(desk, kind, rows, entered);
        EntryRun changed = new EntryRun(false, true);
        List<TypedRow> other = rows.stream()
                .map(row -> {
                    Map<String, String> cells = new HashMap<>(row.cells());
                    cells.put(kind.changing, "77");
                    return new TypedRow(row.number(), cells);
                })
                .toList();
        assertThat(run(desk, kind, other, changed)).allSatisfy(plan -> {
            assertThat(plan.verdict()).as(plan.problems().toString()).isEqualTo(Verdict.CHANGED);
            assertThat(plan.changes()).extracting(RowPlan.Change::column).containsExactly(kind.changing);
        });
        assertThatExceptionOfType(StaleRecord.class)
                .as("changed since")
                .isThrownBy(() -> inTransaction(desk, () -> kind.rows(desk).takeBack(entered.written())));
        inTransaction(desk, () -> kind.rows(desk).takeBack(changed.written()));
        assertUnchanged(kind.rows(desk).plan(rows, new EntryRun(false, false)));
        // It is another version by now, and so nobody's to take back but by a person who has looked at it.
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> inTransaction(desk, () -> kind.rows(desk).takeBack(entered.written())));
        List<TypedRow> fresh = rows(desk, kind, records(desk, kind, new Random(17)), Locale.ENGLISH);
        EntryRun again = new EntryRun(false, true);
        run(desk, kind, fresh, again);
        inTransaction(desk, () -> kind.rows(desk).takeBack(again.written()));
        assertThat(kind.rows(desk).plan(fresh, new EntryRun(false, false)))
                .extracting(RowPlan::verdict)
                .containsOnly(Verdict.NEW);
        assertThat(desk.getBean(Recount.class).compare()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void takesNothingBackThatThePersonMayNotWrite(Databases database, EntryKind kind) {
        ConfigurableApplicationContext desk = desk(database);
        List<TypedRow> rows = rows(desk, kind, records(desk, kind, new Random(23)), Locale.ENGLISH);
        EntryRun entered = new EntryRun(false, true);
        run(desk, kind, rows, entered);
        JustTheServices.signInAs(Role.CLERK);
        assertThatExceptionOfType(AccessDeniedException.class)
                .as("records of other offices, entered by somebody else")
                .isThrownBy(() -> inTransaction(desk, () -> kind.rows(desk).takeBack(entered.written())));
        JustTheServices.signIn();
        EntryRun changed = new EntryRun(false, true);
        List<TypedRow> other = rows.stream()
                .map(row -> {
                    Map<String, String> cells = new HashMap<>(row.cells());
                    cells.put(kind.changing, "78");
                    return new TypedRow(row.number(), cells);
                })
                .toList();
        run(desk, kind, other, changed);
        JustTheServices.signInAs(Role.CLERK);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> inTransaction(desk, () -> kind.rows(desk).takeBack(changed.written())));
        JustTheServices.signIn();
        assertUnchanged(kind.rows(desk).plan(other, new EntryRun(false, false)));
        inTransaction(desk, () -> kind.rows(desk).takeBack(changed.written()));
        assertUnchanged(kind.rows(desk).plan(rows, new EntryRun(false, false)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void saysWhichRowRepeatsAnotherEvenWhenThatIsWrittenAlready(Databases database, EntryKind kind) {
        ConfigurableApplicationContext desk = desk(database);
        RecordRows rows = kind.rows(desk);
        TypedRow first = kind.row(desk, 2, kind.random(desk, new Random(19)), Locale.ENGLISH);
        EntryRun run = new EntryRun(false, false);
        inTransaction(desk, () -> {
            rows.write(rows.plan(List.of(first), run), run);
            RowPlan second =
                    rows.plan(List.of(new TypedRow(3, first.cells())), run).getFirst();
            assertThat(second.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(second.problems().values())
                    .extracting(problem -> problem.arguments())
                    .containsExactly(List.of(2L));
            rows.finish(run);
        });
    }

    private static void assertEveryColumnIsSaid(
            ConfigurableApplicationContext desk, EntryKind kind, List<TypedRow> rows) {
        // The wide form of figures is the other one; a reason stands for a code that is missing, a country for a city.
        List<String> said = rows.stream()
                .flatMap(row -> row.cells().keySet().stream())
                .distinct()
                .toList();
        assertThat(kind.rows(desk).columns().stream()
                        .filter(column -> column.need() != EntryColumn.Need.SHOWN)
                        .map(EntryColumn::id)
                        .filter(id -> !id.equals(id.toUpperCase(Locale.ROOT)))
                        .filter(id -> kind != EntryKind.BUSINESSES && kind != EntryKind.PARTICIPATIONS
                                || !List.of("missingCodeReason", "countryCode").contains(id))
                        .filter(id -> !id.equals("code")))
                .isSubsetOf(said);
    }

    private static void assertUnchanged(List<RowPlan> plans) {
        assertThat(plans).allSatisfy(plan -> assertThat(plan.verdict())
                .as("%s %s %s", plan.row(), plan.problems(), plan.changes())
                .isEqualTo(Verdict.UNCHANGED));
    }

    private static List<Map<String, Object>> records(
            ConfigurableApplicationContext desk, EntryKind kind, Random random) {
        return Stream.generate(() -> kind.random(desk, random)).limit(RECORDS).toList();
    }

    private static List<TypedRow> rows(
            ConfigurableApplicationContext desk, EntryKind kind, List<Map<String, Object>> records, Locale locale) {
        List<TypedRow> rows = new ArrayList<>();
        records.forEach(record -> rows.add(kind.row(desk, rows.size() + 2, record, locale)));
        return rows;
    }

    private static List<RowPlan> run(
            ConfigurableApplicationContext desk, EntryKind kind, List<TypedRow> typed, EntryRun run) {
        List<RowPlan> plans = new ArrayList<>();
        inTransaction(desk, () -> {
            RecordRows rows = kind.rows(desk);
            plans.addAll(rows.plan(typed, run));
            rows.write(plans, run);
            rows.finish(run);
        });
        return plans;
    }

    private static void inTransaction(ConfigurableApplicationContext desk, Runnable work) {
        new TransactionTemplate(desk.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }
}
