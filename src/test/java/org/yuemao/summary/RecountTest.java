package org.yuemao.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.Fairs;
import org.yuemao.base.DatabaseClock;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.business.BusinessData;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;

/** Sums that somebody has broken by hand are named and mended, and what was reported earlier stays as it was. */
class RecountTest {
    private static final int YEAR = 2021;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void namesWhatIsWrongMendsItAndRecordsItOnThatDay(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            JdbcClient database = desk.getBean(JdbcClient.class);
            Recount recount = desk.getBean(Recount.class);
            Folding folding = desk.getBean(Folding.class);
            long event = desk.getBean(EventService.class)
                    .schedule(Fairs.inMay(YEAR, "Fair"))
                    .id();
            participate(desk, event, "440300", "1000");
            participate(desk, event, "440100", "500");
            folding.fold();
            assertThat(recount.compare()).isEmpty();
            Overview.Figures right = figures(desk);
            // All of it was recorded three days ago.
            LocalDate today = LocalDate.now(DatabaseClock.system());
            for (String table : List.of("event_day", "event_cell_day", "business_cell_day")) {
                database.sql("update " + table + " set recorded_on = :day")
                        .param("day", today.minusDays(3))
                        .update();
            }
            assertThat(recount.compare()).isEmpty();

            database.sql("update summary_cell set signed_deals = signed_deals + 7 where city_code = '440300'")
                    .update();
            database.sql("update place_cell set events = events - 1").update();
            database.sql("update business_cell set businesses = businesses + 2 where city_code = '440300'")
                    .update();
            database.sql("update event_cell set participations = 9 where city_code = '440100'")
                    .update();
            database.sql("update event_cell set approved = true where city_code = '440300'")
                    .update();
            database.sql("update route_cell set approved = true where city_code = '440100'")
                    .update();
            List<String> wrong = recount.compare();
            assertThat(wrong)
                    .anySatisfy(one ->
                            assertThat(one).contains("its cells are not those of its year, programme and review"))
                    .anySatisfy(one -> assertThat(one).contains("route_cell", "440100", "events 1"))
                    .anySatisfy(one -> assertThat(one).contains("summary_cell", "440300", "signed_deals -7"))
                    .anySatisfy(one -> assertThat(one).contains("place_cell", "events 1"))
                    .anySatisfy(one -> assertThat(one).contains("event_cell", "440100", "participations -8"))
                    .anySatisfy(one -> assertThat(one).contains("businesses of 2021", "440300"));

            assertThat(recount.mend()).containsExactlyInAnyOrderElementsOf(wrong);
            assertThat(recount.compare()).isEmpty();
            assertThat(recount.mend()).as("nothing is left to mend").isEmpty();
            assertThat(figures(desk)).isEqualTo(right);
            assertThat(database.sql("select distinct recorded_on from business_change")
                            .query(LocalDate.class)
                            .list())
                    .as("the mending is in the log of today")
                    .containsExactly(today);
            folding.fold();
            assertThat(recount.compare()).isEmpty();
            assertThat(figures(desk)).isEqualTo(right);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesEarlierDaysAsTheyWereReported(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            JdbcClient database = desk.getBean(JdbcClient.class);
            long event = desk.getBean(EventService.class)
                    .schedule(Fairs.inMay(YEAR, "Fair"))
                    .id();
            participate(desk, event, "440300", "1000");
            LocalDate today = LocalDate.now(DatabaseClock.system());
            desk.getBean(Folding.class).fold();
            for (String table : List.of("event_day", "event_cell_day", "business_cell_day")) {
                database.sql("update " + table + " set recorded_on = :day")
                        .param("day", today.minusDays(3))
                        .update();
            }
            // Somebody has written past the services.
            database.sql("update participation set signed_deals = 1500").update();
            Recount recount = desk.getBean(Recount.class);
            assertThat(recount.mend()).isNotEmpty();
            assertThat(recount.compare()).isEmpty();
            SummaryService summaries = desk.getBean(SummaryService.class);
            SummaryFilter filter = new SummaryFilter(YEAR, null, null, null);
            assertThat(summaries.overview(filter, today.minusDays(1)).figures().signedDeals())
                    .isEqualByComparingTo("1000");
            assertThat(summaries.overview(filter, today).figures().signedDeals())
                    .isEqualByComparingTo("1500");
            assertThat(summaries.between(filter, today.minusDays(1), today))
                    .singleElement()
                    .satisfies(one -> assertThat(one.names().en()).isEqualTo("Fair"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsWhatIsApprovedOfADeskThatHasCountedAllTogetherAndLeavesItsDaysAsTheyWere(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            JdbcClient database = desk.getBean(JdbcClient.class);
            EventService events = desk.getBean(EventService.class);
            Event approved = events.schedule(Fairs.inMay(YEAR, "Approved"));
            Fairs.approve(events, approved);
            long draft = events.schedule(Fairs.inMay(YEAR, "Draft")).id();
            long next = events.schedule(Fairs.inMay(YEAR + 1, "Next year")).id();
            long business = participate(desk, approved.id(), "440300", "1000");
            participate(desk, draft, "440300", "300");
            takePart(desk, next, business);
            desk.getBean(Folding.class).fold();
            LocalDate today = LocalDate.now(DatabaseClock.system());
            for (String table : List.of("event_day", "event_cell_day", "business_cell_day", "participation")) {
                database.sql("update " + table + " set "
                                + (table.equals("participation") ? "created_at" : "recorded_on") + " = :day")
                        .param("day", today.minusDays(3))
                        .update();
            }
            Map<SummaryFilter, List<Overview>> right = overviews(desk, today);

            // As it is when the cells of approved events come.
            for (String table : List.of("summary_cell", "place_cell", "route_cell", "summary_change")) {
                database.sql("delete from " + table).update();
            }
            together(database, "business_cell", "event_year, programme, sector_code, city_code");
            together(database, "business_cell_day", "event_year, programme, sector_code, city_code, recorded_on");
            database.sql("update summary_state set approved_counted = false").update();
            Recount recount = desk.getBean(Recount.class);
            assertThat(recount.compare()).isNotEmpty();
            recount.afterSingletonsInstantiated();

            assertThat(recount.compare()).isEmpty();
            desk.getBean(Commits.class).committed(new ManyChanged("EVENT", 0));
            assertThat(overviews(desk, today)).usingRecursiveComparison().isEqualTo(right);
            assertThat(Objects.requireNonNull(
                                    right.get(new SummaryFilter(YEAR + 1, null, null, null, Included.APPROVED)))
                            .getFirst()
                            .retention())
                    .as("among approved events it did not come again")
                    .last()
                    .isEqualTo(new Overview.Retention(YEAR + 1, 0, 0, 0, 1));
        }
    }

    private static Map<SummaryFilter, List<Overview>> overviews(ConfigurableApplicationContext desk, LocalDate today) {
        SummaryService summaries = desk.getBean(SummaryService.class);
        Map<SummaryFilter, List<Overview>> overviews = new HashMap<>();
        for (Included included : Included.values()) {
            for (int year : new int[] {YEAR, YEAR + 1}) {
                SummaryFilter filter = new SummaryFilter(year, null, null, null, included);
                overviews.put(
                        filter,
                        List.of(
                                summaries.overview(filter),
                                summaries.overview(filter, today),
                                summaries.overview(filter, today.minusDays(2)),
                                summaries.overview(filter, today.minusDays(9))));
            }
        }
        return overviews;
    }

    /** Counts of businesses as they were kept before those of approved events were kept apart. */
    private static void together(JdbcClient database, String table, String keys) {
        database.sql("create table together as select false as approved, " + keys
                        + ", sum(businesses) as businesses, sum(fresh) as fresh, sum(stayed) as stayed, sum(lost) as lost from "
                        + table + " group by " + keys)
                .update();
        database.sql("delete from " + table).update();
        String columns = "approved, " + keys + ", businesses, fresh, stayed, lost";
        database.sql("insert into " + table + " (" + columns + ") select " + columns + " from together")
                .update();
        database.sql("drop table together").update();
    }

    private static Overview.Figures figures(ConfigurableApplicationContext desk) {
        return desk.getBean(SummaryService.class)
                .overview(new SummaryFilter(YEAR, null, "440300", null), LocalDate.now(DatabaseClock.system()))
                .figures();
    }

    private static void takePart(ConfigurableApplicationContext desk, long event, long business) {
        desk.getBean(ParticipationService.class)
                .register(
                        event,
                        new ParticipationData(
                                business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, null, null));
    }

    private static long participate(ConfigurableApplicationContext desk, long event, String city, String signed) {
        return desk.getBean(ParticipationService.class)
                .registerNew(
                        event,
                        new BusinessData(
                                null, "sole trader", "Maker", null, city, null, Set.of(), null, null, null, null, null),
                        new ParticipationData(
                                0,
                                ParticipationRole.EXHIBITOR,
                                Attendance.ON_SITE,
                                null,
                                null,
                                new BigDecimal(signed),
                                null))
                .data()
                .businessId();
    }
}
