package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessBulkChange;
import org.yuemao.business.BusinessChange;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.event.Event;
import org.yuemao.event.EventBulkChange;
import org.yuemao.event.EventChange;
import org.yuemao.event.EventCopies;
import org.yuemao.event.EventCopy;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationChange;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.report.ReportTextData;
import org.yuemao.report.ReportTextService;
import org.yuemao.review.Deadlines;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewService;
import org.yuemao.review.ReviewStep;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneBulkChange;
import org.yuemao.zone.ZoneChange;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureChange;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

/**
 * Every way to write, tried by a clerk of Shenzhen on records of Guangzhou, and then in just the same way by an official, so
 * that it is seen to be a way. Methods that clerks may call and that are not tried here are named with the reason.
 */
@DeskTest
class OtherOfficesTest {
    private static final String GUANGZHOU = "440100";
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Whatever any of the ways may change. */
    private static final List<String> TABLES = List.of(
            "event",
            "participation",
            "business",
            "zone",
            "zone_figure",
            "indicator_observation",
            "report_text",
            "nothing_to_report",
            "change_entry");

    /** What belongs to no office, or is tried for each kind of records elsewhere. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("BusinessService", "businesses are entered by everybody; changing one is tried here"),
            Map.entry("Duplicates", "whether two businesses are one is for everybody to say"),
            Map.entry("BusinessMerge", "BusinessMergeTest"),
            Map.entry("ImportService", "EveryKindOfRowsTest: who brings the file is asked by the rows that write"),
            Map.entry("ImportFiles", "files of one's own imports"),
            Map.entry("ReviewLists", "reads"),
            Map.entry("EventRows", "EveryKindOfRowsTest"),
            Map.entry("ParticipationRows", "EveryKindOfRowsTest"),
            Map.entry("BusinessRows", "EveryKindOfRowsTest"),
            Map.entry("ZoneRows", "EveryKindOfRowsTest"),
            Map.entry("ZoneFigureRows", "EveryKindOfRowsTest"),
            Map.entry("ObservationRows", "EveryKindOfRowsTest"));

    /** Those that change nothing, and those that take back what the same person has just done. */
    private static final Set<String> NO_WRITES = Set.of("plan", "undo");

    @Autowired
    private ApplicationContext desk;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient database;

    @Autowired
    private EventService events;

    @Autowired
    private EventBulkChange eventBulk;

    @Autowired
    private EventCopies copies;

    @Autowired
    private ParticipationService participations;

    @Autowired
    private ParticipationBulkChange participationBulk;

    @Autowired
    private BusinessService businesses;

    @Autowired
    private BusinessBulkChange businessBulk;

    @Autowired
    private ZoneService zones;

    @Autowired
    private ZoneBulkChange zoneBulk;

    @Autowired
    private ZoneFigureService figures;

    @Autowired
    private IndicatorService indicators;

    @Autowired
    private ReviewService reviews;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private ReportTextService reportTexts;

    private String indicator = "";

    private interface Way {
        void go() throws Exception;
    }

    @Test
    void clerksWriteNothingOfOtherOffices() {
        Map<String, Way> ways = ways();
        Set<String> untried = new TreeSet<>();
        writing().forEach(method -> {
            if (!ways.containsKey(method) && !ELSEWHERE.containsKey(method.split("\\.")[0])) {
                untried.add(method);
            }
        });
        assertThat(untried).as("clerks may call these, and nobody tries them").isEmpty();
        ways.forEach((name, way) -> {
            List<Long> before = state();
            tryAs("clerk", way);
            assertThat(state()).as("%s by a clerk of another office", name).isEqualTo(before);
            assertThat(tryAs("official", way)).as("%s by an official", name).isNull();
            assertThat(state()).as("%s by an official", name).isNotEqualTo(before);
        });
    }

