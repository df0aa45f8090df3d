package org.yuemao.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.base.Refusal;
import org.yuemao.base.ReviewState;
import org.yuemao.base.StaleRecord;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

@DeskTest
@RecordApplicationEvents
class EventServiceTest {
    private static final Person CLERK_OF_SHENZHEN = new Person(1, "clerk", "Clerk", "", Role.CLERK, "440300", true);
    private static final Person OFFICIAL = new Person(2, "official", "Official", "", Role.OFFICIAL, "440000", true);
    private static final Person VIEWER = new Person(3, "viewer", "Viewer", "", Role.VIEWER, "440000", true);

    @Autowired
    private EventService events;

    @Autowired
    private EventLists lists;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ApplicationEvents published;

    @BeforeEach
    void signIn() {
        signIn(CLERK_OF_SHENZHEN);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void givesCodesInOrderForEachProgrammeAndYear() {
        signIn(OFFICIAL);
        assertThat(events.schedule(worldwide(2031)).code()).isEqualTo("GTW-2031-001");
        assertThat(events.schedule(worldwide(2031)).code()).isEqualTo("GTW-2031-002");
        assertThat(events.schedule(worldwide(2032)).code()).isEqualTo("GTW-2032-001");
        assertThat(events.schedule(nationwide(2031)).code()).isEqualTo("GTN-2031-001");
    }

    @Test
    void givesEveryCodeOnceWithoutGapsWhenManyPeopleEnterEventsAtOnce() throws Exception {
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            work.add(() -> {
                signIn(OFFICIAL);
                return events.schedule(worldwide(2071)).code();
            });
        }
        List<String> codes = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (Future<String> code : people.invokeAll(work)) {
                codes.add(code.get());
            }
        }
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj("GTW-2071-%03d"::formatted)
                        .toList());
    }

    @Test
    void aRefusedEventUsesUpNoNumber() {
        String first = events.schedule(worldwide(2042)).code();
        EventData backwards = copy(worldwide(2042), LocalDate.of(2042, 3, 9), LocalDate.of(2042, 3, 8));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.schedule(backwards))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("lastDay"));
        assertThat(first).endsWith("001");
        assertThat(events.schedule(worldwide(2042)).code()).endsWith("002");
    }

    @Test
    void keepsTheCodeWhenTheEventMovesToAnotherYear() {
        Event event = events.schedule(worldwide(2043));
        Event moved = events.revise(
                event.id(), event.version(), copy(event.data(), LocalDate.of(2044, 1, 5), LocalDate.of(2044, 1, 7)));
        assertThat(moved.code()).isEqualTo(event.code());
        assertThat(lists.count(EventFilter.all().ofYear(2044))).isEqualTo(1);
    }

    @Test
    void refusesASaveOverANewerChange() {
        Event read = events.schedule(worldwide(2045));
        events.moveTo(read.id(), read.version(), EventStatus.CONFIRMED);
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> events.revise(read.id(), read.version(), nationwide(2045)));
        assertThat(events.find(read.id()).orElseThrow().data().programme()).isEqualTo(Programme.GTW);
    }

    @Test
    void refusesAPlaceThatDoesNotFitTheProgramme() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.schedule(at(Programme.GTW, "CN", null)))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("countryCode"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.schedule(at(Programme.GTN, null, "810000")))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("provinceCode"));
    }

    @Test
    void letsAClerkWriteForTheOwnOfficeOnly() {
        EventData ofGuangzhou = ofOffice("440100");
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> events.schedule(ofGuangzhou));
        signIn(OFFICIAL);
        Event event = events.schedule(ofGuangzhou);
        signIn(CLERK_OF_SHENZHEN);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> events.moveTo(event.id(), event.version(), EventStatus.CANCELLED));
        Event own = events.schedule(ofOffice("440300"));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> events.revise(own.id(), own.version(), ofGuangzhou));
    }

    @Test
    void letsAViewerReadButNotWrite() {
        Event event = events.schedule(worldwide(2046));
        signIn(VIEWER);
        assertThat(events.findByCode(event.code())).isEmpty();
        signIn(OFFICIAL);
        Fairs.approve(events, event);
        signIn(VIEWER);
        assertThat(events.findByCode(event.code())).isPresent();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> events.moveTo(event.id(), event.version(), EventStatus.CONFIRMED));
    }

    @Test
    void recordsWhoChangedWhichFieldFromWhatToWhat() {
        Event event = events.schedule(worldwide(2047));
        events.moveTo(event.id(), event.version(), EventStatus.COMPLETED);
        assertThat(database.sql("""
                        select e.person || ' ' || f.field || ' ' || f.value_before || ' ' || f.value_after
                        from change_entry e join field_change f on f.entry_id = e.id
                        where e.record_kind = 'EVENT' and e.record_id = :id and e.action = 'CHANGED'""")
                        .param("id", Long.toString(event.id()))
                        .query(String.class)
                        .list())
                .containsExactly("clerk status PLANNED COMPLETED");
    }

    @Test
    void tellsSummariesWhatTheEventWasAndIs() {
        Event event = events.schedule(worldwide(2048));
        events.moveTo(event.id(), event.version(), EventStatus.CANCELLED);
        assertThat(published.stream(EventChanged.class))
                .contains(new EventChanged(
                        event.id(),
                        EventFacts.of(event.data(), false),
                        EventFacts.of(event.data().withStatus(EventStatus.CANCELLED), false)));
    }

    @Test
    void savingWithoutAChangeLeavesTheVersionAsItIs() {
        Event event = events.schedule(worldwide(2049));
        Event same = events.revise(event.id(), event.version(), event.data());
        assertThat(same).isEqualTo(event);
    }

    @Test
    void anotherSetOfSectorsIsAChangeLikeAnyOther() {
        Event event = events.schedule(worldwide(2050));
        EventData other = new EventData(
                Programme.GTW,
                "Fair",
                "展会",
                event.data().firstDay(),
                event.data().lastDay(),
                EventForm.ON_SITE,
                "DE",
                null,
                "Berlin",
                "Messe",
                "Desk",
                "440300",
                Set.of(sector(1)),
                EventStatus.PLANNED,
                50,
                new BigDecimal("1200"),
                null,
                null);
        Event changed = events.revise(event.id(), event.version(), other);
        assertThat(changed.version()).isGreaterThan(event.version());
        assertThat(changed.data().sectors()).containsExactly(sector(1));
    }

    @Test
    void approvedEventsChangeOnlyByAnOfficialOrOnceTheirOfficeHasReopenedThemSayingWhy() {
        Event draft = events.schedule(worldwide(2051));
        Event submitted = events.submit(draft.id(), draft.version());
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> events.approve(submitted.id(), submitted.version()));
        signIn(OFFICIAL);
        Event approved = events.approve(submitted.id(), submitted.version());
        assertThat(approved.reviewState()).isEqualTo(ReviewState.APPROVED);
        EventData later = copy(approved.data(), LocalDate.of(2051, 5, 1), LocalDate.of(2051, 5, 2));
        Event corrected = events.revise(approved.id(), approved.version(), later);
        assertThat(corrected.reviewState()).isEqualTo(ReviewState.APPROVED);
        signIn(CLERK_OF_SHENZHEN);
        EventData other = copy(approved.data(), LocalDate.of(2051, 6, 1), LocalDate.of(2051, 6, 2));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.revise(corrected.id(), corrected.version(), other))
                .extracting(Refusal::key)
                .isEqualTo("base.review.refused.approved");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.moveTo(corrected.id(), corrected.version(), EventStatus.CANCELLED));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> events.withdraw(corrected.id(), corrected.version()));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.reopen(corrected.id(), corrected.version(), " "));
        Event reopened = events.reopen(corrected.id(), corrected.version(), "The fair was moved");
        assertThat(reopened.reviewState()).isEqualTo(ReviewState.DRAFT);
        assertThat(events.revise(reopened.id(), reopened.version(), other).data())
                .isEqualTo(other);
    }

    @Test
    void whatIsSubmittedIsTakenBackBeforeItsOfficeChangesIt() {
        Event draft = events.schedule(worldwide(2051));
        Event submitted = events.submit(draft.id(), draft.version());
        EventData other = copy(draft.data(), LocalDate.of(2051, 6, 1), LocalDate.of(2051, 6, 2));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.revise(submitted.id(), submitted.version(), other))
                .extracting(Refusal::key)
                .isEqualTo("base.review.refused.submitted");
        Event back = events.takeBack(submitted.id(), submitted.version());
        assertThat(back.reviewState()).isEqualTo(ReviewState.DRAFT);
        assertThat(events.revise(back.id(), back.version(), other).data()).isEqualTo(other);
    }

    @Test
    void returnsAnEventOnlyWithARemark() {
        Event draft = events.schedule(worldwide(2052));
        Event submitted = events.submit(draft.id(), draft.version());
        signIn(OFFICIAL);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> events.returnWithRemark(submitted.id(), submitted.version(), " "));
        Event returned = events.returnWithRemark(submitted.id(), submitted.version(), "Venue?");
        assertThat(returned.reviewRemark()).isEqualTo("Venue?");
    }

    @Test
    void withdrawsAnEventThatNobodyTakesPartIn() {
        Event event = events.schedule(worldwide(2053));
        events.withdraw(event.id(), event.version());
        assertThat(events.find(event.id())).isEmpty();
    }

    @Test
    void findsEventsByWordsOfEitherLanguageAndByFilters() {
        signIn(OFFICIAL);
        Event event = events.schedule(worldwide(2054));
        events.schedule(nationwide(2054));
        EventFilter year = EventFilter.all().ofYear(2054);
        assertThat(lists.count(year)).isEqualTo(2);
        assertThat(lists.page(year.searching("展会 berl"), EventSort.CODE, true, "en", 0, 10))
                .extracting(EventListItem::code)
                .containsExactly(event.code());
        assertThat(lists.page(year.searching(event.code().toLowerCase()), EventSort.NAME, false, "zh", 0, 10))
                .hasSize(1);
        assertThat(lists.count(year.searching("100%"))).isZero();
        assertThat(lists.count(year.of(Programme.GTN))).isEqualTo(1);
        assertThat(lists.count(year.in(Set.of(EventStatus.COMPLETED)))).isZero();
        for (EventSort sort : EventSort.values()) {
            assertThat(lists.page(year, sort, false, "en", 0, 1)).hasSize(1);
        }
    }

    private static void signIn(Person person) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
    }

    private String sector(int index) {
        return database.sql("select code from sector order by position")
                .query(String.class)
                .list()
                .get(index);
    }

    private EventData worldwide(int year) {
        return new EventData(
                Programme.GTW,
                "Fair",
                "展会",
                LocalDate.of(year, 3, 8),
                LocalDate.of(year, 3, 10),
                EventForm.ON_SITE,
                "DE",
                null,
                "Berlin",
                "Messe",
                "Desk",
                "440300",
                Set.of(sector(0)),
                EventStatus.PLANNED,
                50,
                new BigDecimal("1200"),
                null,
                null);
    }

    private EventData nationwide(int year) {
        return at(Programme.GTN, null, "510000", year, "440300");
    }

    private EventData at(Programme programme, @Nullable String country, @Nullable String province) {
        return at(programme, country, province, 2060, "440300");
    }

    private EventData ofOffice(String office) {
        return at(Programme.GTW, "FR", null, 2061, office);
    }

    private static EventData at(
            Programme programme, @Nullable String country, @Nullable String province, int year, String office) {
        return new EventData(
                programme,
                null,
                "展销会",
                LocalDate.of(year, 6, 1),
                LocalDate.of(year, 6, 3),
                EventForm.BOTH,
                country,
                province,
                null,
                null,
                null,
                office,
                Set.of(),
                EventStatus.PLANNED,
                null,
                null,
                null,
                null);
    }

    private static EventData copy(EventData data, LocalDate first, LocalDate last) {
        return new EventData(
                data.programme(),
                data.nameEn(),
                data.nameZh(),
                first,
                last,
                data.form(),
                data.countryCode(),
                data.provinceCode(),
                data.hostCity(),
                data.venue(),
                data.organiser(),
                data.officeCode(),
                data.sectors(),
                data.status(),
                data.targetBusinesses(),
                data.netSpaceSqm(),
                data.visitors(),
                data.overseasBuyers());
    }
}
