package org.yuemao.business;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.Jobs;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.base.list.StreamedQuery;

/**
 * Knows which pairs of businesses are suspected, the likeliest first, without anybody waiting for it: the whole table is
 * looked through in the background, after the start and then at a measured pace as long as businesses change. A business that
 * is changed by itself is looked up by its indexes when the pairs are next asked for, so that these are never out of date
 * for it.
 */
@Component
class SuspectedPairs implements DisposableBean {
    /** How many pairs are known at most. */
    static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(SuspectedPairs.class);
    private static final String JOB = "twins";

    /** How many businesses that were changed one by one are looked up by a request; more wait for the background. */
    private static final int MOST_CHANGED = 50;

    /** The shortest time between two looks through the whole table, in milliseconds, and how many times as long as one took. */
    private static final long PACE = 60_000;

    private static final int SHARE = 10;

    /** Changes on other nodes are not told here: after so many milliseconds all is looked through anyway. */
    private static final long OLDEST = 600_000;

    /** So long after the first look has begun, people who ask wait for what may be found at once, in milliseconds. */
    private static final long PATIENCE = 300;

    private static final String PLACE = "coalesce(%1$s.city_code, %1$s.country_code)";
    private static final String SAME_PLACE = PLACE.formatted("a") + " = " + PLACE.formatted("b");

    /**
     * All pairs that may be suspected, each found by an index of what both have in common. The conditions narrow what Likeness
     * would sort out anyhow, so that common names do not make many pairs.
     */
    private static final String CANDIDATES = String.join(
            " union ",
            pairsBy("b.organisation_code = a.organisation_code"),
            pairsBy("b.folded_zh = a.folded_zh and (" + SAME_PLACE
                    + " or b.plain_phone = a.plain_phone or b.plain_email = a.plain_email"
                    + " or b.plain_website = a.plain_website)"),
            pairsBy("b.folded_en = a.folded_en and (a.folded_zh is null or b.folded_zh is null) and (" + SAME_PLACE
                    + " or b.plain_phone = a.plain_phone or b.plain_email = a.plain_email"
                    + " or b.plain_website = a.plain_website)"),
            // Where one has no such name, H2 would otherwise look for alike names all the same: null is not yet false.
            pairsBy("a.folded_en is not null and b.folded_en is not null and b.folded_en = a.folded_en"
                    + " and a.folded_zh <> b.folded_zh and " + SAME_PLACE
                    + " and exists (select 1 from business_near_name n join business_near_name m"
                    + " on m.place_code = n.place_code and m.near_name = n.near_name"
                    + " where n.business_id = a.id and m.business_id = b.id)"),
            // From those that lack a name in one language; both are checked for being kept below.
            """
            select case when m.business_id < a.id then m.business_id else a.id end as first_id,
                case when m.business_id < a.id then a.id else m.business_id end as second_id
            from business a join business_near_name n on n.business_id = a.id
            join business_near_name m on m.place_code = n.place_code and m.near_name = n.near_name
                and m.business_id <> a.id
            where a.merged_into is null and (a.folded_en is null or a.folded_zh is null)
                and char_length(n.near_name) >= %d""".formatted(Likeness.CHINESE_ALONE));

    private static final Comparator<Pair> LIKELIEST = Comparator.comparingInt(Pair::score)
            .reversed()
            .thenComparingLong(Pair::first)
            .thenComparingLong(Pair::second);

