package org.yuemao.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.Fairs;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.StaleRecord;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.review.Reported.State;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Role;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

/** Who has reported what, by when, on both databases. */
@ParameterizedClass
@EnumSource(Databases.class)
class CompletenessTest {
    private static final Map<Databases, ConfigurableApplicationContext> DESKS = new HashMap<>();
    private static final Period MAY = Period.ofMonth(2021, 5);
    private static final Period JUNE = Period.ofMonth(2021, 6);

    private final ConfigurableApplicationContext desk;
    private final EventService events;

    CompletenessTest(Databases kind) {
        desk = DESKS.computeIfAbsent(kind, JustTheServices::on);
        events = desk.getBean(EventService.class);
    }

    @BeforeEach
    void begin() {
        JustTheServices.empty(desk);
        JdbcClient database = desk.getBean(JdbcClient.class);
        for (String table : List.of("nothing_to_report", "review_deadline", "zone_figure", "zone")) {
            database.sql("delete from " + table).update();
        }
        JustTheServices.signInAs(Role.CLERK);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    static void end() {
        DESKS.values().forEach(ConfigurableApplicationContext::close);
        DESKS.clear();
    }

    @Test
    void anOfficeHasReportedEventsOnceAllThatEndInTheMonthAreSubmitted() {
        Event one = events.schedule(Fairs.inMay(2021, "One"));
        Event other = events.schedule(Fairs.inMay(2021, "Other"));
        Event cancelled = events.schedule(Fairs.inMay(2021, "Cancelled"));
        events.moveTo(cancelled.id(), cancelled.version(), EventStatus.CANCELLED);
        assertThat(shenzhen("2021-05-20", MAY).state()).isEqualTo(State.DRAFT);
        assertThat(shenzhen("2021-06-10", MAY).state()).isEqualTo(State.DRAFT);
        assertThat(shenzhen("2021-06-11", MAY)).satisfies(cell -> {
            assertThat(cell.state()).isEqualTo(State.OVERDUE);
            assertThat(cell.draft()).isEqualTo(2);
            assertThat(cell.dueOn()).isEqualTo(LocalDate.of(2021, 6, 10));
        });
        events.submit(one.id(), one.version());
        Event submitted = events.submit(other.id(), other.version());
        assertThat(shenzhen("2021-06-11", MAY).state()).isEqualTo(State.SUBMITTED);
        JustTheServices.signIn();
        events.approve(one.id(), one.version() + 1);
        events.returnWithRemark(submitted.id(), submitted.version(), "Venue?");
        assertThat(shenzhen("2021-06-11", MAY).state()).isEqualTo(State.OVERDUE);
    }

    @Test
    void anOfficeWithoutEventsHasReportedOnceItSaysSo() {
        events.schedule(Fairs.inMay(2021, "Of May"));
        assertThat(shenzhen("2021-06-20", JUNE).state()).isEqualTo(State.NOT_DUE);
        assertThat(shenzhen("2021-07-05", JUNE).state()).isEqualTo(State.NOT_REPORTED);
        assertThat(shenzhen("2021-08-01", JUNE).state()).isEqualTo(State.OVERDUE);
        Deadlines deadlines = desk.getBean(Deadlines.class);
        deadlines.sayNothingToReport(ReviewKind.EVENT, JUNE, "440300");
        assertThat(shenzhen("2021-08-01", JUNE).state()).isEqualTo(State.NOTHING);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> deadlines.sayNothingToReport(ReviewKind.EVENT, JUNE, "440100"));
        deadlines.takeBackNothing(ReviewKind.EVENT, JUNE, "440300");
        assertThat(shenzhen("2021-08-01", JUNE).state()).isEqualTo(State.OVERDUE);
    }

    @Test
    void nothingIsDueOfAYearOfWhichNobodyHasEnteredAnything() {
        assertThat(shenzhen("2021-08-01", JUNE).state()).isEqualTo(State.NOT_DUE);
    }

