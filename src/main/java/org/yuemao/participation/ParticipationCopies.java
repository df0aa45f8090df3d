package org.yuemao.participation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.audit.BulkHistory;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.base.bulk.ManyChanging;
import org.yuemao.base.bulk.Portions;
import org.yuemao.event.EventsCopied;
import org.yuemao.security.CurrentPerson;

/** Takes the businesses of copied events over to the copies: who takes part and how, not what came of it. */
@Component
class ParticipationCopies {
    private static final String KIND = "PARTICIPATION";

    private final BulkHistory history;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    ParticipationCopies(
            BulkHistory history,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.history = history;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
    }

    private record TakenOver(long eventId, ParticipationData data) {}

    /** In the transaction of the copying, which holds both the events and their copies. */
    @EventListener
    void on(EventsCopied copied) {
        if (!copied.withBusinesses() || copied.copies().isEmpty()) {
            return;
        }
        List<TakenOver> all = participationsOf(copied.copies());
        Set<Long> businesses = new HashSet<>();
        all.forEach(one -> businesses.add(one.data.businessId()));
        ManyChanging changing = new ManyChanging(businesses);
        publisher.publishEvent(changing);
        insert(all);
        record(copied.copies().values());
        changing.written();
        publisher.publishEvent(new ManyChanged(KIND, all.size()));
    }

    private List<TakenOver> participationsOf(Map<Long, Long> copies) {
        List<TakenOver> all = new ArrayList<>();
        for (List<Long> portion : Portions.of(copies.keySet())) {
            database.sql("select event_id, business_id, role, attendance from participation where event_id in (:events)"
                            + " order by id")
                    .param("events", portion)
                    .query(row -> {
                        Long copy = copies.get(row.getLong(1));
                        if (copy != null) {
                            all.add(new TakenOver(
                                    copy,
                                    new ParticipationData(
                                            row.getLong(2),
                                            ParticipationRole.valueOf(row.getString(3)),
                                            Attendance.valueOf(row.getString(4)),
                                            null,
                                            null,
                                            null,
                                            null)));
                        }
                    });
        }
        return all;
    }

    private void insert(List<TakenOver> all) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        statements.batchUpdate("""
                insert into participation (version, event_id, business_id, role, attendance, created_at, created_by,
                    changed_at, changed_by)
                values (0, ?, ?, ?, ?, ?, ?, ?, ?)""", all, 1_000, (row, one) -> {
            row.setLong(1, one.eventId);
            row.setLong(2, one.data.businessId());
            row.setString(3, one.data.role().name());
            row.setString(4, one.data.attendance().name());
            row.setObject(5, now);
            row.setString(6, person);
            row.setObject(7, now);
            row.setString(8, person);
        });
    }

    /** The copies had no participations before, so all that they have now are new. */
    private void record(Collection<Long> eventIds) {
        for (List<Long> portion : Portions.of(eventIds)) {
            List<BulkHistory.Entry> entries = database.sql(
                            "select id, business_id, role, attendance from participation where event_id in (:events)")
                    .param("events", portion)
                    .query((row, index) -> BulkHistory.Entry.created(
                            row.getLong(1),
                            new ParticipationData(
                                    row.getLong(2),
                                    ParticipationRole.valueOf(row.getString(3)),
                                    Attendance.valueOf(row.getString(4)),
                                    null,
                                    null,
                                    null,
                                    null)))
                    .list();
            history.enter(KIND, entries);
        }
    }
}
