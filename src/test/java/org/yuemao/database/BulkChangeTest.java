package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.Companies;
import org.yuemao.base.Names;
import org.yuemao.base.Refusal;
import org.yuemao.base.bulk.BulkDone;
import org.yuemao.base.bulk.BulkPlan;
import org.yuemao.base.bulk.BulkUndone;
import org.yuemao.base.bulk.SectorsChange;
import org.yuemao.business.BusinessBulkChange;
import org.yuemao.business.BusinessChange;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.event.Event;
import org.yuemao.event.EventBulkChange;
import org.yuemao.event.EventChange;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationChange;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneBulkChange;
import org.yuemao.zone.ZoneChange;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

/** Many rows changed at once, on both databases. */
class BulkChangeTest {
    private static final AtomicInteger YEAR = new AtomicInteger(2200);

    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.OFFICIAL);

    private static <T> T the(Databases database, Class<T> bean) {
        return SERVICES.the(database, bean);
    }

    @ParameterizedTest
    @EnumSource
    void changesEventsKeepsTheRollUpsRightAndUndoes(Databases database) {
        int year = YEAR.incrementAndGet();
        Event one = event(database, year, "440300");
        Event other = event(database, year, "440300");
        long shared = business(database, "440300");
        register(database, one, shared);
        register(database, other, shared);
        register(database, other, business(database, "440100"));
        List<Long> ids = List.of(one.id(), other.id());
        EventBulkChange bulk = the(database, EventBulkChange.class);

        for (EventChange change : List.<EventChange>of(
                new EventChange.Status(EventStatus.CANCELLED),
                new EventChange.Office("440100"),
                new EventChange.Organiser("Chamber"),
                new EventChange.Sectors(new SectorsChange(SectorsChange.How.ADD, Set.of("furniture"))),
                new EventChange.Sectors(new SectorsChange(SectorsChange.How.REMOVE, Set.of("lighting"))),
                new EventChange.Sectors(new SectorsChange(SectorsChange.How.SET, Set.of("electronics"))),
                new EventChange.Form(EventForm.ONLINE),
                new EventChange.Target(77))) {
            EventData before = data(database, one);
            assertThat(bulk.plan(ids, change).changing()).as(change.toString()).isEqualTo(2);
            BulkDone done = bulk.apply(ids, change, false);
            assertThat(data(database, one)).as(change.toString()).isNotEqualTo(before);
            assertThat(the(database, Recount.class).compare())
                    .as(change.toString())
                    .isEmpty();
            assertThat(bulk.undo(done)).isEqualTo(new BulkUndone(2, List.of()));
            assertThat(data(database, one)).as(change.toString()).isEqualTo(before);
            assertThat(the(database, Recount.class).compare())
                    .as(change.toString())
                    .isEmpty();
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> bulk.undo(done));
        }
        assertThat(history(database, "EVENT", one.id()))
                .as("one entry a change")
                .isEqualTo(1 + 8 * 2);
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOthersAloneOrChangesNothingWhereSomeMayNotBeChanged(Databases database) {
        int year = YEAR.incrementAndGet();
        Event own = event(database, year, "440300");
        Event foreign = event(database, year, "440100");
        Event so = event(database, year, "440300");
        the(database, EventService.class).moveTo(so.id(), so.version(), EventStatus.POSTPONED);
        List<Long> ids = List.of(own.id(), foreign.id(), so.id(), 999_999_999L);
        EventBulkChange bulk = the(database, EventBulkChange.class);
        EventChange change = new EventChange.Status(EventStatus.POSTPONED);
        JustTheServices.signInAs(Role.CLERK);
        BulkPlan plan = bulk.plan(ids, change);
        assertThat(plan.changing()).isEqualTo(1);
        assertThat(plan.unchanged()).isEqualTo(1);
        assertThat(plan.heldRows()).isEqualTo(2);
        assertThat(plan.held())
                .extracting(BulkPlan.Held::key)
                .containsExactly("base.bulk.held.denied", "base.bulk.held.gone");
        assertThat(plan.held().getFirst().named()).extracting(Names::en).containsExactly(foreign.code() + " Fair");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> bulk.apply(ids, change, false));
        assertThat(data(database, own).status()).isEqualTo(EventStatus.COMPLETED);
        bulk.apply(ids, change, true);
        assertThat(data(database, own).status()).isEqualTo(EventStatus.POSTPONED);
        assertThat(data(database, foreign).status()).isEqualTo(EventStatus.COMPLETED);
        assertThat(bulk.plan(List.of(own.id()), new EventChange.Office("440100"))
                        .held())
                .extracting(BulkPlan.Held::key)
                .containsExactly("event.bulk.refused.office");
    }

    @ParameterizedTest
    @EnumSource
    void undoesAllButWhatSomebodyHasChangedSinceAndNamesThat(Databases database) {
        int year = YEAR.incrementAndGet();
        Event one = event(database, year, "440300");
        Event other = event(database, year, "440300");
        EventBulkChange bulk = the(database, EventBulkChange.class);
        BulkDone done = bulk.apply(List.of(one.id(), other.id()), new EventChange.Target(5), false);
        EventService events = the(database, EventService.class);
        events.moveTo(other.id(), other.version() + 1, EventStatus.CANCELLED);
        BulkUndone undone = bulk.undo(done);
        assertThat(undone.rows()).isEqualTo(1);
        assertThat(undone.refused()).extracting(Names::en).containsExactly(other.code() + " Fair");
        assertThat(data(database, one).targetBusinesses()).isNull();
        assertThat(data(database, other).targetBusinesses()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void holdsApprovedEventsBackFromWhatAClerkChangesUntilTheyAreReopened(Databases database) {
        EventService events = the(database, EventService.class);
        Event event = event(database, YEAR.incrementAndGet(), "440300");
        events.submit(event.id(), event.version());
        Event approved = events.approve(event.id(), event.version() + 1);
        JustTheServices.signInAs(Role.CLERK);
        EventBulkChange bulk = the(database, EventBulkChange.class);
        assertThat(bulk.plan(List.of(event.id()), new EventChange.Status(EventStatus.UNDER_WAY))
                        .held())
                .extracting(BulkPlan.Held::key)
                .containsExactly("base.review.refused.approved");
        Event reopened = events.reopen(approved.id(), approved.version(), "Another organiser");
        BulkDone done = bulk.apply(List.of(event.id()), new EventChange.Organiser("Other"), false);
        assertThat(done.plan().changing()).isEqualTo(1);
        events.submit(event.id(), reopened.version() + 1);
        assertThat(bulk.undo(done).refused()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void changesBusinessesKeepsTheRollUpsRightAndUndoes(Databases database) {
        int year = YEAR.incrementAndGet();
        Event event = event(database, year, "440300");
        long one = business(database, "440300");
        long other = business(database, "440600");
        register(database, event, one);
        register(database, event, other);
        BusinessBulkChange bulk = the(database, BusinessBulkChange.class);
        for (BusinessChange change : List.<BusinessChange>of(
                new BusinessChange.City("440100"),
                new BusinessChange.Size(BusinessSize.LARGE),
                new BusinessChange.Sectors(new SectorsChange(SectorsChange.How.SET, Set.of("lighting"))))) {
            BusinessData before = business(database, one);
            BulkDone done = bulk.apply(List.of(one, other), change, false);
            assertThat(business(database, one)).as(change.toString()).isNotEqualTo(before);
            assertThat(the(database, Recount.class).compare())
                    .as(change.toString())
                    .isEmpty();
            bulk.undo(done);
            assertThat(business(database, one)).as(change.toString()).isEqualTo(before);
            assertThat(the(database, Recount.class).compare())
                    .as(change.toString())
                    .isEmpty();
        }
        JustTheServices.signInAs(Role.CLERK);
        assertThat(bulk.plan(List.of(one, other), new BusinessChange.Size(BusinessSize.MICRO)))
                .satisfies(plan -> {
                    assertThat(plan.changing()).isEqualTo(1);
                    assertThat(plan.heldRows()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    void changesZonesWithinTheRightsOfTheirCity(Databases database) {
        Zone own = zone(database, "440300");
        Zone foreign = zone(database, "440100");
        ZoneBulkChange bulk = the(database, ZoneBulkChange.class);
        List<Long> both = List.of(own.id(), foreign.id());
        bulk.apply(both, new ZoneChange.Sectors(new SectorsChange(SectorsChange.How.ADD, Set.of("lighting"))), false);
        BulkDone done = bulk.apply(both, new ZoneChange.Operator("Company"), false);
        assertThat(zone(database, own)).satisfies(data -> {
            assertThat(data.operator()).isEqualTo("Company");
            assertThat(data.sectors()).containsExactly("lighting");
        });
        bulk.undo(done);
        assertThat(zone(database, own).operator()).isNull();
        bulk.apply(both, new ZoneChange.City("440600"), false);
        assertThat(zone(database, foreign).cityCode()).isEqualTo("440600");
        bulk.apply(List.of(own.id()), new ZoneChange.City("440300"), false);
        JustTheServices.signInAs(Role.CLERK);
        assertThat(bulk.plan(both, new ZoneChange.City("440100")).held())
                .extracting(BulkPlan.Held::key)
                .containsExactlyInAnyOrder("base.bulk.held.denied", "zone.refused.other-city");
        assertThat(bulk.plan(List.of(own.id()), new ZoneChange.City(null)).held())
                .extracting(BulkPlan.Held::key)
                .containsExactly("zone.refused.city");
    }

    @ParameterizedTest
    @EnumSource
    void removesParticipationsAndBringsThemBackAsTheyWere(Databases database) {
        int year = YEAR.incrementAndGet();
        Event event = event(database, year, "440300");
        long again = business(database, "440100");
        Participation kept = register(database, event, business(database, "440300"));
        Participation taken = register(database, event, again);
        ParticipationBulkChange bulk = the(database, ParticipationBulkChange.class);
        List<Long> ids = List.of(kept.id(), taken.id());
        bulk.apply(ids, new ParticipationChange.Role(ParticipationRole.SERVICE_PROVIDER), false);
        bulk.apply(ids, new ParticipationChange.Attending(Attendance.ON_SITE), false);
        ParticipationService participations = the(database, ParticipationService.class);
        Participation before = participations.find(kept.id()).orElseThrow();
        assertThat(before.data().role()).isEqualTo(ParticipationRole.SERVICE_PROVIDER);
        BulkDone done = bulk.apply(ids, new ParticipationChange.Removal(), false);
        assertThat(the(database, ParticipationLists.class).count(ParticipationFilter.ofEvent(event.id())))
                .isZero();
        assertThat(the(database, Recount.class).compare()).isEmpty();
        register(database, event, again);
        BulkUndone undone = bulk.undo(done);
        assertThat(undone.rows()).isEqualTo(1);
        assertThat(undone.refused()).hasSize(1);
        Participation back = participations.find(kept.id()).orElseThrow();
        assertThat(back.data()).isEqualTo(before.data());
        assertThat(back.createdAt()).isEqualTo(before.createdAt());
        assertThat(the(database, Recount.class).compare()).isEmpty();
        participations.withdraw(back.id(), back.version());
    }

    @ParameterizedTest
    @EnumSource
    void changesFiveThousandRowsAtOnce(Databases database) {
        int year = YEAR.incrementAndGet();
        JdbcClient sql = the(database, JdbcClient.class);
        List<Event> events =
                Stream.generate(() -> event(database, year, "440300")).limit(20).toList();
        sql.sql("""
                        insert into business (version, credit_code, missing_code_reason, name_zh, city_code, search_text,
                            created_at, created_by, changed_at, changed_by)
                        select 0, null, 'bulk', 'Bulk', c.code, 'bulk', current_timestamp, 'test', current_timestamp, 'test'
                        from city c cross join city d where c.code < '440900' or d.code < '440900'""").update();
        for (Event event : events) {
            sql.sql("""
                            insert into participation (version, event_id, business_id, role, attendance, signed_deals,
                                created_at, created_by, changed_at, changed_by)
                            select 0, :event, b.id, 'BUYER', 'ONLINE', 5, current_timestamp, 'test', current_timestamp,
                                'test'
                            from business b where b.missing_code_reason = 'bulk'""").param("event", event.id()).update();
        }
        the(database, Recount.class).rebuild();
        List<Long> all = sql.sql("select id from participation where event_id in (:events) order by id")
                .param("events", events.stream().map(Event::id).toList())
                .query(Long.class)
                .list();
        assertThat(all).hasSizeGreaterThan(5_000);
        ParticipationBulkChange participations = the(database, ParticipationBulkChange.class);
        participations.apply(all, new ParticipationChange.Role(ParticipationRole.EXHIBITOR), false);
        BulkDone removed = participations.apply(all, new ParticipationChange.Removal(), false);
        assertThat(the(database, Recount.class).compare()).isEmpty();
        participations.undo(removed);
        assertThat(the(database, Recount.class).compare()).isEmpty();
        List<Long> businesses = sql.sql("select id from business where missing_code_reason = 'bulk'")
                .query(Long.class)
                .list();
        the(database, BusinessBulkChange.class).apply(businesses, new BusinessChange.City("440300"), false);
        the(database, EventBulkChange.class)
                .apply(events.stream().map(Event::id).toList(), new EventChange.Status(EventStatus.CANCELLED), false);
        assertThat(the(database, Recount.class).compare()).isEmpty();
    }

    private static int history(Databases database, String kind, long id) {
        return the(database, JdbcClient.class)
                .sql("select count(*) from change_entry where record_kind = :kind and record_id = :id")
                .param("kind", kind)
                .param("id", Long.toString(id))
                .query(Integer.class)
                .single();
    }

    private static EventData data(Databases database, Event event) {
        return the(database, EventService.class).find(event.id()).orElseThrow().data();
    }

    private static BusinessData business(Databases database, long id) {
        return the(database, BusinessService.class).find(id).orElseThrow().data();
    }

    private static ZoneData zone(Databases database, Zone zone) {
        return the(database, ZoneService.class).find(zone.id()).orElseThrow().data();
    }

    private static Zone zone(Databases database, String city) {
        return the(database, ZoneService.class)
                .establish(new ZoneData(
                        ZoneKind.UPGRADING_BASE, "Base", null, city, null, null, BigDecimal.TEN, null, Set.of()));
    }

    private static Event event(Databases database, int year, String office) {
        return the(database, EventService.class)
                .schedule(new EventData(
                        Programme.GTN,
                        "Fair",
                        null,
                        LocalDate.of(year, 5, 5),
                        LocalDate.of(year, 5, 8),
                        EventForm.BOTH,
                        null,
                        "110000",
                        null,
                        null,
                        null,
                        office,
                        Set.of("lighting"),
                        EventStatus.COMPLETED,
                        null,
                        null,
                        null,
                        null));
    }

    private static long business(Databases database, @Nullable String city) {
        return the(database, BusinessService.class)
                .register(Companies.of("Changed", null, city))
                .id();
    }

    private static Participation register(Databases database, Event event, long business) {
        return the(database, ParticipationService.class)
                .register(
                        event.id(),
                        new ParticipationData(
                                business,
                                ParticipationRole.BUYER,
                                Attendance.ONLINE,
                                BigDecimal.TEN,
                                BigDecimal.ONE,
                                BigDecimal.TWO,
                                "remark"));
    }
}