    /** Each on a record of its own, since the official changes it in the end. */
    private Map<String, Way> ways() {
        indicator = as("official", () -> indicators
                .define(new IndicatorData("Trade of offices", null, "CNY bn"))
                .code());
        Map<String, Way> ways = new TreeMap<>();
        ways.put("EventService.schedule", () -> events.schedule(fair()));
        Event revised = event();
        ways.put(
                "EventService.revise",
                () -> events.revise(
                        revised.id(), revised.version(), revised.data().withStatus(EventStatus.COMPLETED)));
        Event moved = event();
        ways.put("EventService.moveTo", () -> events.moveTo(moved.id(), moved.version(), EventStatus.COMPLETED));
        Event drafted = event();
        ways.put("EventService.submit", () -> events.submit(drafted.id(), drafted.version()));
        Event taken = submitted();
        ways.put("EventService.takeBack", () -> events.takeBack(taken.id(), taken.version()));
        Event reopened = approved();
        ways.put("EventService.reopen", () -> events.reopen(reopened.id(), reopened.version(), "The hall was changed"));
        Event withdrawn = event();
        ways.put("EventService.withdraw", () -> events.withdraw(withdrawn.id(), withdrawn.version()));
        Event changed = event();
        ways.put(
                "EventBulkChange.apply",
                () -> eventBulk.apply(List.of(changed.id()), new EventChange.Status(EventStatus.COMPLETED), false));
        Event copied = event();
        ways.put(
                "EventCopies.copy",
                () -> copies.copy(
                        List.of(new EventCopy(
                                copied.id(), "Fair again", null, LocalDate.of(2661, 5, 1), LocalDate.of(2661, 5, 3))),
                        false));

        Event joined = event();
        Business stranger = business("440300");
        ways.put("ParticipationService.register", () -> participations.register(joined.id(), stand(stranger.id())));
        Business second = business("440300");
        ways.put(
                "ParticipationService.registerAll",
                () -> participations.registerAll(joined.id(), List.of(stand(second.id()))));
        ways.put(
                "ParticipationService.registerNew",
                () -> participations.registerNew(joined.id(), maker("440300"), stand(0)));
        Participation sold = participation();
        ways.put(
                "ParticipationService.revise",
                () -> participations.revise(
                        sold.id(),
                        sold.version(),
                        new ParticipationData(
                                sold.data().businessId(),
                                ParticipationRole.BUYER,
                                Attendance.ON_SITE,
                                null,
                                null,
                                BigDecimal.TEN,
                                "More")));
        Participation gone = participation();
        ways.put("ParticipationService.withdraw", () -> participations.withdraw(gone.id(), gone.version()));
        Participation alsoGone = participation();
        ways.put(
                "ParticipationService.withdrawAll",
                () -> participations.withdrawAll(alsoGone.eventId(), Map.of(alsoGone.id(), alsoGone.version())));
        Participation online = participation();
        ways.put(
                "ParticipationBulkChange.apply",
                () -> participationBulk.apply(
                        List.of(online.id()), new ParticipationChange.Attending(Attendance.ONLINE), false));

        Business foreign = business(GUANGZHOU);
        ways.put("BusinessService.revise", () -> businesses.revise(foreign.id(), foreign.version(), maker(GUANGZHOU)));
        Business removed = business(GUANGZHOU);
        ways.put("BusinessService.remove", () -> businesses.remove(removed.id(), removed.version()));
        Business alsoRemoved = business(GUANGZHOU);
        ways.put(
                "BusinessService.removeAll",
                () -> businesses.removeAll(Map.of(alsoRemoved.id(), alsoRemoved.version())));
        Business small = business(GUANGZHOU);
        ways.put(
                "BusinessBulkChange.apply",
                () -> businessBulk.apply(List.of(small.id()), new BusinessChange.Size(BusinessSize.SMALL), false));

        ways.put("ZoneService.establish", () -> zones.establish(zone()));
        Zone zone = established();
        ways.put("ZoneService.revise", () -> zones.revise(zone.id(), zone.version(), zone()));
        Zone abolished = established();
        ways.put("ZoneService.remove", () -> zones.remove(abolished.id(), abolished.version()));
        Zone operated = established();
        ways.put(
                "ZoneBulkChange.apply",
                () -> zoneBulk.apply(List.of(operated.id()), new ZoneChange.Operator("Somebody"), false));
        Zone reporting = established();
        ways.put(
                "ZoneFigureService.record",
                () -> figures.record(reporting.id(), Period.ofYear(2021), Metric.EXPORTS, new BigDecimal("7"), null));
        ways.put(
                "ZoneFigureService.recordAll",
                () -> figures.recordAll(
                        reporting.id(),
                        List.of(new ZoneFigureChange(Period.ofYear(2020), Metric.EXPORTS, new BigDecimal("7"), null))));

        ways.put("IndicatorService.observe", () -> indicators.observe(figure(2021)));
        ways.put("IndicatorService.observeAll", () -> indicators.observeAll(List.of(figure(2022))));
        Observation wrong = observed(2023);
        ways.put("IndicatorService.correct", () -> indicators.correct(wrong.id(), wrong.version(), figure(2024)));
        Observation dropped = observed(2025);
        ways.put("IndicatorService.withdraw", () -> indicators.withdraw(dropped.id(), dropped.version()));
        Observation alsoDropped = observed(2026);
        ways.put(
                "IndicatorService.withdrawAll",
                () -> indicators.withdrawAll(Map.of(alsoDropped.id(), alsoDropped.version())));

        Event one = event();
        ways.put("ReviewService.submit", () -> reviews.submit(ReviewKind.EVENT, Map.of(one.id(), one.version())));
        Event two = event();
        ways.put(
                "ReviewService.take",
                () -> reviews.take(ReviewStep.SUBMIT, ReviewKind.EVENT, Map.of(two.id(), two.version()), ""));
        Event three = submitted();
        ways.put(
                "ReviewService.takeBack",
                () -> reviews.takeBack(ReviewKind.EVENT, Map.of(three.id(), three.version())));
        Event four = approved();
        ways.put(
                "ReviewService.reopen",
                () -> reviews.reopen(ReviewKind.EVENT, Map.of(four.id(), four.version()), "The hall was changed"));
        ways.put(
                "Deadlines.sayNothingToReport",
                () -> deadlines.sayNothingToReport(ReviewKind.EVENT, Period.ofMonth(2020, 2), GUANGZHOU));
        as("official", () -> {
            deadlines.sayNothingToReport(ReviewKind.EVENT, Period.ofMonth(2020, 3), GUANGZHOU);
            return 0;
        });
        ways.put(
                "Deadlines.takeBackNothing",
                () -> deadlines.takeBackNothing(ReviewKind.EVENT, Period.ofMonth(2020, 3), GUANGZHOU));
        ways.put(
                "ReportTextService.write",
                () -> reportTexts.write(0, new ReportTextData(2660, null, "months", "文字", "Words")));
        return ways;
    }

