package org.yuemao.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.Companies;
import org.yuemao.Fairs;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.ReviewState;
import org.yuemao.base.bulk.BulkPlan.Held;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.business.BusinessService;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.database.ServicesOnEach;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationChange;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationService;
import org.yuemao.security.Role;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigure;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

/** Records on their way from their offices to the provincial department, on both databases. */
class ReviewServiceTest {
    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.CLERK);

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final Period QUARTER = Period.ofQuarter(2021, 1);

    private static <T> T the(Databases database, Class<T> bean) {
        return SERVICES.the(database, bean);
    }

    @ParameterizedTest
    @EnumSource
    void takesManyFiguresFromDraftToApprovedAsOneEntryOfTheHistory(Databases database) {
        Zone zone = zone(database);
        record(database, zone, Metric.JOBS, "5");
        record(database, zone, Metric.ENTERPRISES, "7");
        assertThat(figures(database, zone))
                .allSatisfy(figure -> assertThat(figure.review().reviewState()).isEqualTo(ReviewState.DRAFT));
        ReviewService reviews = the(database, ReviewService.class);
        assertThat(reviews.submit(ReviewKind.ZONE_FIGURE, versions(database, zone))
                        .done())
                .isEqualTo(2);
        JustTheServices.signIn();
        ReviewOutcome approved = reviews.approve(ReviewKind.ZONE_FIGURE, versions(database, zone));
        assertThat(approved).isEqualTo(new ReviewOutcome(2, List.of()));
        assertThat(figures(database, zone))
                .allSatisfy(figure -> assertThat(figure.review().reviewState()).isEqualTo(ReviewState.APPROVED));
        assertThat(the(database, JdbcClient.class)
                        .sql("select kind from change_operation where entries = 2 order by id desc limit 2")
                        .query(String.class)
                        .list())
                .containsExactly("APPROVAL", "SUBMISSION");
    }

    @ParameterizedTest
    @EnumSource
    void letsNobodyDecideOnWhatSomebodyElseHasDecidedOnOrChangedMeanwhile(Databases database) {
        Zone zone = zone(database);
        record(database, zone, Metric.JOBS, "5");
        record(database, zone, Metric.ENTERPRISES, "7");
        record(database, zone, Metric.PARCELS, "9");
        ReviewService reviews = the(database, ReviewService.class);
        reviews.submit(ReviewKind.ZONE_FIGURE, versions(database, zone));
        Map<Long, Long> seen = versions(database, zone);
        Map<Long, Long> first = Map.of(
                figure(database, zone, Metric.JOBS).id(),
                figure(database, zone, Metric.JOBS).version());
        JustTheServices.signIn();
        reviews.approve(ReviewKind.ZONE_FIGURE, first);
        record(database, zone, Metric.PARCELS, "10");
        ReviewOutcome outcome = reviews.returnWithRemark(ReviewKind.ZONE_FIGURE, seen, "Please check");
        assertThat(outcome.done()).isEqualTo(1);
        assertThat(outcome.heldRecords()).isEqualTo(2);
        assertThat(outcome.held()).extracting(Held::key).containsExactly("review.held.changed");
        assertThat(figure(database, zone, Metric.JOBS).review().reviewState()).isEqualTo(ReviewState.APPROVED);
        ReviewOutcome again = reviews.approve(ReviewKind.ZONE_FIGURE, seen);
        assertThat(again.done()).isZero();
        assertThat(again.held())
                .extracting(Held::key)
                .containsExactlyInAnyOrder("base.review.refused.approve", "review.held.changed");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAClerksChangeOfAnApprovedFigureUntilItIsReopened(Databases database) {
        Zone zone = zone(database);
        JustTheServices.signIn();
        record(database, zone, Metric.JOBS, "5");
        assertThat(figure(database, zone, Metric.JOBS).review().reviewState()).isEqualTo(ReviewState.APPROVED);
        JustTheServices.signInAs(Role.CLERK);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> record(database, zone, Metric.JOBS, "6"))
                .extracting(Refusal::key)
                .isEqualTo("base.review.refused.approved");
        TypedRow row = new TypedRow(
                1, Map.of(ZoneFigureRows.ZONE_ID, Long.toString(zone.id()), "period", "2021-Q1", "JOBS", "6"));
        RowPlan plan = the(database, ZoneFigureRows.class)
                .plan(List.of(row), new EntryRun(false, false))
                .getFirst();
        assertThat(plan.problems()).containsOnlyKeys("JOBS");
        ReviewService reviews = the(database, ReviewService.class);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reviews.reopen(ReviewKind.ZONE_FIGURE, versions(database, zone), ""));
        reviews.reopen(ReviewKind.ZONE_FIGURE, versions(database, zone), "Counted twice");
        record(database, zone, Metric.JOBS, "6");
        assertThat(figure(database, zone, Metric.JOBS).amount()).isEqualByComparingTo("6");
        assertThat(the(database, JdbcClient.class)
                        .sql("select reason from change_operation where kind = 'REOPENING' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("Counted twice");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAClerksCorrectionOfASubmittedObservationUntilItIsTakenBack(Databases database) {
        JustTheServices.signIn();
        String indicator = the(database, IndicatorService.class)
                .define(new IndicatorData("Reviewed " + NEXT.get(), "审核" + NEXT.getAndIncrement(), "CNY bn"))
                .code();
        JustTheServices.signInAs(Role.CLERK);
        IndicatorService indicators = the(database, IndicatorService.class);
        Observation draft = indicators.observe(observed(indicator, "5"));
        ReviewService reviews = the(database, ReviewService.class);
        reviews.submit(ReviewKind.OBSERVATION, Map.of(draft.id(), draft.version()));
        Observation submitted = indicators.findObservation(draft.id()).orElseThrow();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> indicators.correct(submitted.id(), submitted.version(), observed(indicator, "6")));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> indicators.withdraw(submitted.id(), submitted.version()));
        assertThat(reviews.takeBack(ReviewKind.OBSERVATION, Map.of(submitted.id(), submitted.version()))
                        .done())
                .isEqualTo(1);
        Observation back = indicators.findObservation(draft.id()).orElseThrow();
        assertThat(indicators
                        .correct(back.id(), back.version(), observed(indicator, "6"))
                        .data()
                        .amount())
                .isEqualByComparingTo("6");
    }

    @ParameterizedTest
    @EnumSource
    void letsParticipationsStandWhereTheirEventStands(Databases database) {
        EventService events = the(database, EventService.class);
        ParticipationService participations = the(database, ParticipationService.class);
        Event event = events.schedule(Fairs.inMay(2021, "Reviewed fair " + NEXT.getAndIncrement()));
        long business = business(database);
        long id = participations.register(event.id(), said(business)).id();
        event = events.submit(event.id(), event.version());
        JustTheServices.signIn();
        event = events.approve(event.id(), event.version());
        JustTheServices.signInAs(Role.CLERK);
        long eventId = event.id();
        long other = business(database);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> participations.register(eventId, said(other)))
                .extracting(Refusal::key)
                .isEqualTo("participation.refused.event-approved");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> participations.withdraw(id, 0));
        assertThat(the(database, ParticipationBulkChange.class)
                        .plan(List.of(id), new ParticipationChange.Role(ParticipationRole.BUYER))
                        .held())
                .extracting(Held::key)
                .containsExactly("participation.refused.event-approved");
        RowPlan plan = the(database, ParticipationRows.class)
                .plan(List.of(new TypedRow(1, id, Map.of("role", "buyer"))), new EntryRun(false, false))
                .getFirst();
        assertThat(plan.problems()).containsOnlyKeys(RowPlan.WHOLE_ROW);
        events.reopen(eventId, event.version(), "One more came");
        participations.register(eventId, said(other));
    }

    @ParameterizedTest
    @EnumSource
    void leavesDecisionsToOfficialsAndOtherOfficesRecordsAlone(Databases database) {
        EventService events = the(database, EventService.class);
        Event own = events.schedule(Fairs.inMay(2021, "Own " + NEXT.getAndIncrement()));
        ReviewService reviews = the(database, ReviewService.class);
        assertThat(reviews.submit(ReviewKind.EVENT, Map.of(own.id(), own.version()))
                        .done())
                .isEqualTo(1);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() ->
                        reviews.take(ReviewStep.APPROVE, ReviewKind.EVENT, Map.of(own.id(), own.version() + 1), ""));
        JustTheServices.signIn();
        Zone foreign = zone(database, "440100");
        JustTheServices.signIn();
        record(database, foreign, Metric.JOBS, "5");
        reviews.returnWithRemark(ReviewKind.ZONE_FIGURE, versions(database, foreign), "Mend it");
        JustTheServices.signInAs(Role.CLERK);
        assertThat(reviews.submit(ReviewKind.ZONE_FIGURE, versions(database, foreign))
                        .held())
                .extracting(Held::key)
                .containsExactly("base.bulk.held.denied");
        ReviewLists lists = the(database, ReviewLists.class);
        assertThat(lists.page(ReviewKind.ZONE_FIGURE, ReviewFilter.of(ReviewState.RETURNED), 0, 100))
                .noneMatch(item -> item.officeCode().equals("440100"));
        assertThat(lists.page(ReviewKind.EVENT, ReviewFilter.of(ReviewState.SUBMITTED), 0, 100))
                .anyMatch(item -> item.id() == own.id());
    }

    private static Zone zone(Databases database) {
        return zone(database, "440300");
    }

    private static Zone zone(Databases database, String city) {
        return the(database, ZoneService.class)
                .establish(new ZoneData(
                        ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE,
                        "Zone " + NEXT.get(),
                        "审核区" + NEXT.getAndIncrement(),
                        city,
                        null,
                        null,
                        null,
                        null,
                        Set.of()));
    }

    private static void record(Databases database, Zone zone, Metric metric, String amount) {
        ZoneFigureService figures = the(database, ZoneFigureService.class);
        Long version = figures.figures(zone.id(), 2021, 2021)
                .at(metric, QUARTER)
                .map(ZoneFigure::version)
                .orElse(null);
        figures.record(zone.id(), QUARTER, metric, new BigDecimal(amount), version);
    }

    private static List<ZoneFigure> figures(Databases database, Zone zone) {
        return the(database, ZoneFigureService.class)
                .figures(zone.id(), 2021, 2021)
                .all();
    }

    private static ZoneFigure figure(Databases database, Zone zone, Metric metric) {
        return the(database, ZoneFigureService.class)
                .figures(zone.id(), 2021, 2021)
                .at(metric, QUARTER)
                .orElseThrow();
    }

    private static Map<Long, Long> versions(Databases database, Zone zone) {
        Map<Long, Long> versions = new HashMap<>();
        figures(database, zone).forEach(figure -> versions.put(figure.id(), figure.version()));
        return versions;
    }

    private static ObservationData observed(String indicator, String amount) {
        return new ObservationData(
                indicator,
                "440300",
                Period.ofYear(2021),
                null,
                new BigDecimal(amount),
                "CNY bn",
                null,
                null,
                null,
                "Yearbook");
    }

    private static long business(Databases database) {
        return the(database, BusinessService.class)
                .register(Companies.ofShenzhen("Business " + NEXT.get(), "企业" + NEXT.getAndIncrement()))
                .id();
    }

    private static ParticipationData said(long business) {
        return new ParticipationData(
                business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, BigDecimal.ONE, null, null);
    }
}
