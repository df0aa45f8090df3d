package org.yuemao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.Fairs;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.Target;
import org.yuemao.indicator.TargetData;
import org.yuemao.indicator.TargetService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.security.Role;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

/** Earlier versions of records of every kind are restored as changes of today, with their rules and a reason. */
class RestoringTest {
    private static final int YEAR = 2652;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void restoresEveryKindOfRecordWithTheReasonInItsHistory(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            EventService events = desk.getBean(EventService.class);
            Event event = events.schedule(Fairs.inMay(YEAR, "First"));
            Event second = events.revise(event.id(), event.version(), Fairs.inMay(YEAR, "Second"));
            events.moveTo(event.id(), second.version(), EventStatus.COMPLETED);
            restoreFirst(desk, "EVENT", event.id());
            assertThat(events.find(event.id()).orElseThrow().data()).isEqualTo(Fairs.inMay(YEAR, "First"));
            History.Entry newest = entries(desk, "EVENT", event.id()).getFirst();
            assertThat(newest.operation()).isNotNull().satisfies(operation -> assertThat(operation.reason())
                    .isEqualTo("Typed by mistake"));
            assertThat(newest.fields())
                    .containsExactlyInAnyOrder(
                            new History.FieldChange("nameEn", "Second", "First"),
                            new History.FieldChange("status", "COMPLETED", "CONFIRMED"));

            BusinessService businesses = desk.getBean(BusinessService.class);
            Business business = businesses.register(business("Maker"));
            businesses.revise(business.id(), business.version(), business("Another"));
            restoreFirst(desk, "BUSINESS", business.id());
            assertThat(businesses.find(business.id()).orElseThrow().data()).isEqualTo(business("Maker"));

            ParticipationService participations = desk.getBean(ParticipationService.class);
            ParticipationData first = participation(business.id(), "1000.50");
            Participation participation = participations.register(event.id(), first);
            participations.revise(participation.id(), participation.version(), participation(business.id(), "7"));
            restoreFirst(desk, "PARTICIPATION", participation.id());
            assertThat(participations
                            .find(participation.id())
                            .orElseThrow()
                            .data()
                            .signedDeals())
                    .isEqualByComparingTo("1000.50");

            ZoneService zones = desk.getBean(ZoneService.class);
            Zone zone = zones.establish(zone("Base", Set.of("lighting", "electronics")));
            zones.revise(zone.id(), zone.version(), zone("Base 2", Set.of()));
            restoreFirst(desk, "ZONE", zone.id());
            assertThat(zones.find(zone.id()).orElseThrow().data()).isEqualTo(zone.data());

            ZoneFigureService figures = desk.getBean(ZoneFigureService.class);
            Period period = Period.ofQuarter(2021, 1);
            var figure = figures.record(zone.id(), period, Metric.EXPORTS, BigDecimal.TEN, null)
                    .orElseThrow();
            figures.record(zone.id(), period, Metric.EXPORTS, BigDecimal.ONE, figure.version());
            restoreFirst(desk, "ZONE_FIGURE", last(desk, "zone_figure"));
            assertThat(figures.figures(zone.id(), 2021, 2021)
                            .at(Metric.EXPORTS, period)
                            .orElseThrow()
                            .amount())
                    .isEqualByComparingTo("10");

            IndicatorService indicators = desk.getBean(IndicatorService.class);
            String code = indicators
                    .define(new IndicatorData("Trade in goods", null, "CNY bn"))
                    .code();
            Observation observation = indicators.observe(observation(code, "82.7"));
            indicators.correct(observation.id(), observation.version(), observation(code, "28.7"));
            restoreFirst(desk, "OBSERVATION", observation.id());
            assertThat(desk.getBean(JdbcClient.class)
                            .sql("select amount from indicator_observation")
                            .query(BigDecimal.class)
                            .single())
                    .isEqualByComparingTo("82.7");

            TargetService targets = desk.getBean(TargetService.class);
            targets.set(new TargetData(Programme.GTW, null, YEAR, BigDecimal.valueOf(150)));
            Target target = targets.targets().getFirst();
            targets.move(target.id(), target.version(), new TargetData(Programme.GTW, null, YEAR, BigDecimal.TEN));
            restoreFirst(desk, "TARGET", target.id());
            assertThat(targets.find(target.id()).orElseThrow().data().amount()).isEqualByComparingTo("150");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithoutAReasonFromAStaleVersionAndOfWhatIsGone(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            EventService events = desk.getBean(EventService.class);
            Restoring restoring = desk.getBean(Restoring.class);
            Event event = events.schedule(Fairs.inMay(YEAR, "First"));
            Event second = events.revise(event.id(), event.version(), Fairs.inMay(YEAR, "Second"));
            long entry = entries(desk, "EVENT", event.id()).getLast().number();
            assertThat(restoring.plan("EVENT", event.id(), entry).orElseThrow().changes())
                    .containsExactly(new History.FieldChange("nameEn", "Second", "First"));
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> restoring.restore("EVENT", event.id(), second.version(), entry, "  "))
                    .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("reason"));
            assertThatExceptionOfType(StaleRecord.class)
                    .isThrownBy(() -> restoring.restore("EVENT", event.id(), event.version(), entry, "Why"));
            Event other = events.schedule(Fairs.inMay(YEAR, "Other"));
            assertThatExceptionOfType(RecordNotFound.class)
                    .as("an entry of another record")
                    .isThrownBy(() -> restoring.restore("EVENT", other.id(), other.version(), entry, "Why"));
            assertThat(restoring.mayRestore("EVENT", event.id())).isTrue();

