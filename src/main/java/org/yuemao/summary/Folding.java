package org.yuemao.summary;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.DomainEvent;
import org.yuemao.base.Jobs;

/**
 * Adds to the cells what transactions have appended, some seconds later, so that there is never much to be added up by whoever
 * reads. It changes no number: what leaves the log comes into the cells in the same transaction. One node folds at a time.
 */
@Component
class Folding implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    /** How long after a change its rows are folded, in seconds; the shorter, the less there is to be read besides the cells. */
    private static final long DELAY = 3;

    /** So many rows are folded in one transaction. */
    private static final int PORTION = 20_000;

    private static final String JOB = "folding";

    static final List<String> SUMMARY_KEYS = List.of("event_year", "sector_code", "city_code", "programme", "approved");
    static final List<String> SUMMARY_MEASURES = List.of(
            "events", "held", "participations", "intended_deals", "signed_deals", "booth_area_sqm", "net_space_sqm");
    static final List<String> PLACE_KEYS =
            List.of("event_year", "sector_code", "city_code", "programme", "place_code", "event_month", "approved");
    static final List<String> PLACE_MEASURES =
            List.of("events", "held", "participations", "intended_deals", "signed_deals");
    static final List<String> ROUTE_KEYS =
            List.of("event_year", "sector_code", "city_code", "programme", "place_code", "approved");
    static final List<String> ROUTE_MEASURES = List.of("events", "participations", "signed_deals");
    static final List<String> BUSINESS_KEYS =
            List.of("approved", "event_year", "programme", "sector_code", "city_code");
    static final List<String> BUSINESS_DAY_KEYS =
            List.of("approved", "event_year", "programme", "sector_code", "city_code", "recorded_on");
    static final List<String> BUSINESS_MEASURES = List.of("businesses", "fresh", "stayed", "lost");

    private static final String SUMMARY_CELL =
            fold("summary_cell", "summary_change", "1 = 1", SUMMARY_KEYS, SUMMARY_MEASURES);
    private static final String PLACE_CELL = fold("place_cell", "summary_change", "1 = 1", PLACE_KEYS, PLACE_MEASURES);
    private static final String ROUTE_CELL =
            fold("route_cell", "summary_change", "l.city_code <> '*'", ROUTE_KEYS, ROUTE_MEASURES);
    private static final String BUSINESS_CELL =
            fold("business_cell", "business_change", "1 = 1", BUSINESS_KEYS, BUSINESS_MEASURES);
    private static final String BUSINESS_CELL_DAY =
            fold("business_cell_day", "business_change", "1 = 1", BUSINESS_DAY_KEYS, BUSINESS_MEASURES);

    private final JdbcClient database;
    private final Jobs jobs;
    private final TransactionTemplate transaction;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("folding").factory());
    private final AtomicBoolean waiting = new AtomicBoolean();

    Folding(JdbcClient database, PlatformTransactionManager transactions, Jobs jobs) {
        this.database = database;
        this.jobs = jobs;
        transaction = new TransactionTemplate(transactions);
        // The end of the program waits for what is being folded; the rest is folded after the next start.
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static String fold(String cells, String log, String condition, List<String> keys, List<String> measures) {
        String by = String.join(", ", keys.stream().map(key -> "l." + key).toList());
        String sums = String.join(
                ", ",
                measures.stream()
                        .map(measure -> "sum(l." + measure + ") as " + measure)
                        .toList());
        return merge(
                cells,
                keys,
                measures,
                "select " + by + ", " + sums + " from unnest(cast(:ids as bigint array)) folded(id) join " + log
                        + " l on l.id = folded.id where " + condition + " group by " + by);
    }

    /** Adds what a query says to the cells of the same keys, and makes those that are not there yet. */
    static String merge(String cells, List<String> keys, List<String> measures, String query) {
        List<String> columns = Stream.concat(keys.stream(), measures.stream()).toList();
        return "merge into " + cells + " c using (" + query + ") d on ("
                + String.join(
                        " and ",
                        keys.stream().map(key -> "c." + key + " = d." + key).toList())
                + ") when matched then update set "
                + String.join(
                        ", ",
                        measures.stream()
                                .map(measure -> measure + " = c." + measure + " + d." + measure)
                                .toList())
                + " when not matched then insert (" + String.join(", ", columns) + ") values ("
                + String.join(
                        ", ", columns.stream().map(column -> "d." + column).toList()) + ")";
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        soon();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(DomainEvent event) {
        soon();
    }

    private void soon() {
        if (!worker.isShutdown() && waiting.compareAndSet(false, true)) {
            worker.schedule(
                    () -> {
                        waiting.set(false);
                        try {
                            jobs.run(JOB, this::fold);
                        } catch (RuntimeException failed) {
                            // Nothing is lost: the rows are still there, and are read.
                            LOG.warn("The sums could not be folded and are tried again later.", failed);
                            soon();
                        }
                    },
                    DELAY,
                    TimeUnit.SECONDS);
        }
    }

    /** Folds everything that has been committed. */
    void fold() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> {
                hold();
                return foldSums() | foldBusinesses();
            }));
        }
    }

    /** Nobody else changes the cells until the transaction ends. */
    void hold() {
        database.sql("select id from summary_state where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    private boolean foldSums() {
        return fold("summary_change", SUMMARY_CELL, PLACE_CELL, ROUTE_CELL);
    }

    private boolean foldBusinesses() {
        return fold("business_change", BUSINESS_CELL, BUSINESS_CELL_DAY);
    }

    private boolean fold(String log, String... folds) {
        // By their ids, since what others commit in between has not been folded.
        Long[] ids = database.sql("select id from " + log + " order by id limit " + PORTION)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        if (ids.length == 0) {
            return false;
        }
        for (String fold : folds) {
            database.sql(fold).param("ids", ids).update();
        }
        // H2 would read a list of ids once for each row that it looks at.
        database.sql("merge into " + log
                        + " l using (select folded.id from unnest(cast(:ids as bigint array)) folded(id)) f"
                        + " on (l.id = f.id) when matched then delete")
                .param("ids", ids)
                .update();
        return ids.length == PORTION;
    }

    @Override
    public void destroy() {
        worker.shutdown();
        try {
            worker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
