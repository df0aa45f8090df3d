package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.CreditCodes;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.bulk.SectorsChange;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.business.Business;
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
import org.yuemao.participation.BusinessMerge;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.summary.Recount;

/**
 * Several people write about the same events and businesses at once, each in another way. Whoever comes too late is told so
 * with a sentence; nobody is stopped by the database, and nothing is half done.
 */
class WritingTogetherTest {
    private static final int BUSINESSES = 24;
    private static final int EVENTS = 4;
    private static final int TURNS = 12;
    private static final List<String> CITIES = List.of("440300", "440100", "440600");

    /** What a person is told with a sentence, and can go on after. */
    private static final Set<Class<?>> TOLD =
            Set.of(StaleRecord.class, Refusal.class, RecordNotFound.class, OptimisticLockingFailureException.class);

    private interface Turn {
        void take(int number, Random random);
    }

    @ParameterizedTest
    @EnumSource
    void neitherWaitForeverNorLeaveAnythingHalfDone(Databases database) throws Exception {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            JustTheServices.signIn();
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(event(desk, i));
            }
            List<Long> businesses = new ArrayList<>();
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < BUSINESSES; i++) {
                Business business = business(desk, i);
                businesses.add(business.id());
                codes.add(String.valueOf(business.data().creditCode()));
            }
            List<Turn> people = List.of(
                    (turn, random) -> changeBusinesses(desk, businesses, turn, random),
                    (turn, random) -> changeEvents(desk, events, turn, random),
                    (turn, random) -> enterRows(desk, events, codes, random),
                    (turn, random) -> enterRows(desk, events, codes, random),
                    (turn, random) -> merge(desk, businesses, random));
            assertThat(together(people))
                    .as("that is told to nobody as a sentence")
                    .isEmpty();
            assertThat(desk.getBean(Recount.class).compare()).isEmpty();
            assertNothingHalfDone(desk);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Who is told that it is busy may try again; a "query that was too slow" would be a failure of the program. */
    @ParameterizedTest
    @EnumSource
    void whoWaitsTooLongForARowIsToldThatItIsBusy(Databases database) throws Exception {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            JustTheServices.signIn();
            Business business = business(desk, 0);
            JdbcClient rows = desk.getBean(JdbcClient.class);
            TransactionTemplate transaction = new TransactionTemplate(desk.getBean(PlatformTransactionManager.class));
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch tried = new CountDownLatch(1);
            Future<Boolean> holding = other.submit(() -> transaction.execute(status -> {
                hold(rows, business.id());
                held.countDown();
                return awaited(tried);
            }));
            assertThat(awaited(held)).isTrue();
            try {
                assertThatExceptionOfType(PessimisticLockingFailureException.class)
                        .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                            rows.sql(
                                            database == Databases.H2
                                                    ? "set lock_timeout 200"
                                                    : "set local lock_timeout = '200ms'")
                                    .update();
                            hold(rows, business.id());
                        }));
            } finally {
                tried.countDown();
            }
            assertThat(holding.get(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static void hold(JdbcClient rows, long business) {
        rows.sql("select id from business where id = :id for update")
                .param("id", business)
                .query(Long.class)
                .single();
    }

    private static boolean awaited(CountDownLatch what) {
        try {
            return what.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> together(List<Turn> people) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(people.size());
        List<String> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
            List<Future<List<String>>> results = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                Turn turn = people.get(i);
                int who = i;
                Callable<List<String>> work = () -> turns(turn, who, begin);
                results.add(threads.submit(work));
            }
            for (Future<List<String>> result : results) {
                failures.addAll(result.get(120, TimeUnit.SECONDS));
            }
        }
        return failures;
    }

    private static List<String> turns(Turn turn, int who, CyclicBarrier begin) throws Exception {
        JustTheServices.signIn();
        Random random = new Random(who);
        List<String> failures = new ArrayList<>();
        int done = 0;
        begin.await(60, TimeUnit.SECONDS);
        for (int number = 0; number < TURNS; number++) {
            try {
                turn.take(number, random);
                done++;
            } catch (RuntimeException refused) {
                if (TOLD.stream().noneMatch(told -> told.isInstance(refused))) {
                    failures.add(who + ": " + refused);
                }
            }
        }
        if (done == 0) {
            failures.add(who + " was never let through");
        }
        return failures;
    }

    private static void changeBusinesses(
            ConfigurableApplicationContext desk, List<Long> businesses, int turn, Random random) {
        BusinessChange change =
                switch (turn % 3) {
                    case 0 -> new BusinessChange.City(CITIES.get(random.nextInt(CITIES.size())));
                    case 1 -> new BusinessChange.Size(BusinessSize.values()[random.nextInt(4)]);
                    default ->
                        new BusinessChange.Sectors(new SectorsChange(SectorsChange.How.SET, Set.of("electronics")));
                };
        List<Long> backwards = new ArrayList<>(businesses).reversed();
        desk.getBean(BusinessBulkChange.class).apply(backwards, change, true);
    }

    private static void changeEvents(ConfigurableApplicationContext desk, List<Event> events, int turn, Random random) {
        desk.getBean(EventBulkChange.class)
                .apply(
                        events.stream().map(Event::id).toList().reversed(),
                        turn % 2 == 0
                                ? new EventChange.Status(EventStatus.CANCELLED)
                                : new EventChange.Status(EventStatus.COMPLETED),
                        true);
    }

    /** Rows of known businesses and of new ones, and every other time they are taken back. */
    private static void enterRows(
            ConfigurableApplicationContext desk, List<Event> events, List<String> codes, Random random) {
        List<TypedRow> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, String> cells = new HashMap<>();
            cells.put("eventCode", events.get(random.nextInt(EVENTS)).code());
            cells.put("creditCode", codes.get(random.nextInt(codes.size())));
            cells.put("signedDeals", Integer.toString(random.nextInt(1, 1000)));
            rows.add(new TypedRow(i + 2, cells));
        }
        rows.add(new TypedRow(
                99,
                Map.of(
                        "eventCode",
                        events.getFirst().code(),
                        "creditCode",
                        CreditCodes.next(),
                        "nameZh",
                        "新来企业" + random.nextInt(1_000_000),
                        "cityCode",
                        "440300")));
        EntryService entering = desk.getBean(EntryService.class);
        ParticipationRows kind = desk.getBean(ParticipationRows.class);
        EntryService.Entered entered = entering.enter(kind, rows);
        assertThat(entered.plans()).anyMatch(plan -> plan.verdict() != RowPlan.Verdict.WRONG);
        if (random.nextBoolean()) {
            entering.takeBack(kind, entered.run());
        }
    }

    private static void merge(ConfigurableApplicationContext desk, List<Long> businesses, Random random) {
        BusinessService service = desk.getBean(BusinessService.class);
        BusinessMerge merges = desk.getBean(BusinessMerge.class);
        List<Business> left = businesses.stream()
                .filter(id -> service.keptInsteadOf(id).isEmpty())
                .map(id -> service.find(id).orElseThrow())
                .toList();
        Business kept = left.get(random.nextInt(left.size() / 2));
        Business merged = left.get(left.size() / 2 + random.nextInt(left.size() / 2));
        Map<Long, Long> seen = new HashMap<>();
        for (Business one : List.of(kept, merged)) {
            merges.participationsOf(one.id()).values().forEach(part -> seen.put(part.id(), part.version()));
        }
        merges.merge(kept, merged, kept.data(), Map.of(), seen);
    }

    private static void assertNothingHalfDone(ConfigurableApplicationContext desk) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        assertThat(count(
                        database,
                        "select count(*) from participation p join business b on b.id = p.business_id"
                                + " where b.merged_into is not null"))
                .as("participations of a business that is merged into another")
                .isZero();
        assertThat(count(
                        database,
                        "select count(*) from business b where not exists (select 1 from change_entry e"
                                + " where e.record_kind = 'BUSINESS' and e.record_id = cast(b.id as varchar))"))
                .as("businesses without a history")
                .isZero();
        assertThat(count(
                        database,
                        "select count(*) from participation p where not exists (select 1 from change_entry e"
                                + " where e.record_kind = 'PARTICIPATION' and e.record_id = cast(p.id as varchar))"))
                .as("participations without a history")
                .isZero();
        assertThat(count(database, "select count(*) from business where merged_into is not null"))
                .as("merges that were done")
                .isPositive();
    }

    private static int count(JdbcClient database, String query) {
        return database.sql(query).query(Integer.class).single();
    }

    private static Event event(ConfigurableApplicationContext desk, int number) {
        return desk.getBean(EventService.class)
                .schedule(new EventData(
                        Programme.GTN,
                        "Together " + number,
                        null,
                        LocalDate.of(2021, 5 + number, 5),
                        LocalDate.of(2021, 5 + number, 8),
                        EventForm.BOTH,
                        null,
                        "110000",
                        null,
                        null,
                        null,
                        "440300",
                        Set.of("lighting"),
                        EventStatus.COMPLETED,
                        null,
                        null,
                        null,
                        null));
    }

    private static Business business(ConfigurableApplicationContext desk, int number) {
        return desk.getBean(BusinessService.class)
                .register(new BusinessData(
                        CreditCodes.next(),
                        null,
                        "Together " + number,
                        null,
                        CITIES.get(number % CITIES.size()),
                        null,
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