            JustTheServices.signInAs(Role.VIEWER);
            assertThat(restoring.mayRestore("EVENT", event.id())).isFalse();
            JustTheServices.signIn();
            events.withdraw(event.id(), second.version());
            assertThat(restoring.mayRestore("EVENT", event.id())).isFalse();
            assertThat(restoring.plan("EVENT", event.id(), entry)).isEmpty();
            assertThatExceptionOfType(RecordNotFound.class)
                    .isThrownBy(() -> restoring.restore("EVENT", event.id(), 0, entry, "Why"));
            assertThat(restoring.mayRestore("ACCOUNT", 1)).isFalse();
        }
    }

    /** Restores what the record said when it was entered. */
    private static void restoreFirst(ConfigurableApplicationContext desk, String kind, long id) {
        Restoring restoring = desk.getBean(Restoring.class);
        long entry = entries(desk, kind, id).getLast().number();
        Restoring.Plan plan = restoring.plan(kind, id, entry).orElseThrow();
        assertThat(plan.changes()).as(kind).isNotEmpty();
        restoring.restore(kind, id, plan.version(), entry, " Typed by mistake ");
        assertThat(restoring.plan(kind, id, entry).orElseThrow().changes())
                .as(kind)
                .isEmpty();
    }

    private static List<History.Entry> entries(ConfigurableApplicationContext desk, String kind, long id) {
        return desk.getBean(History.class).of(kind, id);
    }

    private static long last(ConfigurableApplicationContext desk, String table) {
        return desk.getBean(JdbcClient.class)
                .sql("select max(id) from " + table)
                .query(Long.class)
                .single();
    }

    private static BusinessData business(String name) {
        return new BusinessData(
                null, "sole trader", name, null, "440300", null, Set.of("lighting"), null, null, null, null, null);
    }

    private static ParticipationData participation(long business, String signed) {
        return new ParticipationData(
                business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, new BigDecimal(signed), null);
    }

    private static ZoneData zone(String name, Set<String> sectors) {
        return new ZoneData(ZoneKind.UPGRADING_BASE, name, null, "440300", null, null, null, null, sectors);
    }

    private static ObservationData observation(String code, String amount) {
        return new ObservationData(
                code,
                "440000",
                Period.ofYear(2021),
                null,
                new BigDecimal(amount),
                "CNY bn",
                null,
                null,
                null,
                "Report");
    }
}