    /** All public methods that clerks may call, but for those that everybody may. */
    private Set<String> writing() {
        Set<String> writing = new TreeSet<>();
        Stream.of(desk.getBeanDefinitionNames())
                .filter(name -> desk.isSingleton(name))
                .map(desk::getBean)
                .map(AopUtils::getTargetClass)
                .filter(type -> type.getName().startsWith("org.yuemao."))
                .forEach(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> isForWriters(type, method) && !NO_WRITES.contains(method.getName()))
                        .forEach(method -> writing.add(type.getSimpleName() + "." + method.getName())));
        return writing;
    }

    private static boolean isForWriters(Class<?> type, Method method) {
        PreAuthorize rule = AnnotatedElementUtils.findMergedAnnotation(method, PreAuthorize.class);
        if (rule == null) {
            rule = AnnotatedElementUtils.findMergedAnnotation(type, PreAuthorize.class);
        }
        return rule != null
                && rule.value().equals(Rights.WRITE)
                && Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic();
    }

    private List<Long> state() {
        return TABLES.stream()
                .flatMap(table -> Stream.of(
                        number("select count(*) from " + table),
                        table.equals("change_entry") || table.equals("nothing_to_report")
                                ? 0L
                                : number("select coalesce(sum(version), 0) from " + table)))
                .toList();
    }

    private long number(String sql) {
        return Objects.requireNonNull(database.sql(sql).query(Long.class).single());
    }

    /** What the person is told; nothing where the way led through. */
    private @Nullable Throwable tryAs(String who, Way way) {
        return as(who, () -> {
            try {
                way.go();
                return null;
            } catch (AccessDeniedException | Refusal refused) {
                return refused;
            }
        });
    }

    private <T extends @Nullable Object> T as(String who, Callable<T> work) {
        return Colleagues.as(who, people, work);
    }

    private Event event() {
        return as("official", () -> events.schedule(fair()));
    }

    private Event submitted() {
        Event event = event();
        return as("official", () -> events.submit(event.id(), event.version()));
    }

    private Event approved() {
        Event event = submitted();
        return as("official", () -> events.approve(event.id(), event.version()));
    }

    private static EventData fair() {
        return new EventData(
                Programme.GTW,
                "Fair of Guangzhou " + NEXT.incrementAndGet(),
                null,
                LocalDate.of(2660, 5, 1),
                LocalDate.of(2660, 5, 3),
                EventForm.ON_SITE,
                "JP",
                null,
                null,
                null,
                null,
                GUANGZHOU,
                Set.of("electronics"),
                EventStatus.CONFIRMED,
                null,
                null,
                null,
                null);
    }

    private Business business(@Nullable String city) {
        return as("official", () -> businesses.register(maker(city)));
    }

    private static BusinessData maker(@Nullable String city) {
        return new BusinessData(
                null,
                "Made for a test",
                "Maker " + NEXT.incrementAndGet() + " of other offices",
                null,
                city,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static ParticipationData stand(long business) {
        return new ParticipationData(
                business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, new BigDecimal("5"), null);
    }

    private Participation participation() {
        Event event = event();
        Business business = business("440300");
        return as("official", () -> participations.register(event.id(), stand(business.id())));
    }

    private Zone established() {
        return as("official", () -> zones.establish(zone()));
    }

    private static ZoneData zone() {
        return new ZoneData(
                ZoneKind.values()[0],
                "Zone " + NEXT.incrementAndGet() + " of other offices",
                null,
                GUANGZHOU,
                null,
                null,
                null,
                null,
                Set.of());
    }

    private Observation observed(int year) {
        return as("official", () -> indicators.observe(figure(year)));
    }

    private ObservationData figure(int year) {
        return new ObservationData(
                indicator,
                GUANGZHOU,
                Period.ofYear(year + 600),
                null,
                new BigDecimal("5"),
                "CNY bn",
                null,
                null,
                null,
                "test " + NEXT.incrementAndGet());
    }
}
