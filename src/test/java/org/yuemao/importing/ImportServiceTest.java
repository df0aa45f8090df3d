package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.base.Refusal;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.importing.ImportJob.Phase;
import org.yuemao.importing.ImportPlan.Meaning;

@DeskTest
@WithUserDetails("official")
class ImportServiceTest {
    private static final String TITLES = "统一社会信用代码,中文名称,城市\n";

    @Autowired
    ImportService imports;

    @Autowired
    ImportFiles files;

    @Autowired
    ImportRecords records;

    @Autowired
    BusinessService businesses;

    @Autowired
    UserDetailsService people;

    @Autowired
    JdbcClient database;

    @Test
    void writesWhatWasCheckedAndChangesNothingTheSecondTime() throws Exception {
        String code = CreditCodes.next();
        String table = "企业名单,,\n统一社会信用代码,企业名称,城市\n" + code + ",甲公司,深圳\n" + CreditCodes.next() + ",乙公司,广州\n";
        ImportJob first = importAll(table);
        assertThat(first.phase()).isEqualTo(Phase.DONE);
        assertThat(first.counts().fresh()).isEqualTo(2);
        assertThat(businesses.findByCode(code).orElseThrow().data().cityCode()).isEqualTo("440300");
        ImportJob second = checked(table);
        assertThat(second.counts().unchanged()).isEqualTo(2);
        assertThat(second.counts().all()).isEqualTo(2);
        ImportRun run = imports.last(1).getFirst();
        assertThat(run.state()).isEqualTo(ImportRun.State.DONE);
        assertThat(run.rowsNew()).isEqualTo(2);
        assertThat(database.sql("select count(*) from change_entry c join change_operation o"
                                + " on o.id = c.operation_id where o.import_id = :id")
                        .param("id", run.id())
                        .query(Integer.class)
                        .single())
                .as("its history")
                .isEqualTo(2);
    }

    @Test
    void givesTheWrongRowsBackAndKnowsTheirColumnsWhenTheyReturn() throws Exception {
        String right = CreditCodes.next();
        String wrong = CreditCodes.next();
        ImportJob job = checked(TITLES + right + ",丙公司,深圳\n" + wrong + ",丁公司,亚特兰蒂斯\n");
        assertThat(job.counts().wrong()).isEqualTo(1);
        imports.write(job, false);
        await(job);
        assertThat(job.counts().fresh()).isEqualTo(1);
        assertThat(businesses.findByCode(right)).isPresent();
        assertThat(businesses.findByCode(wrong)).isEmpty();

        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        files.wrongRows(job, Locale.ENGLISH, workbook);
        Path back = Files.write(Files.createTempFile("back", ".xlsx"), workbook.toByteArray());
        try (TableFile file = TableFile.open(back, "back.xlsx");
                TableRows rows = file.rows(file.tables().getFirst())) {
            assertThat(rows.next().texts()).startsWith("统一社会信用代码", "中文名称", "城市");
            assertThat(rows.next().texts().getLast()).contains("Row 3").contains("“亚特兰蒂斯” is none of the choices");
        }
        ImportFile again = imports.receive("back.xlsx", new ByteArrayInputStream(workbook.toByteArray()));
        ImportProposal proposal =
                imports.propose(again, "businesses", imports.tables(again).getFirst());
        assertThat(proposal.columns())
                .filteredOn(column -> column.column() != null)
                .extracting(ImportProposal.Column::header)
                .as("the column of problems is none to import")
                .containsExactly("统一社会信用代码", "中文名称", "城市");
    }

    @Test
    void writesNothingWhenEveryRowHasToBeRightAndOneIsNot() throws Exception {
        String right = CreditCodes.next();
        ImportJob job = checked(TITLES + right + ",戊公司,深圳\nabc,己公司,深圳\n");
        imports.write(job, true);
        await(job);
        assertThat(job.phase()).isEqualTo(Phase.FAILED);
        assertThat(businesses.findByCode(right)).isEmpty();
        assertThat(imports.last(1).getFirst().state()).isEqualTo(ImportRun.State.FAILED);
    }

