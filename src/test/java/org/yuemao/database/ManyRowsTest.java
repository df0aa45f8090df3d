package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.CreditCodes;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationService;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;

/** Businesses and participations entered many at a time, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyRowsTest {
    private static final AtomicInteger NEXT = new AtomicInteger(200_000_000);

    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.OFFICIAL);

    private static <T> T the(Databases database, Class<T> bean) {
        return SERVICES.the(database, bean);
    }

    @ParameterizedTest
    @EnumSource
    void entersChangesAndLeavesBusinessesByTheirCode(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        String code = CreditCodes.next();
        TypedRow first = row(2, "creditCode", code, "nameZh", "甲公司", "cityCode", "深圳", "sectors", "灯饰照明、玩具礼品");
        assertThat(verdicts(database, rows, first)).containsExactly(Verdict.NEW);
        assertThat(verdicts(database, rows, first)).containsExactly(Verdict.UNCHANGED);
        assertThat(verdicts(database, rows, row(2, "creditCode", code, "size", "大型", "cityCode", "")))
                .containsExactly(Verdict.CHANGED);
        Business kept = the(database, BusinessService.class).findByCode(code).orElseThrow();
        assertThat(kept.data().size()).isEqualTo(BusinessSize.LARGE);
        assertThat(kept.data().cityCode()).as("a blank cell leaves it").isEqualTo("440300");
        assertThat(kept.data().sectors()).containsExactlyInAnyOrder("lighting", "toys-gifts");
        assertThat(history(database, "BUSINESS", kept.id())).containsExactly("CREATED", "CHANGED");
    }

    @ParameterizedTest
    @EnumSource
    void findsABusinessWithoutACodeByItsNameAndPlace(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        String name = "乙" + NEXT.getAndIncrement() + "（深圳）有限公司";
        TypedRow row = row(2, "nameZh", name, "cityCode", "440300", "missingCodeReason", "个体户");
        assertThat(verdicts(database, rows, row)).containsExactly(Verdict.NEW);
        assertThat(verdicts(database, rows, row)).containsExactly(Verdict.UNCHANGED);
        assertThat(verdicts(
                        database,
                        rows,
                        row(3, "nameZh", name.replace('（', '(').replace('）', ')') + " ", "cityCode", "深圳市")))
                .as("another width")
                .containsExactly(Verdict.UNCHANGED);
        assertThat(verdicts(database, rows, row(4, "nameZh", name, "cityCode", "广州", "missingCodeReason", "分店")))
                .containsExactly(Verdict.NEW);
        RowPlan unclear = plan(rows, row(5, "nameZh", name)).getFirst();
        assertThat(unclear.problems().get("nameZh").key()).isEqualTo("business.rows.ambiguous");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithEachCellAndWhichRowsRepeatOthers(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        String code = CreditCodes.next();
        List<RowPlan> plans = plan(
                rows,
                row(2, "creditCode", "123", "nameZh", "丙", "cityCode", "Atlantis"),
                row(3, "creditCode", code, "nameZh", "丙", "cityCode", "深圳"),
                row(4, "creditCode", code, "nameZh", "丙", "cityCode", "深圳"),
                row(5, "creditCode", CreditCodes.next(), "cityCode", "深圳"));
        assertThat(plans.get(0).problems()).containsOnlyKeys("creditCode", "cityCode");
        assertThat(plans.get(1).verdict()).isEqualTo(Verdict.NEW);
        assertThat(plans.get(2).problems().get(RowPlan.WHOLE_ROW).arguments()).containsExactly(3L);
        assertThat(plans.get(3).problems()).containsOnlyKeys("nameZh");
    }

    @ParameterizedTest
    @EnumSource
    void takesBackWhatARunHasWritten(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        String known = CreditCodes.next();
        String fresh = CreditCodes.next();
        run(database, rows, false, row(2, "creditCode", known, "nameZh", "丁", "cityCode", "深圳", "size", "小型"));
        EntryRun run = run(
                database,
                rows,
                true,
                row(2, "creditCode", known, "cityCode", "广州", "sectors", "lighting"),
                row(3, "creditCode", fresh, "nameZh", "戊", "cityCode", "深圳"));
        inTransaction(database, () -> rows.takeBack(run.written()));
        BusinessService service = the(database, BusinessService.class);
        BusinessData data = service.findByCode(known).orElseThrow().data();
        assertThat(data.cityCode()).isEqualTo("440300");
        assertThat(data.sectors()).isEmpty();
        assertThat(service.findByCode(fresh)).isEmpty();
        assertThatExceptionOfType(StaleRecord.class)
                .as("once only")
                .isThrownBy(() -> inTransaction(database, () -> rows.takeBack(run.written())));
    }

    @ParameterizedTest
    @EnumSource
    void clerksTakeBackWhatTheyHaveEnteredThemselvesWhereverItIs(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        BusinessService service = the(database, BusinessService.class);
        String known = CreditCodes.next();
        String fresh = CreditCodes.next();
        String foreign = CreditCodes.next();
        EntryRun byOfficial = run(database, rows, true, row(2, "creditCode", foreign, "nameZh", "己", "cityCode", "广州"));
        JustTheServices.signInAs(Role.CLERK);
        run(database, rows, false, row(2, "creditCode", known, "nameZh", "庚", "cityCode", "深圳"));
        EntryRun run = run(
                database,
                rows,
                true,
                row(2, "creditCode", known, "cityCode", "广州"),
                row(3, "creditCode", fresh, "nameZh", "辛", "cityCode", "广州"));
        inTransaction(database, () -> rows.takeBack(run.written()));
        assertThat(service.findByCode(known).orElseThrow().data().cityCode()).isEqualTo("440300");
        assertThat(service.findByCode(fresh)).isEmpty();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> inTransaction(database, () -> rows.takeBack(byOfficial.written())));
        assertThat(service.findByCode(foreign)).isPresent();
        JustTheServices.signIn();
    }

    @ParameterizedTest
    @EnumSource
    void letsClerksChangeBusinessesOfTheirCityAlone(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        String code = CreditCodes.next();
        run(database, rows, false, row(2, "creditCode", code, "nameZh", "己", "cityCode", "广州"));
        JustTheServices.signInAs(Role.CLERK);
        assertThat(plan(rows, row(2, "creditCode", code, "size", "大型"))
                        .getFirst()
                        .problems()
                        .values())
                .extracting(problem -> problem.key())
                .containsExactly("business.rows.not-own");
    }

    @ParameterizedTest
    @EnumSource
    void registersNewBusinessesWithTheirParticipationsAndKeepsTheRollUpsRight(Databases database) {
        ParticipationRows rows = the(database, ParticipationRows.class);
        String one = event(database, 2031);
        String other = event(database, 2031);
        String code = CreditCodes.next();
        TypedRow[] typed = {
            row(2, "eventCode", one, "creditCode", code, "nameZh", "庚", "cityCode", "深圳", "signedDeals", "1.2万"),
            row(3, "eventCode", other, "creditCode", code, "nameZh", "庚", "cityCode", "深圳"),
            row(4, "eventCode", one, "nameZh", "辛" + code, "cityCode", "珠海", "missingCodeReason", "境外", "role", "采购商"),
            row(5, "eventCode", other, "nameZh", "辛" + code, "cityCode", "珠海", "missingCodeReason", "境外")
        };
        assertThat(verdicts(database, rows, typed)).containsOnly(Verdict.NEW);
        assertRight(database);
        assertThat(verdicts(database, rows, typed)).containsOnly(Verdict.UNCHANGED);
        assertThat(verdicts(database, rows, row(2, "eventCode", one, "creditCode", code, "signedDeals", "3亿")))
                .containsExactly(Verdict.CHANGED);
        assertRight(database);
        assertThat(the(database, JdbcClient.class)
                        .sql("select count(*) from business where name_zh = :name")
                        .param("name", "辛" + code)
                        .query(Integer.class)
                        .single())
                .as("rows that mean the same new business share it")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRollUpsRightWhenThousandsComeAtOnceAndGoAgain(Databases database) {
        ParticipationRows rows = the(database, ParticipationRows.class);
        List<String> events = List.of(event(database, 2032), event(database, 2032), event(database, 2033));
        List<String> codes = new ArrayList<>();
        List<TypedRow> typed = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            if (i % 3 == 0) {
                codes.add(CreditCodes.next());
            }
            typed.add(row(
                    i + 2,
                    "eventCode",
                    events.get(i % 3),
                    "creditCode",
                    codes.getLast(),
                    "nameZh",
                    "壬" + i / 3,
                    "cityCode",
                    i % 2 == 0 ? "440300" : "440300",
                    "boothArea",
                    "9"));
        }
        EntryRun run = run(database, rows, true, typed.toArray(TypedRow[]::new));
        assertRight(database);
        assertThat(the(database, JdbcClient.class)
                        .sql(
                                "select sum(businesses) from (select event_year, programme, sector_code, city_code, businesses from business_cell union all select event_year,"
                                        + " programme, sector_code, city_code, businesses from business_change) c"
                                        + " where event_year = 2032 and programme = '*'"
                                        + " and sector_code = '*'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(500);
        inTransaction(database, () -> rows.takeBack(run.written()));
        assertRight(database);
        assertThat(the(database, BusinessService.class).findByCode(codes.getFirst()))
                .as("businesses that came with them go with them")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeBackABusinessThatHasSomethingElseToDoByNow(Databases database) {
        BusinessRows rows = the(database, BusinessRows.class);
        String code = CreditCodes.next();
        EntryRun run = run(database, rows, true, row(2, "creditCode", code, "nameZh", "癸", "cityCode", "深圳"));
        long business = the(database, BusinessService.class)
                .findByCode(code)
                .orElseThrow()
                .id();
        long event = the(database, EventService.class)
                .findByCode(event(database, 2034))
                .orElseThrow()
                .id();
        the(database, ParticipationService.class)
                .register(
                        event,
                        new ParticipationData(
                                business,
                                ParticipationRole.BUYER,
                                Attendance.ONLINE,
                                null,
                                BigDecimal.ONE,
                                null,
                                null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> inTransaction(database, () -> rows.takeBack(run.written())))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("business.rows.busy"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesParticipationsOfUnknownAndOfOthersEvents(Databases database) {
        ParticipationRows rows = the(database, ParticipationRows.class);
        String event = event(database, 2035);
        JustTheServices.signInAs(Role.CLERK);
        List<RowPlan> plans = plan(
                rows,
                row(2, "eventCode", "GTW-1999-001", "creditCode", CreditCodes.next(), "nameZh", "子", "cityCode", "深圳"),
                row(3, "eventCode", event, "creditCode", CreditCodes.next(), "nameZh", "子", "cityCode", "深圳"),
                row(4, "creditCode", CreditCodes.next(), "nameZh", "子", "cityCode", "深圳"));
        assertThat(plans)
                .extracting(plan -> plan.problems().get("eventCode").key())
                .containsExactly("participation.rows.event", "participation.rows.not-own", "base.row.required");
    }

    @ParameterizedTest
    @EnumSource
    void changesTheVeryRecordsThatAPastedBlockCovers(Databases database) {
        ParticipationRows rows = the(database, ParticipationRows.class);
        EntryService entry = the(database, EntryService.class);
        String event = event(database, 2036);
        String code = CreditCodes.next();
        long id = run(
                        database,
                        rows,
                        true,
                        row(1, "eventCode", event, "creditCode", code, "nameZh", "丑", "cityCode", "深圳", "remark", "旧"))
                .written()
                .getLast()
                .id();
        TypedRow pasted = new TypedRow(1, id, Map.of("signedDeals", "３,000", "remark", ""));
        EntryService.Entered entered = entry.enter(rows, List.of(pasted));
        assertThat(entered.plans().getFirst().changes())
                .extracting(RowPlan.Change::column)
                .containsExactly("signedDeals", "remark");
        ParticipationService service = the(database, ParticipationService.class);
        assertThat(service.find(id).orElseThrow().data().signedDeals()).isEqualByComparingTo("3000");
        assertThat(service.find(id).orElseThrow().data().remark())
                .as("a blank cell of a block empties")
                .isNull();
        entry.takeBack(rows, entered.run());
        assertThat(service.find(id).orElseThrow().data().remark()).isEqualTo("旧");
        assertRight(database);
        assertThat(entry.plan(rows, List.of(new TypedRow(1, id, Map.of("creditCode", CreditCodes.next()))))
                        .getFirst()
                        .problems())
                .as("another business takes part in its own right")
                .containsKey("creditCode");
        assertThat(entry.plan(rows, List.of(new TypedRow(1, -1L, Map.of("remark", "x"))))
                        .getFirst()
                        .problems()
                        .get(RowPlan.WHOLE_ROW)
                        .key())
                .isEqualTo("base.gone");
    }

    private static void assertRight(Databases database) {
        assertThat(the(database, Recount.class).compare()).isEmpty();
    }

    private static List<String> history(Databases database, String kind, long id) {
        return the(database, JdbcClient.class)
                .sql("select action from change_entry where record_kind = :kind and record_id = :id order by id")
                .param("kind", kind)
                .param("id", String.valueOf(id))
                .query(String.class)
                .list();
    }

    private static List<Verdict> verdicts(Databases database, RecordRows rows, TypedRow... typed) {
        List<Verdict> verdicts = new ArrayList<>();
        inTransaction(database, () -> {
            EntryRun run = new EntryRun(false, false);
            List<RowPlan> plans = rows.plan(List.of(typed), run);
            plans.forEach(plan -> verdicts.add(plan.verdict()));
            rows.write(plans, run);
            rows.finish(run);
        });
        return verdicts;
    }

    private static EntryRun run(Databases database, RecordRows rows, boolean remembering, TypedRow... typed) {
        EntryRun run = new EntryRun(false, remembering);
        inTransaction(database, () -> {
            rows.write(rows.plan(List.of(typed), run), run);
            rows.finish(run);
        });
        return run;
    }

    private static List<RowPlan> plan(RecordRows rows, TypedRow... typed) {
        return rows.plan(List.of(typed), new EntryRun(false, false));
    }

    private static void inTransaction(Databases database, Runnable work) {
        new TransactionTemplate(the(database, PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }

    private static TypedRow row(long number, @Nullable String... cells) {
        Map<String, String> content = new HashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            content.put(cells[i], cells[i + 1]);
        }
        return new TypedRow(number, content);
    }

    private static String event(Databases database, int year) {
        return the(database, EventService.class)
                .schedule(new EventData(
                        Programme.GTN,
                        "Fair",
                        null,
                        LocalDate.of(year, 3, 5),
                        LocalDate.of(year, 3, 6),
                        EventForm.BOTH,
                        null,
                        "310000",
                        null,
                        null,
                        null,
                        "440000",
                        Set.of("lighting"),
                        EventStatus.CONFIRMED,
                        null,
                        null,
                        null,
                        null))
                .code();
    }
}