    private final JdbcClient database;
    private final TwinLookup lookup;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Jobs jobs;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("duplicates").factory());
    private final CountDownLatch lookedOnce = new CountDownLatch(1);
    private final ReentrantLock looking = new ReentrantLock();
    private List<Pair> pairs = List.of();
    private Set<Long> changed = new HashSet<>();
    private @Nullable Set<Long> changedSinceLook;
    private boolean dirty;
    private boolean waiting;
    private long lookedAt;
    private long notBefore;
    private volatile long waitUntil;

    /**
     * A suspected pair, the earlier entered business first, and the cities of both.
     *
     * @param score how likely it is, from 0 to 100
     */
    record Pair(
            long first,
            long second,
            int score,
            @Nullable String firstCity,
            @Nullable String secondCity) {

        boolean isOf(long id) {
            return first == id || second == id;
        }
    }

    SuspectedPairs(
            JdbcClient database,
            TwinLookup lookup,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions,
            Jobs jobs,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.lookup = lookup;
        this.publisher = publisher;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
    }

    private static String pairsBy(String condition) {
        return "select a.id as first_id, b.id as second_id from business a join business b on b.id > a.id and "
                + condition + " where a.merged_into is null and b.merged_into is null";
    }

    /** All that are known by now, the likeliest first; null as long as the first look after the start goes on. */
    @Nullable
    List<Pair> known() {
        try {
            if (!lookedOnce.await(Math.max(0, waitUntil - clock.millis()), TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        Set<Long> once;
        synchronized (this) {
            if (clock.millis() - lookedAt > OLDEST) {
                dirty = true;
                schedule();
            }
            if (changed.isEmpty() || changed.size() > MOST_CHANGED) {
                return pairs;
            }
            once = changed;
            changed = new HashSet<>();
        }
        lookUp(once);
        synchronized (this) {
            return pairs;
        }
    }

    /** Looks businesses up anew, of which something is known to have changed. */
    void lookUp(Collection<Long> ids) {
        List<Pair> found =
                ids.stream().flatMap(id -> pairsOf(id).stream()).distinct().toList();
        synchronized (this) {
            List<Pair> next = new ArrayList<>(pairs);
            next.removeIf(pair -> ids.stream().anyMatch(pair::isOf));
            next.addAll(found);
            next.sort(LIKELIEST);
            pairs = List.copyOf(next);
        }
    }

    private List<Pair> pairsOf(long id) {
        record Own(Likeness likeness, @Nullable String city) {}
        return database.sql(
                        "select " + Likenesses.COLUMNS + " from business b where b.id = :id and b.merged_into is null")
                .param("id", id)
                .query((row, index) -> new Own(Likenesses.read(row), row.getString("city_code")))
                .optional()
                .map(own -> {
                    List<Long> different = lookup.notTheSameAs(id);
                    return lookup.candidates(own.likeness()).stream()
                            .filter(other -> other.id() != id && other.id() == other.keptId())
                            .filter(other -> !different.contains(other.id()))
                            .map(other -> pair(id, own.likeness(), own.city(), other))
                            .filter(Objects::nonNull)
                            .toList();
                })
                .orElse(List.of());
    }

    private static @Nullable Pair pair(long id, Likeness own, @Nullable String city, TwinLookup.Candidate other) {
        Set<TwinReason> reasons = own.reasons(other.likeness());
        if (!Likeness.suspicious(reasons)) {
            return null;
        }
        int score = TwinReason.score(reasons);
        return id < other.id()
                ? new Pair(id, other.id(), score, city, other.cityCode())
                : new Pair(other.id(), id, score, other.cityCode(), city);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    synchronized void committed(BusinessChanged event) {
        changed.add(event.businessId());
        if (changedSinceLook != null) {
            changedSinceLook.add(event.businessId());
        }
        changedAny();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    synchronized void committed(BusinessesChanged event) {
        changedAny();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    synchronized void committed(ManyChanged event) {
        if (event.kind().equals("BUSINESS")) {
            changedAny();
        }
    }

    private void changedAny() {
        dirty = true;
        if (lookedOnce.getCount() == 0) {
            schedule();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void begin() {
        waitUntil = clock.millis() + PATIENCE;
        dirty = true;
        schedule();
    }

    private synchronized void schedule() {
        if (waiting || !dirty) {
            return;
        }
        try {
            waiting = true;
            worker.schedule(this::look, Math.max(0, notBefore - clock.millis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            LOG.debug("The desk ends", ending);
        }
    }

    private void look() {
        try {
            jobs.run(JOB, this::lookThrough);
        } catch (RuntimeException e) {
            if (!worker.isShutdown()) {
                LOG.error("Businesses could not be looked through for those entered twice", e);
                synchronized (this) {
                    dirty = true;
                }
            }
        } finally {
            synchronized (this) {
                waiting = false;
                notBefore = Math.max(notBefore, clock.millis() + PACE);
                schedule();
            }
        }
    }

    /** Looks the whole table through, whatever is known, and tells of it where there are other pairs than before. */
    void lookThrough() {
        looking.lock();
        try {
            lookThroughAlone();
        } finally {
            looking.unlock();
        }
    }

    private void lookThroughAlone() {
        long begun = clock.millis();
        synchronized (this) {
            dirty = false;
            changedSinceLook = new HashSet<>();
        }
        transaction.executeWithoutResult(status -> {
            List<Pair> found = all();
            boolean other;
            synchronized (this) {
                other = !found.equals(pairs) || lookedOnce.getCount() > 0;
                pairs = found;
                // What was committed during the look may or may not be in it.
                changed = Objects.requireNonNullElseGet(changedSinceLook, HashSet::new);
                changedSinceLook = null;
                lookedAt = clock.millis();
                notBefore = lookedAt + Math.max(PACE, SHARE * (lookedAt - begun));
            }
            lookedOnce.countDown();
            if (other) {
                publisher.publishEvent(new SuspectedPairsFound(found.size()));
            }
        });
    }

    private List<Pair> all() {
        List<Pair> found = new ArrayList<>();
        // The offset keeps H2 from asking for the candidates of each business anew, which takes minutes.
        StreamedQuery.each(
                database.sql("""
                        select c.first_id, c.second_id, %s, %s
                        from (select p.first_id, p.second_id from (%s) p offset 0 rows) c
                        join business a on a.id = c.first_id join business b on b.id = c.second_id
                        left join business_pair_verdict v on v.first_id = c.first_id and v.second_id = c.second_id
                        where a.merged_into is null and b.merged_into is null and v.first_id is null
                        """.formatted(
                                Likenesses.columns("a", "first_"), Likenesses.columns("b", "second_"), CANDIDATES)),
                SuspectedPairs::pair,
                Function.identity(),
                pair -> {
                    if (pair.score() > 0) {
                        found.add(pair);
                        if (found.size() == 2 * MOST) {
                            found.sort(LIKELIEST);
                            found.subList(MOST, found.size()).clear();
                        }
                    }
                });
        found.sort(LIKELIEST);
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    /** What the row suspects; with a score of 0 where nothing speaks for it. */
    private static Pair pair(ResultSet row, int index) throws SQLException {
        Set<TwinReason> reasons = Likenesses.read(row, "first_").reasons(Likenesses.read(row, "second_"));
        return new Pair(
                row.getLong("first_id"),
                row.getLong("second_id"),
                Likeness.suspicious(reasons) ? TwinReason.score(reasons) : 0,
                shared(row.getString("first_city_code")),
                shared(row.getString("second_city_code")));
    }

    /** One text for each city, and not one for each pair. */
    private static @Nullable String shared(@Nullable String city) {
        return city == null ? null : city.intern();
    }

    /** Those between businesses of the cities that are asked for. */
    static Predicate<Pair> within(@Nullable String bounds, @Nullable String city) {
        return pair -> (bounds == null || bounds.equals(pair.firstCity()) && bounds.equals(pair.secondCity()))
                && (city == null || city.equals(pair.firstCity()) || city.equals(pair.secondCity()));
    }

    /** Lets a look end: H2 takes its file for closed where a thread that reads it is interrupted. */
    @Override
    public void destroy() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.debug("A look for businesses entered twice goes on");
        }
    }
}
