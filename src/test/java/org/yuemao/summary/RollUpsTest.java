package org.yuemao.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.Fairs;
import org.yuemao.base.DatabaseClock;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.CreditCode;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.BusinessMerge;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;

class RollUpsTest {
    private static final int PEOPLE = 3;
    private static final int EDITS = 150;
    private static final List<String> CITIES = List.of("440100", "440300", "441900");
    private static final List<String> SECTORS = List.of("electronics", "lighting", "furniture");
    private static final AtomicInteger NEXT = new AtomicInteger(500_000_000);

    @ParameterizedTest
    @EnumSource(Databases.class)
    void equalAFullRecountAfterPeopleHaveEditedAtRandomAtTheSameTime(Databases kind) throws Exception {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind);
                ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
            JdbcClient database = desk.getBean(JdbcClient.class);
            List<Future<Integer>> edits = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                int seed = person;
                edits.add(people.submit(() -> new Edits(desk, new Random(seed)).run()));
            }
            int done = 0;
            for (Future<Integer> one : edits) {
                done += one.get();
            }
            assertThat(done).isGreaterThan(EDITS);
            assertThat(desk.getBean(Recount.class).compare()).isEmpty();
            assertThat(database.sql("select count(*) from event_cell where participations > 0")
                            .query(Integer.class)
                            .single())
                    .isPositive();

            SummaryService summaries = desk.getBean(SummaryService.class);
            SummaryFilter filter = new SummaryFilter(2021, null, "440300", "lighting");
            SummaryFilter all = new SummaryFilter(2021, null, null, null);
            for (Included included : Included.values()) {
                Overview.Figures figures =
                        summaries.overview(filter.with(included)).figures();
                String counted = """
                        from participation p join event e on e.id = p.event_id join business b on b.id = p.business_id
                        where e.event_year = 2021 and e.status not in ('POSTPONED', 'CANCELLED') and b.city_code = '440300'
                            and exists (select 1 from event_sector s where s.event_id = e.id and s.sector_code = 'lighting')""" + (included == Included.ALL ? "" : " and e.review_state = 'APPROVED'");
                assertThat(figures.participations())
                        .isEqualTo(
                                number(database, "select count(*) " + counted).longValue());
                assertThat(figures.businesses())
                        .isEqualTo(number(database, "select count(distinct p.business_id) " + counted)
                                .longValue());
                assertThat(figures.signedDeals())
                        .isEqualByComparingTo(number(database, "select coalesce(sum(p.signed_deals), 0) " + counted));
                for (SummaryFilter each :
                        List.of(all, new SummaryFilter(2021, Programme.GTN, null, "lighting"), filter)) {
                    assertThat(EveryNumber.notEqualToItsRows(desk, each.with(included)))
                            .isEmpty();
                }
            }
            assertThat(summaries.overview(all).notApproved()).isPositive();
            assertThat(summaries.overview(all.with(Included.APPROVED)).figures().events())
                    .isPositive()
                    .isEqualTo(summaries.overview(all).figures().events()
                            - summaries.overview(all).notApproved());
            Folding folding = desk.getBean(Folding.class);
            Map<Included, Overview> before = overviews(summaries, all, null);
            folding.fold();
            assertThat(number(database, "select count(*) from summary_change")).isEqualByComparingTo("0");
            desk.getBean(Commits.class).committed(new ManyChanged("EVENT", 0));
            equal("folding changes no number", overviews(summaries, all, null), before);
            assertThat(desk.getBean(Recount.class).compare()).isEmpty();
            LocalDate today = LocalDate.now(DatabaseClock.system());
            equal("today as it stands at the end of today", overviews(summaries, all, today), before);

            // All that was so five days ago; then people go on.
            for (String table : List.of("event_day", "event_cell_day", "business_cell_day")) {
                database.sql("update " + table + " set recorded_on = :day")
                        .param("day", today.minusDays(5))
                        .update();
            }
            assertThat(new Edits(desk, new Random(77)).run()).isPositive();
            LocalDate then = today.minusDays(2);
            for (Included included : Included.values()) {
                assertThat(summaries.overview(all.with(included)).figures())
                        .isNotEqualTo(
                                Objects.requireNonNull(before.get(included)).figures());
            }
            equal("an earlier day stays as it was", overviews(summaries, all, then), before);
            for (SummaryFilter each : List.of(all, filter)) {
                for (Included included : Included.values()) {
                    assertThat(EveryNumber.notEqualToItsRows(desk, each.with(included), then))
                            .isEmpty();
                }
            }
            assertThat(desk.getBean(Recount.class).compare()).isEmpty();
        }
    }

    private static Map<Included, Overview> overviews(
            SummaryService summaries, SummaryFilter filter, @Nullable LocalDate day) {
        Map<Included, Overview> overviews = new EnumMap<>(Included.class);
        for (Included included : Included.values()) {
            SummaryFilter of = filter.with(included);
            overviews.put(included, day == null ? summaries.overview(of) : summaries.overview(of, day));
        }
        return overviews;
    }

    private static void equal(String what, Map<Included, Overview> overviews, Map<Included, Overview> others) {
        overviews.forEach((included, overview) -> assertThat(overview)
                .as(what + ": " + included)
                .usingRecursiveComparison()
                .ignoringFields("asOf")
                .ignoringCollectionOrder()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(others.get(included)));
    }

    private static BigDecimal number(JdbcClient database, String sql) {
        return database.sql(sql).query(BigDecimal.class).single();
    }

    /** One person's work: whatever is refused, because somebody else was faster, leaves no trace. */
    private record Edits(ConfigurableApplicationContext desk, Random random) {

        int run() {
            JustTheServices.signIn();
            try {
                int done = 0;
                for (int edit = 0; edit < EDITS; edit++) {
                    try {
                        edit();
                        done++;
                    } catch (Refusal | StaleRecord | RecordNotFound | ConcurrencyFailureException faster) {
                        // That is what happens to people, too.
                        continue;
                    }
                }
                return done;
            } finally {
                SecurityContextHolder.clearContext();
            }
        }

        private void edit() {
            EventService events = desk.getBean(EventService.class);
            BusinessService businesses = desk.getBean(BusinessService.class);
            ParticipationService participations = desk.getBean(ParticipationService.class);
            Long event = any("event");
            Long business = any("business");
            Long participation = any("participation");
            int kind = random.nextInt(15);
            if (kind == 0 || event == null) {
                Event scheduled = events.schedule(event());
                if (random.nextBoolean()) {
                    Fairs.approve(events, scheduled);
                }
            } else if (kind == 1 || business == null) {
                businesses.register(business());
            } else if (kind < 7 || participation == null) {
                participations.register(event, participation(business));
            } else {
                switch (kind) {
                    case 7 -> events.find(event).ifPresent(one -> events.revise(one.id(), one.version(), event()));
                    case 8 ->
                        events.find(event)
                                .ifPresent(one -> events.moveTo(one.id(), one.version(), any(EventStatus.values())));
                    case 9 ->
                        businesses
                                .find(business)
                                .ifPresent(one -> businesses.revise(
                                        one.id(),
                                        one.version(),
                                        business(one.data().creditCode())));
                    case 10 ->
                        participations
                                .find(participation)
                                .ifPresent(one -> participations.revise(
                                        one.id(),
                                        one.version(),
                                        participation(one.data().businessId())));
                    case 11 ->
                        participations
                                .find(participation)
                                .ifPresent(one -> participations.withdraw(one.id(), one.version()));
                    case 12 -> merge(business, any("business"));
                    default -> events.find(event).ifPresent(this::review);
                }
            }
        }

        /** Approves it, or takes that back. */
        private void review(Event event) {
            EventService events = desk.getBean(EventService.class);
            switch (event.reviewState()) {
                case APPROVED -> events.returnWithRemark(event.id(), event.version(), "Please check");
                case SUBMITTED -> events.approve(event.id(), event.version());
                default -> Fairs.approve(events, event);
            }
        }

        private void merge(Long keptId, @Nullable Long mergedId) {
            BusinessService businesses = desk.getBean(BusinessService.class);
            BusinessMerge merges = desk.getBean(BusinessMerge.class);
            Business kept = businesses.find(keptId).orElseThrow();
            Business merged = businesses.find(Objects.requireNonNull(mergedId)).orElseThrow();
            Map<Long, Long> seen = new HashMap<>();
            merges.participationsOf(keptId).values().forEach(one -> seen.put(one.id(), one.version()));
            merges.participationsOf(mergedId).values().forEach(one -> seen.put(one.id(), one.version()));
            merges.merge(kept, merged, random.nextBoolean() ? kept.data() : merged.data(), Map.of(), seen);
        }

        private @Nullable Long any(String table) {
            List<Long> ids = desk.getBean(JdbcClient.class)
                    .sql("select id from " + table)
                    .query(Long.class)
                    .list();
            return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
        }

        private EventData event() {
            Programme programme = any(Programme.values());
            int year = 2020 + random.nextInt(2);
            LocalDate day = LocalDate.of(year, 1 + random.nextInt(12), 5);
            return new EventData(
                    programme,
                    "Fair",
                    null,
                    day,
                    day.plusDays(2),
                    EventForm.ON_SITE,
                    "JP",
                    "110000",
                    null,
                    null,
                    null,
                    "440300",
                    Set.copyOf(List.of(SECTORS.get(random.nextInt(3)), SECTORS.get(1))),
                    any(EventStatus.values()),
                    null,
                    null,
                    null,
                    null);
        }

        private BusinessData business() {
            String first = "91440300" + NEXT.incrementAndGet();
            return business(first + CreditCode.checkCharacter(first));
        }

        private BusinessData business(@Nullable String code) {
            boolean abroad = random.nextInt(4) == 0;
            String city = abroad ? null : CITIES.get(random.nextInt(3));
            return new BusinessData(
                    code, null, "Lamps", null, city, abroad ? "JP" : null, Set.of(), null, null, null, null, null);
        }

        private ParticipationData participation(long business) {
            return new ParticipationData(
                    business,
                    any(ParticipationRole.values()),
                    Attendance.ON_SITE,
                    BigDecimal.valueOf(random.nextInt(100)),
                    random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(1_000_000), 2) : null,
                    random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(1_000_000), 2) : null,
                    null);
        }

        private <T> T any(T[] all) {
            return all[random.nextInt(all.length)];
        }
    }
}