    @Test
    void leavesNothingHalfDoneWhenCancelledWhileWriting() throws Exception {
        String first = CreditCodes.next();
        ImportJob job = checked(TITLES + first + ",庚公司,深圳\n" + many("庚"));
        job.follow(() -> {
            if (job.phase() == Phase.WRITING && job.counts().all() > 0) {
                imports.cancel(job);
            }
        });
        imports.write(job, true);
        await(job);
        assertThat(job.phase()).isEqualTo(Phase.CANCELLED);
        assertThat(businesses.findByCode(first)).isEmpty();
        assertThat(imports.last(1).getFirst().state()).isEqualTo(ImportRun.State.CANCELLED);
    }

    @Test
    void letsOthersWorkWhileItWrites() throws Exception {
        ImportJob job = checked(TITLES + many("辛"));
        String theirs = CreditCodes.next();
        CountDownLatch amid = new CountDownLatch(1);
        job.follow(() -> {
            if (job.phase() == Phase.WRITING && job.counts().all() > 0 && amid.getCount() > 0) {
                // While the import's own thread waits here, it is amid its transaction for certain.
                Colleagues.as("clerk", people, () -> businesses.register(business(theirs)));
                amid.countDown();
            }
        });
        imports.write(job, true);
        await(job);
        assertThat(amid.getCount()).isZero();
        assertThat(job.phase()).isEqualTo(Phase.DONE);
        assertThat(businesses.findByCode(theirs)).isPresent();
    }

    @Test
    void takesAnImportBack() throws Exception {
        String code = CreditCodes.next();
        ImportJob job = importAll(TITLES + code + ",壬公司,深圳\n");
        assertThat(job.canBeTakenBack()).isTrue();
        imports.takeBack(job);
        assertThat(businesses.findByCode(code)).isEmpty();
        assertThatExceptionOfType(Refusal.class).as("once").isThrownBy(() -> imports.takeBack(job));
    }

    @Test
    void remembersWhatAPersonMeantByAHeader() throws Exception {
        ImportFile file = file("编码啊,单位全名啊,城市\n" + CreditCodes.next() + ",癸公司,深圳\n");
        ImportProposal first =
                imports.propose(file, "businesses", imports.tables(file).getFirst());
        assertThat(first.columns().getFirst().column()).isNull();
        Map<Integer, Meaning> meant =
                Map.of(0, new Meaning("creditCode"), 1, new Meaning("nameZh"), 2, new Meaning("cityCode"));
        await(imports.check(file, plan(first, meant), first));
        ImportProposal second =
                imports.propose(file, "businesses", imports.tables(file).getFirst());
        assertThat(second.columns())
                .extracting(ImportProposal.Column::column)
                .containsExactly("creditCode", "nameZh", "cityCode");
        ImportProposal others = Colleagues.as(
                "clerk",
                people,
                () -> imports.propose(file, "businesses", imports.tables(file).getFirst()));
        assertThat(others.columns().getFirst().column())
                .as("for that person alone")
                .isNull();
    }

    @Test
    void multipliesByTheUnitOfTheHeaderAndRefusesAUnitThatIsStatedTwice() throws Exception {
        ImportFile file = file("活动编号,统一社会信用代码,意向成交额（万元）\nGTW-1990-001,x,12\n");
        ImportProposal proposal =
                imports.propose(file, "participations", imports.tables(file).getFirst());
        assertThat(proposal.columns().getLast().unit())
                .satisfies(unit -> assertThat(unit.factor()).isEqualByComparingTo("10000"));
        RecordRows kind = Objects.requireNonNull(imports.kind("participations"));
        RowsOfFile rows = new RowsOfFile(
                kind,
                new ImportPlan(
                        "participations",
                        0,
                        1,
                        Map.of(2, new Meaning("intendedDeals", new BigDecimal("1E4"))),
                        Map.of(),
                        false,
                        Set.of()));
        List<RowPlan> plans =
                rows.plan(List.of(deals(2, "1,2"), deals(3, "1,234.5"), deals(4, "12万")), new EntryRun(false, false));
        assertThat(plans.get(0).problems()).hasEntrySatisfying("intendedDeals", problem -> assertThat(problem.key())
                .isEqualTo("base.number.bad"));
        assertThat(plans.get(1).row().at("intendedDeals")).isEqualTo("12345000");
        assertThat(plans.get(2).problems()).hasEntrySatisfying("intendedDeals", problem -> assertThat(problem.key())
                .isEqualTo("importing.cell.unit-twice"));
    }

