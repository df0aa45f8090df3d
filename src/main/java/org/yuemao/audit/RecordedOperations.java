package org.yuemao.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Dialect;
import org.yuemao.base.Operations;
import org.yuemao.security.CurrentPerson;

/** Keeps operations, each written at the end of its work, when it is known how much that was. */
@Service
@PreAuthorize("permitAll()")
@Transactional(propagation = Propagation.MANDATORY)
class RecordedOperations implements Operations {
    static final String ON_H2 = "select next value for change_operation_number";
    static final String ON_POSTGRESQL = "select nextval('change_operation_number')";

    private static final int LONGEST_SUBJECT = 400;

    private final JdbcClient database;
    private final Sealing sealing;
    private final CurrentPerson currentPerson;
    private final Clock clock;
    private final String nextNumber;

    @Autowired
    RecordedOperations(
            JdbcClient database, Dialect dialect, Sealing sealing, CurrentPerson currentPerson, Clock clock) {
        this(database, dialect.isPostgres() ? ON_POSTGRESQL : ON_H2, sealing, currentPerson, clock);
    }

    RecordedOperations(
            JdbcClient database, String nextNumber, Sealing sealing, CurrentPerson currentPerson, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.currentPerson = currentPerson;
        this.clock = clock;
        this.nextNumber = nextNumber;
    }

    @Override
    public <T> T within(Operation operation, Supplier<T> work) {
        Recording recording = Recording.current(sealing);
        if (recording.operationId() != null) {
            return work.get();
        }
        long id = database.sql(nextNumber).query(Long.class).single();
        recording.begin(id);
        SortedMap<String, Long> parts;
        T done;
        try {
            done = work.get();
        } finally {
            parts = recording.end();
        }
        if (!parts.isEmpty()) {
            keep(id, operation, parts);
        }
        return done;
    }

    private void keep(long id, Operation operation, SortedMap<String, Long> parts) {
        database.sql("""
                        insert into change_operation
                            (id, kind, recorded_at, person, subject, reason, entries, import_id)
                        values (:id, :kind, :at, :person, :subject, :reason, :entries, :import)""")
                .param("id", id)
                .param("kind", operation.kind().name())
                .param("at", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .param("subject", shortened(operation.subject()), java.sql.Types.VARCHAR)
                .param("reason", operation.reason(), java.sql.Types.VARCHAR)
                .param(
                        "entries",
                        parts.values().stream().mapToLong(Long::longValue).sum())
                .param("import", operation.importId(), java.sql.Types.BIGINT)
                .update();
        parts.forEach((kind, entries) -> database.sql(
                        "insert into change_operation_part (operation_id, record_kind, entries) values (:id, :kind, :entries)")
                .param("id", id)
                .param("kind", kind)
                .param("entries", entries)
                .update());
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST_SUBJECT ? text : text.substring(0, LONGEST_SUBJECT);
    }
}