    @Test
    void zonesWithoutAFigureOfTheQuarterAreMissing() {
        Zone one = zone("One", null);
        zone("Other", null);
        zone("Later", LocalDate.of(2021, 7, 1));
        Period quarter = Period.ofQuarter(2021, 1);
        desk.getBean(ZoneFigureService.class).record(one.id(), quarter, Metric.JOBS, BigDecimal.TEN, null);
        Reported cell = cell("2021-04-20", ReviewKind.ZONE_FIGURE, Length.QUARTER, quarter);
        assertThat(cell.missing()).isEqualTo(1);
        assertThat(cell.draft()).isEqualTo(1);
        assertThat(cell.state()).isEqualTo(State.OVERDUE);
        JustTheServices.signIn();
        assertThat(cell("2021-04-20", ReviewKind.ZONE_FIGURE, Length.QUARTER, Period.ofQuarter(2021, 3))
                        .missing())
                .isEqualTo(3);
    }

    @Test
    void officialsSayAnotherDayAndNobodyOverwritesItUnseen() {
        events.schedule(Fairs.inMay(2021, "One"));
        JustTheServices.signIn();
        Deadlines deadlines = desk.getBean(Deadlines.class);
        Deadline later = new Deadline(ReviewKind.EVENT, MAY, LocalDate.of(2021, 6, 30), null);
        deadlines.set(List.of(later));
        assertThat(shenzhen("2021-06-11", MAY).state()).isEqualTo(State.DRAFT);
        assertThat(shenzhen("2021-07-01", MAY).state()).isEqualTo(State.OVERDUE);
        assertThatExceptionOfType(StaleRecord.class).isThrownBy(() -> deadlines.set(List.of(later)));
        deadlines.set(List.of(new Deadline(ReviewKind.EVENT, MAY, null, 0L)));
        assertThat(shenzhen("2021-07-01", MAY).state()).isEqualTo(State.DRAFT);
        assertThat(desk.getBean(JdbcClient.class)
                        .sql("select count(*) from change_entry where record_kind = 'DEADLINE'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void remindsAnOfficeShortlyBeforeAndAfterADeadlineInASentence() {
        Event event = events.schedule(Fairs.inMay(2021, "One"));
        assertThat(owed("2021-06-04")).isEmpty();
        assertThat(owed("2021-06-06")).containsExactly("1 event of May 2021 not submitted; due on 10 Jun 2021");
        assertThat(owed("2021-06-12")).containsExactly("1 event of May 2021 not submitted; was due on 10 Jun 2021");
        events.submit(event.id(), event.version());
        assertThat(owed("2021-06-12")).isEmpty();
    }

    private List<String> owed(String today) {
        Clock clock = at(today);
        Reminders reminders = new Reminders(
                desk.getBean(Deadlines.class),
                completeness(clock),
                desk.getBean(Places.class),
                desk.getBean(CurrentPerson.class),
                clock);
        DueWords words = new DueWords(desk.getBean(org.yuemao.base.Wording.class), clock);
        return reminders.own().stream()
                .filter(due -> due.period().equals(MAY))
                .map(due -> words.of(due, Locale.ENGLISH))
                .toList();
    }

    private Reported shenzhen(String today, Period month) {
        return cell(today, ReviewKind.EVENT, Length.MONTH, month);
    }

    private Reported cell(String today, ReviewKind kind, Length length, Period period) {
        Office office = Objects.requireNonNull(desk.getBean(Places.class).office("440300"));
        return Objects.requireNonNull(
                        completeness(at(today)).of(kind, period.year(), length).get(office))
                .stream()
                .filter(cell -> cell.period().equals(period))
                .findFirst()
                .orElseThrow();
    }

    private Completeness completeness(Clock clock) {
        return new Completeness(
                desk.getBean(Deadlines.class), desk.getBean(Places.class), desk.getBean(JdbcClient.class), clock);
    }

    private static Clock at(String today) {
        return Clock.fixed(LocalDate.parse(today).atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    private Zone zone(String name, @org.jspecify.annotations.Nullable LocalDate approvedOn) {
        return desk.getBean(ZoneService.class)
                .establish(new ZoneData(
                        ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE,
                        name,
                        null,
                        "440300",
                        null,
                        approvedOn,
                        null,
                        null,
                        Set.of()));
    }
}
