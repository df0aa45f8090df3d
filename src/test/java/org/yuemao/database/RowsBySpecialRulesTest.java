package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.ReviewState;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventRows;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.ObservationRows;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.BusinessMerge;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationService;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneRows;
import org.yuemao.zone.ZoneService;

/** What holds for one kind of record that is entered many at a time, and not for all, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsBySpecialRulesTest {
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.OFFICIAL);

    private static <T> T the(Databases database, Class<T> bean) {
        return SERVICES.the(database, bean);
    }

    @ParameterizedTest
    @EnumSource
    void givesNewEventsTheirCodesWithoutGapsInTheOrderOfTheFile(Databases database) {
        List<TypedRow> typed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            typed.add(row(
                    i + 2,
                    "programme",
                    i % 2 == 0 ? "粤贸全球" : "Nationwide",
                    "nameZh",
                    "新展" + i,
                    "firstDay",
                    "2051年3月" + (i + 1) + "日",
                    "form",
                    "线下",
                    "countryCode",
                    i % 2 == 0 ? "德国" : "",
                    "provinceCode",
                    i % 2 == 0 ? "" : "上海",
                    "officeCode",
                    "深圳",
                    "status",
                    ""));
        }
        List<RowPlan> plans = run(database, the(database, EventRows.class), new EntryRun(false, false), typed);
        assertThat(plans).allSatisfy(plan -> {
            assertThat(plan.verdict()).as(plan.problems().toString()).isEqualTo(Verdict.NEW);
            assertThat(plan.remarks()).containsOnlyKeys("lastDay", "status");
        });
        assertThat(the(database, JdbcClient.class)
                        .sql("select code from event where event_year = 2051 order by first_day")
                        .query(String.class)
                        .list())
                .containsExactly("GTW-2051-001", "GTN-2051-001", "GTW-2051-002", "GTN-2051-002", "GTW-2051-003");
        assertThat(the(database, EventService.class)
                        .findByCode("GTW-2051-002")
                        .orElseThrow()
                        .data()
                        .lastDay())
                .isEqualTo(LocalDate.of(2051, 3, 3));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatANewEventLacksAndWhichCodeThereIsNot(Databases database) {
        List<RowPlan> plans = the(database, EventRows.class)
                .plan(
                        List.of(
                                row(2, "code", "GTW-1950-001", "nameZh", "甲"),
                                row(3, "nameZh", "甲", "firstDay", "2051-01-01"),
                                row(4, "programme", "GTN", "nameZh", "甲", "firstDay", "2051-01-01"),
                                row(
                                        5,
                                        "programme",
                                        "GTN",
                                        "nameZh",
                                        "甲",
                                        "firstDay",
                                        "2051-01-01",
                                        "form",
                                        "线上",
                                        "officeCode",
                                        "广州",
                                        "provinceCode",
                                        "广东",
                                        "lastDay",
                                        "2050-01-01")),
                        new EntryRun(false, false));
        assertThat(plans.get(0).problems()).containsOnlyKeys("code");
        assertThat(plans.get(1).problems()).containsOnlyKeys("programme");
        assertThat(plans.get(2).problems()).containsOnlyKeys("form", "officeCode");
        assertThat(plans.get(3).problems()).containsOnlyKeys("lastDay");
    }

    @ParameterizedTest
    @EnumSource
    void refusesRowsThatWouldChangeWhatIsApprovedAndLetsThoseBeThatSayTheSame(Databases database) {
        EventService events = the(database, EventService.class);
        Event event = event(database, 2052, "440300");
        event = events.submit(event.id(), event.version());
        event = events.approve(event.id(), event.version());
        String code = event.code();
        JustTheServices.signInAs(Role.CLERK);
        assertThat(problems(database, EventRows.class, row(2, "code", code, "visitors", "500")))
                .containsExactly("base.review.refused.approved");
        assertThat(problems(database, EventRows.class, row(2, "code", code, "officeCode", "440300")))
                .containsExactly("none");
        assertThat(events.findByCode(code).orElseThrow().reviewState()).isEqualTo(ReviewState.APPROVED);
    }

    @ParameterizedTest
    @EnumSource
    void letsClerksWriteTheRowsOfTheirOwnOfficeAlone(Databases database) {
        Event other = event(database, 2052, "440100");
        Event own = event(database, 2052, "440300");
        Zone zone = zone(database, "综试区" + NEXT.getAndIncrement(), "440100");
        Indicator indicator = indicator(database);
        JustTheServices.signInAs(Role.CLERK);
        assertThat(problems(
                        database,
                        EventRows.class,
                        row(2, "code", other.code(), "visitors", "5"),
                        row(3, "code", own.code(), "officeCode", "440100")))
                .containsExactly("event.rows.not-own", "event.rows.other-office");
        String name = String.valueOf(zone.data().nameZh());
        assertThat(problems(
                        database,
                        ZoneRows.class,
                        row(2, "kind", "综试区", "nameZh", name, "operator", "甲"),
                        row(3, "kind", "综试区", "nameZh", "新" + name, "cityCode", "广州")))
                .containsExactly("zone.rows.not-own", "zone.refused.other-city");
        assertThat(problems(
                        database,
                        ZoneFigureRows.class,
                        row(2, "zoneNameZh", name, "period", "2021", "metric", "出口", "amount", "1")))
                .containsExactly("zone.rows.not-own");
        assertThat(problems(
                        database,
                        ObservationRows.class,
                        row(
                                2,
                                "indicatorCode",
                                indicator.code(),
                                "geographyCode",
                                "广东",
                                "period",
                                "2021",
                                "amount",
                                "1",
                                "source",
                                "年鉴")))
                .containsExactly("indicator.refused.geography");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRollUpsRightWhenSeveralEventsOfABusinessChangeAtOnce(Databases database) {
        List<Event> events = List.of(
                event(database, 2053, "440300"), event(database, 2053, "440300"), event(database, 2054, "440300"));
        long shared = business(database);
        events.forEach(event -> {
            register(database, event.id(), shared);
            register(database, event.id(), business(database));
        });
        EventRows rows = the(database, EventRows.class);
        EntryRun run = new EntryRun(false, true);
        run(
                database,
                rows,
                run,
                List.of(
                        row(2, "code", events.get(0).code(), "status", "取消"),
                        row(3, "code", events.get(1).code(), "status", "延期"),
                        row(4, "code", events.get(2).code(), "firstDay", "2053-03-01", "sectors", "玩具礼品")));
        assertThat(the(database, Recount.class).compare()).isEmpty();
        inTransaction(database, () -> rows.takeBack(run.written()));
        assertThat(the(database, Recount.class).compare()).isEmpty();
        run(
                database,
                rows,
                new EntryRun(false, false),
                List.of(row(2, "code", events.get(0).code(), "status", "取消")));
        assertThat(the(database, Recount.class).compare()).as("one alone").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeBackWhatMoreDependsOnByNow(Databases database) {
        EntryRun events = new EntryRun(false, true);
        String name = "展" + NEXT.getAndIncrement();
        run(
                database,
                the(database, EventRows.class),
                events,
                List.of(row(
                        2,
                        "programme",
                        "GTN",
                        "nameZh",
                        name,
                        "firstDay",
                        "2055-05-05",
                        "form",
                        "BOTH",
                        "officeCode",
                        "深圳",
                        "provinceCode",
                        "北京")));
        register(database, events.written().getFirst().id(), business(database));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> inTransaction(
                        database, () -> the(database, EventRows.class).takeBack(events.written())))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("event.rows.busy"));
        EntryRun zones = new EntryRun(false, true);
        run(
                database,
                the(database, ZoneRows.class),
                zones,
                List.of(row(2, "kind", "经开区", "nameZh", name, "cityCode", "深圳")));
        the(database, ZoneFigureService.class)
                .record(zones.written().getFirst().id(), Period.ofYear(2020), Metric.JOBS, BigDecimal.ONE, null);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> inTransaction(
                        database, () -> the(database, ZoneRows.class).takeBack(zones.written())))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("zone.rows.busy"));
    }

    @ParameterizedTest
    @EnumSource
    void readsAColumnForEachMetricAsWellAsARowForEach(Databases database) {
        String name = "综试区" + NEXT.getAndIncrement();
        Zone zone = zone(database, name, "440300");
        ZoneFigureRows rows = the(database, ZoneFigureRows.class);
        ZoneFigureService figures = the(database, ZoneFigureService.class);
        EntryRun wide = new EntryRun(false, true);
        RowPlan plan = run(
                        database,
                        rows,
                        wide,
                        List.of(row(
                                2,
                                "zoneNameZh",
                                name,
                                "period",
                                "2021年一季度",
                                "EXPORTS",
                                "1.2亿",
                                "IMPORTS",
                                "3,000",
                                "PARCELS",
                                "5000000000",
                                "JOBS",
                                "",
                                "FLOOR_AREA",
                                "")))
                .getFirst();
        assertThat(plan.verdict()).as(plan.problems().toString()).isEqualTo(Verdict.NEW);
        assertThat(plan.changes()).extracting(RowPlan.Change::column).containsExactly("EXPORTS", "IMPORTS", "PARCELS");
        assertThat(figures.figures(zone.id(), 2021, 2021).all()).hasSize(3);
        assertThat(wide.written()).hasSize(3);
        TypedRow again = row(
                2, "zoneNameZh", name, "zoneKind", "综试区", "period", "2021Q1", "metric", "出口额", "amount", "120000000");
        assertThat(rows.plan(List.of(again), new EntryRun(false, false))
                        .getFirst()
                        .verdict())
                .isEqualTo(Verdict.UNCHANGED);
        EntryRun mixed = new EntryRun(true, true);
        assertThat(run(
                                database,
                                rows,
                                mixed,
                                List.of(row(
                                        2,
                                        "zoneNameZh",
                                        name,
                                        "period",
                                        "2021Q1",
                                        "EXPORTS",
                                        "7",
                                        "IMPORTS",
                                        "",
                                        "PARCELS",
                                        "5000000000",
                                        "JOBS",
                                        "")))
                        .getFirst()
                        .verdict())
                .isEqualTo(Verdict.CHANGED);
        assertThat(figures.figures(zone.id(), 2021, 2021).at(Metric.IMPORTS, Period.ofQuarter(2021, 1)))
                .as("a blank cell takes it away where that is asked for")
                .isEmpty();
        inTransaction(database, () -> rows.takeBack(mixed.written()));
        assertThat(figures.figures(zone.id(), 2021, 2021).all())
                .extracting(figure -> figure.amount().longValueExact())
                .containsExactlyInAnyOrder(120_000_000L, 3_000L, 5_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyAFigureCannotBeKept(Databases database) {
        String name = "综试区" + NEXT.getAndIncrement();
        zone(database, name, "440300");
        zone(database, name, "440400");
        assertThat(problems(
                        database,
                        ZoneFigureRows.class,
                        row(2, "zoneNameZh", name, "period", "2021", "EXPORTS", "1"),
                        row(3, "zoneNameZh", name, "cityCode", "深圳", "period", "2021", "FLOOR_AREA", "1"),
                        row(
                                4,
                                "zoneNameZh",
                                name,
                                "cityCode",
                                "深圳",
                                "period",
                                "2021",
                                "metric",
                                "企业数",
                                "amount",
                                "1.5"),
                        row(5, "zoneNameZh", name, "cityCode", "深圳", "period", "2021", "EXPORTS", "1.234"),
                        row(
                                6,
                                "zoneNameZh",
                                name,
                                "cityCode",
                                "深圳",
                                "period",
                                "2021",
                                "metric",
                                "出口",
                                "amount",
                                "1",
                                "IMPORTS",
                                "2"),
                        row(7, "zoneNameZh", name, "cityCode", "深圳", "period", "2021"),
                        row(8, "zoneNameZh", "没有" + name, "period", "2021", "EXPORTS", "1")))
                .containsExactly(
                        "zone.rows.ambiguous",
                        "zone.refused.metric",
                        "base.number.bad-whole",
                        "zone.refused.decimals",
                        "zone.rows.both-forms",
                        "zone.rows.no-figure",
                        "zone.rows.unknown");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTwoStatementsOfOneSourceApart(Databases database) {
        ObservationRows rows = the(database, ObservationRows.class);
        Indicator indicator = indicator(database);
        List<TypedRow> both = List.of(
                observation(2, indicator, "amount", "33.1"),
                observation(3, indicator, "amount", "300", "qualifier", "超过"));
        List<RowPlan> plans = run(database, rows, new EntryRun(false, false), both);
        assertThat(plans).extracting(RowPlan::verdict).containsOnly(Verdict.NEW);
        assertThat(plans.get(0).remarks()).containsOnlyKeys("unit");
        assertThat(plans.get(1).remarks()).containsOnlyKeys("unit", "source");
        assertThat(run(database, rows, new EntryRun(false, false), both.reversed()))
                .extracting(RowPlan::verdict)
                .containsOnly(Verdict.UNCHANGED);
        assertThat(problems(database, ObservationRows.class, observation(2, indicator, "amount", "34")))
                .containsExactly("indicator.rows.ambiguous");
        List<RowPlan> one = rows.plan(
                List.of(observation(2, indicator, "amount", "33.2"), both.get(1)), new EntryRun(false, false));
        assertThat(one)
                .extracting(RowPlan::verdict)
                .as("the one that no row names")
                .containsExactly(Verdict.CHANGED, Verdict.UNCHANGED);
    }

    private static TypedRow observation(long number, Indicator indicator, String... more) {
        List<String> cells = new ArrayList<>(List.of(
                "indicatorCode",
                String.valueOf(indicator.data().nameZh()),
                "geographyCode",
                "广东省",
                "period",
                "2021",
                "source",
                "商务厅　年报"));
        cells.addAll(List.of(more));
        return row(number, cells.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void entersNothingOfABusinessThatIsMergedIntoAnotherMeanwhile(Databases database) {
        Event event = event(database, 2057, "440300");
        long kept = business(database);
        long merged = business(database);
        String code = creditCodeOf(database, merged);
        ParticipationRows rows = the(database, ParticipationRows.class);
        EntryRun run = new EntryRun(false, false);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            assertThatThrownBy(() -> inTransaction(database, () -> {
                        write(rows, run, row(2, "eventCode", event.code(), "creditCode", code));
                        done(threads.submit(() -> as(() -> merge(database, kept, merged))));
                        rows.finish(run);
                    }))
                    .isInstanceOf(StaleRecord.class);
        }
        assertThat(the(database, JdbcClient.class)
                        .sql("select count(*) from participation where event_id = :event")
                        .param("event", event.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static void merge(Databases database, long kept, long merged) {
        BusinessService businesses = the(database, BusinessService.class);
        Business one = businesses.find(kept).orElseThrow();
        the(database, BusinessMerge.class)
                .merge(one, businesses.find(merged).orElseThrow(), one.data(), Map.of(), Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void holdsNobodyUpWhoEntersIntoAnotherEventAndDeadlocksWithNobody(Databases database) throws Exception {
        Event first = event(database, 2056, "440300");
        Event second = event(database, 2056, "440300");
        long shared = business(database);
        long other = business(database);
        String code = creditCodeOf(database, shared);
        ParticipationRows rows = the(database, ParticipationRows.class);
        EntryRun run = new EntryRun(false, false);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> waiting = new ArrayList<>();
            inTransaction(database, () -> {
                write(
                        rows,
                        run,
                        row(2, "eventCode", first.code(), "creditCode", code, "nameZh", "企业"),
                        row(
                                3,
                                "eventCode",
                                first.code(),
                                "creditCode",
                                EntryKind.creditCode(),
                                "nameZh",
                                "新企业",
                                "cityCode",
                                "深圳"));
                // The run has entered the business into one event: somebody enters it into another, to which the run
                // comes next.
                done(threads.submit(() -> as(() -> register(database, second.id(), shared))));
                // And somebody enters into the event of the run, who has to wait.
                waiting.add(threads.submit(() -> as(() -> register(database, first.id(), other))));
                write(
                        rows,
                        run,
                        row(
                                4,
                                "eventCode",
                                second.code(),
                                "creditCode",
                                EntryKind.creditCode(),
                                "nameZh",
                                "又一企业",
                                "cityCode",
                                "深圳"));
                rows.finish(run);
            });
            waiting.forEach(RowsBySpecialRulesTest::done);
        }
        assertThat(the(database, JdbcClient.class)
                        .sql("select count(*) from participation where event_id in (:events)")
                        .param("events", List.of(first.id(), second.id()))
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(the(database, Recount.class).compare()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deadlocksWithNobodyWhileManyEnterAtOnce(Databases database) {
        List<Event> events = List.of(
                event(database, 2057, "440300"), event(database, 2057, "440300"), event(database, 2058, "440300"));
        List<Long> businesses = List.of(business(database), business(database), business(database), business(database));
        ParticipationRows rows = the(database, ParticipationRows.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> working = new ArrayList<>();
            working.add(threads.submit(() -> as(() -> {
                EntryRun run = new EntryRun(false, false);
                inTransaction(database, () -> {
                    for (int i = 0; i < 20; i++) {
                        List<TypedRow> typed = new ArrayList<>();
                        for (int j = 0; j < 30; j++) {
                            typed.add(row(
                                    i * 30 + j,
                                    "eventCode",
                                    events.get((i + j) % 3).code(),
                                    "creditCode",
                                    EntryKind.creditCode(),
                                    "nameZh",
                                    "企业" + j,
                                    "cityCode",
                                    "深圳",
                                    "signedDeals",
                                    "1"));
                        }
                        write(rows, run, typed.toArray(TypedRow[]::new));
                    }
                    rows.finish(run);
                });
            })));
            for (int thread = 0; thread < 2; thread++) {
                int own = thread;
                working.add(threads.submit(() -> as(() -> {
                    Random random = new Random(own);
                    for (int i = 0; i < 6; i++) {
                        Event event = events.get(i % 3);
                        long business = businesses.get(own * 2 + i / 3);
                        register(database, event.id(), business);
                        if (random.nextBoolean()) {
                            register(database, event.id(), business(database));
                        }
                    }
                })));
            }
            working.forEach(RowsBySpecialRulesTest::done);
        }
        assertThat(the(database, Recount.class).compare()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void changesTheVeryRecordsThatAPastedBlockCovers(Databases database) {
        Event event = event(database, 2059, "440300");
        run(
                database,
                the(database, EventRows.class),
                new EntryRun(true, false),
                List.of(new TypedRow(1, event.id(), Map.of("nameEn", "Ｆair", "nameZh", "新名称", "visitors", ""))));
        EventData data =
                the(database, EventService.class).find(event.id()).orElseThrow().data();
        assertThat(data.nameEn()).isEqualTo("Ｆair");
        assertThat(data.nameZh()).isEqualTo("新名称");
        Zone zone = zone(database, "园区" + NEXT.getAndIncrement(), "440300");
        run(
                database,
                the(database, ZoneRows.class),
                new EntryRun(true, false),
                List.of(new TypedRow(1, zone.id(), Map.of("nameZh", "改名园区" + zone.id(), "kind", "转型升级基地"))));
        ZoneData renamed =
                the(database, ZoneService.class).find(zone.id()).orElseThrow().data();
        assertThat(renamed.nameZh()).isEqualTo("改名园区" + zone.id());
        assertThat(renamed.kind()).isEqualTo(ZoneKind.UPGRADING_BASE);
        EntryRun figure = new EntryRun(true, true);
        run(
                database,
                the(database, ZoneFigureRows.class),
                figure,
                List.of(row(1, "zoneNameZh", "改名园区" + zone.id(), "period", "2021", "JOBS", "5")));
        run(
                database,
                the(database, ZoneFigureRows.class),
                new EntryRun(true, false),
                List.of(new TypedRow(1, figure.written().getFirst().id(), Map.of("amount", "6"))));
        assertThat(the(database, ZoneFigureService.class)
                        .figures(zone.id(), 2021, 2021)
                        .at(Metric.JOBS, Period.ofYear(2021))
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("6");
        Indicator indicator = indicator(database);
        EntryRun observed = new EntryRun(true, true);
        run(
                database,
                the(database, ObservationRows.class),
                observed,
                List.of(observation(1, indicator, "amount", "1")));
        long id = observed.written().getFirst().id();
        run(
                database,
                the(database, ObservationRows.class),
                new EntryRun(true, false),
                List.of(new TypedRow(1, id, Map.of("period", "2020", "source", "另一年报"))));
        assertThat(the(database, IndicatorService.class)
                        .findObservation(id)
                        .orElseThrow()
                        .data())
                .satisfies(changed -> {
                    assertThat(changed.period()).isEqualTo(Period.ofYear(2020));
                    assertThat(changed.source()).isEqualTo("另一年报");
                    assertThat(changed.amount()).isEqualByComparingTo("1");
                });
        for (Class<? extends RecordRows> kind :
                List.of(EventRows.class, ZoneRows.class, ZoneFigureRows.class, ObservationRows.class)) {
            assertThat(problems(database, kind, new TypedRow(1, -1L, Map.of()))).containsExactly("base.gone");
        }
    }

    private static void write(ParticipationRows rows, EntryRun run, TypedRow... typed) {
        List<RowPlan> plans = rows.plan(List.of(typed), run);
        assertThat(plans).allSatisfy(plan -> assertThat(plan.verdict())
                .as(plan.problems().toString())
                .isEqualTo(Verdict.NEW));
        rows.write(plans, run);
    }

    private static void as(Runnable work) {
        JustTheServices.signIn();
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static void done(Future<?> work) {
        try {
            work.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(Databases database, Class<? extends RecordRows> kind, TypedRow... typed) {
        return the(database, kind).plan(List.of(typed), new EntryRun(false, false)).stream()
                .map(plan -> plan.problems().values().stream()
                        .findFirst()
                        .map(one -> one.key())
                        .orElse("none"))
                .toList();
    }

    private static List<RowPlan> run(Databases database, RecordRows rows, EntryRun run, List<TypedRow> typed) {
        List<RowPlan> plans = new ArrayList<>();
        inTransaction(database, () -> {
            plans.addAll(rows.plan(typed, run));
            rows.write(plans, run);
            rows.finish(run);
        });
        return plans;
    }

    private static void inTransaction(Databases database, Runnable work) {
        new TransactionTemplate(the(database, PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }

    private static TypedRow row(long number, String... cells) {
        Map<String, String> content = new HashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            content.put(cells[i], cells[i + 1]);
        }
        return new TypedRow(number, content);
    }

    private static Event event(Databases database, int year, String office) {
        return the(database, EventService.class)
                .schedule(new EventData(
                        Programme.GTN,
                        "Fair " + NEXT.getAndIncrement(),
                        null,
                        LocalDate.of(year, 3, 5),
                        LocalDate.of(year, 3, 6),
                        EventForm.BOTH,
                        null,
                        "310000",
                        null,
                        null,
                        null,
                        office,
                        Set.of("lighting"),
                        EventStatus.CONFIRMED,
                        null,
                        null,
                        null,
                        null));
    }

    private static long business(Databases database) {
        return the(database, BusinessService.class)
                .register(new BusinessData(
                        EntryKind.creditCode(),
                        null,
                        null,
                        "企业",
                        "440300",
                        null,
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private static String creditCodeOf(Databases database, long business) {
        return String.valueOf(the(database, BusinessService.class)
                .find(business)
                .orElseThrow()
                .data()
                .creditCode());
    }

    private static void register(Databases database, long event, long business) {
        the(database, ParticipationService.class)
                .register(
                        event,
                        new ParticipationData(
                                business,
                                ParticipationRole.EXHIBITOR,
                                Attendance.ON_SITE,
                                null,
                                BigDecimal.ONE,
                                null,
                                null));
    }

    private static Zone zone(Databases database, String name, String city) {
        return the(database, ZoneService.class)
                .establish(new ZoneData(
                        ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE,
                        null,
                        name,
                        city,
                        null,
                        null,
                        null,
                        null,
                        Set.of()));
    }

    private static Indicator indicator(Databases database) {
        int number = NEXT.getAndIncrement();
        return the(database, IndicatorService.class)
                .define(new IndicatorData("Indicator " + number, "指标" + number, "CNY bn"));
    }
}
