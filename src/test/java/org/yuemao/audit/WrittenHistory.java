package org.yuemao.audit;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.DatabaseClock;
import org.yuemao.base.Jobs;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.database.Databases;
import org.yuemao.database.Tampering;
import org.yuemao.security.CurrentPerson;

/** A new database with what records its history, and nothing else of the desk; nothing is sealed until a test says so. */
final class WrittenHistory implements AutoCloseable {
    final DataSource source;
    final JdbcClient database;
    final Sealing sealing;
    final ChangeLog changeLog;
    final BulkHistory bulkHistory;
    final Operations operations;
    private final TransactionTemplate transaction;

    /** When everything is recorded from now on, if it stands still. */
    @Nullable
    Instant now;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.systemDefault();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now == null ? DatabaseClock.system().instant() : now;
        }
    };

    WrittenHistory(Databases kind) {
        source = kind.migrated();
        database = JdbcClient.create(source);
        JdbcTemplate statements = new JdbcTemplate(source);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        CurrentPerson person = new CurrentPerson();
        sealing = new Sealing(database, statements, transactions, new Jobs(clock), clock);
        changeLog = new ChangeLog(database, statements, sealing, person, clock);
        bulkHistory = new BulkHistory(statements, sealing, person, clock);
        operations = new RecordedOperations(
                database,
                kind == Databases.POSTGRESQL ? RecordedOperations.ON_POSTGRESQL : RecordedOperations.ON_H2,
                sealing,
                person,
                clock);
    }

    /** What is said about a record of a test. */
    record Said(String name, int amount) {}

    /** Records that something came to be, in a transaction of its own, and tells the number of the entry. */
    long enter(long id, String name) {
        transaction.executeWithoutResult(status -> changeLog.created("EVENT", id, new Said(name, 1)));
        return last();
    }

    /** Records some of them, and tells the numbers of their entries. */
    List<Long> enter(int many) {
        return java.util.stream.IntStream.rangeClosed(1, many)
                .mapToObj(number -> enter(number, "Fair " + number))
                .toList();
    }

    /** Does something within an operation, in a transaction of its own. */
    void within(Operation operation, Runnable work) {
        inTransaction(() -> operations.within(operation, () -> {
            work.run();
            return true;
        }));
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private long last() {
        return database.sql("select max(id) from change_entry")
                .query(Long.class)
                .single();
    }

    void tamper(String deed) {
        Tampering.with(source, () -> {
            if (database.sql(deed).update() == 0) {
                throw new IllegalStateException("Nothing was done by " + deed);
            }
        });
    }

    @Override
    public void close() {
        sealing.destroy();
        if (source instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
