package org.yuemao.audit;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.BatchedInsert;
import org.yuemao.base.Jobs;

/**
 * Gives what has been recorded its place in the chain, a moment after its commit: writers wait neither for each other nor for
 * this. One node seals at a time. What a killed desk has left unsealed is sealed when it, or another node, looks next.
 */
@Component
class Sealing implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    /** How long after a commit its entries are sealed, in milliseconds; meanwhile others gather. */
    private static final long DELAY = 300;

    /** After so many minutes everything is looked through once more, for what other nodes have left. */
    private static final long SWEEP_EVERY = 60;

    /** So many entries are sealed in one transaction. */
    private static final int PORTION = 5_000;

    private static final String JOB = "sealing";

    private static final long NOTHING = Long.MAX_VALUE;

    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RecordedHistory recorded;
    private final Jobs jobs;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sealing").factory());
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** The lowest numbers that may not be sealed yet. */
    private final AtomicLong firstEntry = new AtomicLong(NOTHING);

    private final AtomicLong firstOperation = new AtomicLong(NOTHING);

    Sealing(
            JdbcClient database,
            JdbcTemplate statements,
            PlatformTransactionManager transactions,
            Jobs jobs,
            Clock clock) {
        this.jobs = jobs;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
        recorded = new RecordedHistory(database);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        worker.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        seal(0, 0);
        worker.scheduleWithFixedDelay(() -> seal(0, 0), SWEEP_EVERY, SWEEP_EVERY, TimeUnit.MINUTES);
    }

    /** Has everything from these numbers on sealed soon that is not. */
    void seal(long entry, long operation) {
        firstEntry.accumulateAndGet(entry, Math::min);
        firstOperation.accumulateAndGet(operation, Math::min);
        soon();
    }

    private void soon() {
        if (!worker.isShutdown() && waiting.compareAndSet(false, true)) {
            worker.schedule(
                    () -> {
                        waiting.set(false);
                        try {
                            jobs.run(JOB, this::sealAll);
                        } catch (RuntimeException failed) {
                            if (!worker.isShutdown()) {
                                // Nothing is lost: it waits to be sealed.
                                LOG.warn("The history could not be sealed; it is tried again.", failed);
                                soon();
                            }
                        }
                    },
                    DELAY,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Seals everything that waits for it. */
    synchronized void sealAll() {
        long entry = firstEntry.getAndSet(NOTHING);
        long operation = firstOperation.getAndSet(NOTHING);
        try {
            while (entry != NOTHING && !worker.isShutdown()) {
                long from = entry;
                entry = held(head -> sealEntries(head, from));
            }
            while (operation != NOTHING && !worker.isShutdown()) {
                long from = operation;
                operation = held(head -> sealOperations(head, from));
            }
        } finally {
            firstEntry.accumulateAndGet(entry, Math::min);
            firstOperation.accumulateAndGet(operation, Math::min);
        }
    }

    /** Where the chain ends. */
    record Head(long position, String hash) {}

    private interface Portion {
        long seal(Head head);
    }

    /** Does a portion in a transaction that holds the chain, and tells from which number on to continue. */
    private long held(Portion portion) {
        Long next = transaction.execute(status -> portion.seal(hold()));
        return next == null ? NOTHING : next;
    }

    /** Nobody else goes on with the chain until the transaction ends. */
    private Head hold() {
        Optional<String> beginning = database.sql("select * from change_chain where id = 1 for update")
                .query((row, index) -> Sealable.beginning(
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        row.getLong("last_entry"),
                        row.getLong("last_operation")))
                .optional();
        // Where two nodes begin it at once, one is refused and tries again.
        String before = beginning.orElseGet(this::begin);
        return database.sql("select position, hash from change_seal"
                        + " where position = (select max(position) from change_seal)")
                .query((row, index) -> new Head(row.getLong(1), row.getString(2)))
                .optional()
                .orElse(new Head(0, before));
    }

    private String begin() {
        Instant now = clock.instant();
        long entry = last("change_entry");
        long operation = last("change_operation");
        database.sql(
                        "insert into change_chain (id, begun_at, last_entry, last_operation) values (1, :now, :entry, :op)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("entry", entry)
                .param("op", operation)
                .update();
        return Sealable.beginning(now, entry, operation);
    }

    private long last(String table) {
        return database.sql("select coalesce(max(id), 0) from " + table)
                .query(Long.class)
                .single();
    }

    private long sealEntries(Head head, long from) {
        List<Long> ids = unsealed("change_entry", "entry_id", from);
        append(head, "entry_id", recorded.entries(ids).values().stream().toList());
        return ids.size() < PORTION ? NOTHING : ids.getLast() + 1;
    }

    private long sealOperations(Head head, long from) {
        List<Long> ids = unsealed("change_operation", "operation_id", from);
        append(head, "operation_id", recorded.operations(ids).values().stream().toList());
        return ids.size() < PORTION ? NOTHING : ids.getLast() + 1;
    }

    /** In the order of their numbers; what is committed later with lower ones comes after them. */
    private List<Long> unsealed(String table, String column, long from) {
        // The bound is said twice: PostgreSQL would begin with the first seal of all.
        return database.sql("select c.id from " + table + " c where c.id >= :from and not exists (select 1"
                        + " from change_seal s where s." + column + " = c.id and s." + column + " >= :from)"
                        + " order by c.id limit " + PORTION)
                .param("from", from)
                .query(Long.class)
                .list();
    }

    private void append(Head head, String column, List<? extends Sealable> contents) {
        if (contents.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        OffsetDateTime sealedAt = now.atOffset(ZoneOffset.UTC);
        statements.execute((Connection connection) -> {
            long position = head.position;
            String hash = head.hash;
            try (BatchedInsert seals =
                    BatchedInsert.of(connection, "change_seal", "position", column, "sealed_at", "hash")) {
                for (Sealable content : contents) {
                    position++;
                    hash = content.sealedAfter(hash, position, now);
                    seals.add(position, content.id(), sealedAt, hash);
                }
            }
            return Boolean.TRUE;
        });
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