    private static TableRow deals(int number, String typed) {
        return new TableRow(number, List.of(Cell.EMPTY, Cell.EMPTY, Cell.text(typed)));
    }

    @Test
    void closesWhatWasInterruptedByTheEndOfTheProgram() {
        long run = records.begin("businesses", new ImportFile(Path.of("x"), "x.xlsx", 1), "official");
        records.closeInterrupted();
        assertThat(imports.last(50))
                .filteredOn(one -> one.id() == run)
                .extracting(ImportRun::state)
                .containsExactly(ImportRun.State.INTERRUPTED);
    }

    @Test
    void takesItsOwnTemplateBackAsItIs() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (RecordRows kind : imports.kinds()) {
                ByteArrayOutputStream template = new ByteArrayOutputStream();
                files.template(kind, locale, template);
                ImportFile file = imports.receive("t.xlsx", new ByteArrayInputStream(template.toByteArray()));
                assertThat(imports.tables(file)).as(kind.kind()).hasSize(1);
                ImportProposal proposal =
                        imports.propose(file, kind.kind(), imports.tables(file).getFirst());
                assertThat(proposal.columns())
                        .as(kind.kind() + " " + locale)
                        .allSatisfy(column ->
                                assertThat(column.column()).as(column.header()).isNotNull());
            }
        }
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> imports.receive("big.csv", new Endless()))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("importing.file.large"));
    }

    /** More than anybody wants to read. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'a';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return length;
        }
    }

    private ImportFile file(String csv) throws IOException {
        return imports.receive("table.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private ImportJob checked(String csv) throws Exception {
        ImportFile file = file(csv);
        ImportProposal proposal =
                imports.propose(file, "businesses", imports.tables(file).getFirst());
        Map<Integer, Meaning> meant = new HashMap<>();
        proposal.columns().forEach(column -> {
            if (column.column() != null) {
                meant.put(column.index(), new Meaning(column.column()));
            }
        });
        ImportJob job = imports.check(file, plan(proposal, meant), proposal);
        await(job);
        assertThat(job.phase()).isEqualTo(Phase.CHECKED);
        return job;
    }

    private static ImportPlan plan(ImportProposal proposal, Map<Integer, Meaning> meant) {
        return new ImportPlan(
                "businesses",
                proposal.sheet().index(),
                proposal.headerRow(),
                meant,
                Map.of(),
                false,
                proposal.skippedRows());
    }

    private ImportJob importAll(String csv) throws Exception {
        ImportJob job = checked(csv);
        assertThat(job.shown(Verdict.WRONG)).isEmpty();
        imports.write(job, true);
        await(job);
        return job;
    }

    private static void await(ImportJob job) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Runnable look = () -> {
            switch (job.phase()) {
                case CHECKED, DONE, CANCELLED, FAILED -> ended.countDown();
                case WAITING, CHECKING, WRITING -> {
                    // goes on
                }
            }
        };
        job.follow(look);
        look.run();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        job.unfollow(look);
    }

    private static String many(String name) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            rows.append(CreditCodes.next())
                    .append(',')
                    .append(name)
                    .append("公司")
                    .append(i)
                    .append(",深圳\n");
        }
        return rows.toString();
    }

    private static BusinessData business(String code) {
        return new BusinessData(code, null, null, "同事公司", "440300", null, Set.of(), null, null, null, null, null);
    }
}
