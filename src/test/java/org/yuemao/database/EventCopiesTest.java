package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
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
import org.yuemao.base.Refusal;
import org.yuemao.base.ReviewState;
import org.yuemao.business.BusinessService;
import org.yuemao.event.DayShift;
import org.yuemao.event.Event;
import org.yuemao.event.EventCopies;
import org.yuemao.event.EventCopy;
import org.yuemao.event.EventCopyProposal;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventLink;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;

/** Events copied to the next year, on both databases. */
class EventCopiesTest {
    private static final AtomicInteger YEAR = new AtomicInteger(2100);

    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.OFFICIAL);

    private static <T> T the(Databases database, Class<T> bean) {
        return SERVICES.the(database, bean);
    }

    @ParameterizedTest
    @EnumSource
    void takesOverWhatIsPlannedAndNothingOfWhatHappened(Databases database) {
        int year = YEAR.getAndAdd(3);
        Event original = event(database, year, "Fair " + year, "440300");
        original = the(database, EventService.class).submit(original.id(), original.version());
        EventCopies copies = the(database, EventCopies.class);
        EventCopyProposal proposal =
                copies.propose(List.of(original.id()), DayShift.SAME_WEEKDAY).getFirst();
        assertThat(proposal.nameEn().name()).isEqualTo("Fair " + (year + 1));
        Event copy = copies.copy(List.of(of(proposal)), false).get(original.id());

        EventData data = original.data();
        assertThat(copy).isNotNull();
        assertThat(copy.data())
                .isEqualTo(new EventData(
                        data.programme(),
                        "Fair " + (year + 1),
                        null,
                        proposal.firstDay(),
                        proposal.lastDay(),
                        data.form(),
                        data.countryCode(),
                        null,
                        data.hostCity(),
                        data.venue(),
                        data.organiser(),
                        data.officeCode(),
                        data.sectors(),
                        EventStatus.PLANNED,
                        data.targetBusinesses(),
                        data.netSpaceSqm(),
                        null,
                        null));
        assertThat(copy.data().firstDay().getDayOfWeek())
                .isEqualTo(data.firstDay().getDayOfWeek());
        assertThat(copy.reviewState()).isEqualTo(ReviewState.DRAFT);
        assertThat(copy.code()).isEqualTo("GTW-%d-001".formatted(year + 1));
        assertThat(copies.originalOf(copy.id())).map(EventLink::code).contains(original.code());
        assertThat(copies.copiesOf(original.id())).extracting(EventLink::code).containsExactly(copy.code());
        assertThat(history(database, copy.id())).contains("copiedFrom:" + original.code());

        assertThat(copies.propose(List.of(original.id()), DayShift.SAME_DATE)
                        .getFirst()
                        .copies())
                .as("a second copy is warned of")
                .extracting(EventLink::code)
                .containsExactly(copy.code());
        the(database, EventService.class).withdraw(original.id(), original.version());
        assertThat(copies.originalOf(copy.id())).isEmpty();
        assertThat(the(database, EventService.class).find(copy.id())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void takesBusinessesOverWithoutTheirFiguresAndKeepsTheRollUpsRight(Databases database) {
        int year = YEAR.getAndAdd(3);
        Event one = event(database, year, "One", "440300");
        Event other = event(database, year, "Other", "440100");
        long shared = business(database, "440300");
        register(database, one, shared);
        register(database, other, shared);
        register(database, other, business(database, "440100"));
        List<EventCopy> wanted =
                the(database, EventCopies.class).propose(List.of(one.id(), other.id()), DayShift.SAME_DATE).stream()
                        .map(EventCopiesTest::of)
                        .toList();
        Map<Long, Event> copied = the(database, EventCopies.class).copy(wanted, true);
        Event copy = copied.get(other.id());
        assertThat(copy).isNotNull();
        ParticipationLists lists = the(database, ParticipationLists.class);
        assertThat(lists.page(ParticipationFilter.ofEvent(copy.id()), null, false, 0, 10))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.data().role()).isEqualTo(ParticipationRole.BUYER);
                    assertThat(row.data().attendance()).isEqualTo(Attendance.ONLINE);
                    assertThat(row.data().signedDeals()).isNull();
                    assertThat(row.data().remark()).isNull();
                });
        assertThat(the(database, Recount.class).compare()).isEmpty();
        assertThat(the(database, JdbcClient.class)
                        .sql(
                                "select sum(businesses) from (select event_year, programme, sector_code, city_code, businesses from business_cell union all select event_year,"
                                        + " programme, sector_code, city_code, businesses from business_change) c"
                                        + " where event_year = :year and programme = '*'"
                                        + " and sector_code = '*' and city_code = '440300'")
                        .param("year", year + 1)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void copiesAllOrNone(Databases database) {
        int year = YEAR.getAndAdd(3);
        Event good = event(database, year, "Good", "440300");
        Event bad = event(database, year, "Bad", "440300");
        EventCopies copies = the(database, EventCopies.class);
        LocalDate first = LocalDate.of(year + 1, 5, 5);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> copies.copy(
                        List.of(
                                new EventCopy(good.id(), "Good", null, first, first),
                                new EventCopy(bad.id(), "", " ", first, first)),
                        false));
        assertThatExceptionOfType(Refusal.class)
                .as("a copy of another year than the next")
                .isThrownBy(() -> copies.copy(
                        List.of(new EventCopy(good.id(), "Good", null, first.plusYears(1), first.plusYears(1))),
                        false));
        assertThat(copies.copiesOf(good.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void letsAClerkCopyEventsOfTheOwnOfficeAlone(Databases database) {
        int year = YEAR.getAndAdd(3);
        Event own = event(database, year, "Own", "440300");
        Event foreign = event(database, year, "Foreign", "440100");
        JustTheServices.signInAs(Role.CLERK);
        EventCopies copies = the(database, EventCopies.class);
        List<EventCopyProposal> proposals = copies.propose(List.of(own.id(), foreign.id()), DayShift.SAME_DATE);
        assertThat(proposals).extracting(EventCopyProposal::allowed).containsExactly(true, false);
        List<EventCopy> both = proposals.stream().map(EventCopiesTest::of).toList();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> copies.copy(both, false));
        assertThat(copies.copiesOf(own.id())).isEmpty();
        assertThat(copies.copy(both.subList(0, 1), false)).hasSize(1);
    }

    private static EventCopy of(EventCopyProposal proposal) {
        return new EventCopy(
                proposal.original().id(),
                proposal.nameEn().name(),
                proposal.nameZh().name(),
                proposal.firstDay(),
                proposal.lastDay());
    }

    private static List<String> history(Databases database, long event) {
        return the(database, JdbcClient.class)
                .sql("""
                        select f.field || ':' || coalesce(f.value_after, '') from change_entry c
                        join field_change f on f.entry_id = c.id
                        where c.record_kind = 'EVENT' and c.record_id = :id""")
                .param("id", Long.toString(event))
                .query(String.class)
                .list();
    }

    private static Event event(Databases database, int year, String name, String office) {
        return the(database, EventService.class)
                .schedule(new EventData(
                        Programme.GTW,
                        name,
                        null,
                        LocalDate.of(year, 5, 5),
                        LocalDate.of(year, 5, 8),
                        EventForm.BOTH,
                        "JP",
                        null,
                        "Tokyo",
                        "Big Sight",
                        "Chamber",
                        office,
                        Set.of("lighting", "furniture"),
                        EventStatus.COMPLETED,
                        40,
                        new BigDecimal("1200"),
                        9000,
                        700));
    }

    private static long business(Databases database, String city) {
        return the(database, BusinessService.class)
                .register(Companies.of("Copied", null, city))
                .id();
    }

    private static void register(Databases database, Event event, long business) {
        the(database, ParticipationService.class)
                .register(
                        event.id(),
                        new ParticipationData(
                                business,
                                ParticipationRole.BUYER,
                                Attendance.ONLINE,
                                BigDecimal.TEN,
                                BigDecimal.ONE,
                                BigDecimal.TWO,
                                "was there"));
    }
}
