package org.yuemao.participation;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.BulkHistory;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Names;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.bulk.BulkChange;
import org.yuemao.base.bulk.BulkDone;
import org.yuemao.base.bulk.BulkPlan;
import org.yuemao.base.bulk.BulkRow;
import org.yuemao.base.bulk.BulkRows;
import org.yuemao.base.bulk.BulkRun;
import org.yuemao.base.bulk.BulkUndone;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.base.bulk.ManyChanging;
import org.yuemao.base.bulk.Portions;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;

/** Changes or removes many participations at once; who may write an event may write its participations. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.WRITE)
public class ParticipationBulkChange implements BulkChange<ParticipationChange> {
    private static final String KIND = "PARTICIPATION";

    private final BulkRun<ParticipationState> run = new BulkRun<>(new Rows(), ParticipationState.class);
    private final BulkHistory history;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final HeldRows heldRows;
    private final JdbcTemplate statements;
    private final Clock clock;

    ParticipationBulkChange(
            BulkHistory history,
            Operations operations,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            HeldRows heldRows,
            JdbcTemplate statements,
            Clock clock) {
        this.history = history;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.heldRows = heldRows;
        this.statements = statements;
        this.clock = clock;
    }

    @Override
    public BulkPlan plan(Collection<Long> ids, ParticipationChange change) {
        return run.plan(ids, state -> after(state, change));
    }

    @Override
    @Transactional
    public BulkDone apply(Collection<Long> ids, ParticipationChange change, boolean evenIfSomeAreHeld) {
        return operations.within(
                Operation.of(Operations.Kind.CHANGE),
                () -> run.apply(ids, state -> after(state, change), evenIfSomeAreHeld));
    }

    @Override
    @Transactional
    public BulkUndone undo(BulkDone done) {
        return operations.within(Operation.of(Operations.Kind.UNDO), () -> run.undo(done));
    }

    private static @Nullable ParticipationState after(ParticipationState state, ParticipationChange change) {
        ParticipationData data = state.data();
        return switch (change) {
            case ParticipationChange.Role to -> state.with(with(data, to.role(), data.attendance()));
            case ParticipationChange.Attending to -> state.with(with(data, data.role(), to.attendance()));
            case ParticipationChange.Removal removal -> null;
        };
    }

    private static ParticipationData with(ParticipationData data, ParticipationRole role, Attendance attendance) {
        return new ParticipationData(
                data.businessId(),
                role,
                attendance,
                data.boothArea(),
                data.intendedDeals(),
                data.signedDeals(),
                data.remark());
    }

    private record Pair(long eventId, long businessId) {}

    /** Participations as the tables keep them. */
    private final class Rows implements BulkRows<ParticipationState> {

        @Override
        public List<BulkRow<ParticipationState>> read(List<List<Long>> ids, boolean hold) {
            if (hold) {
                hold(ids);
            }
            List<BulkRow<ParticipationState>> all = new ArrayList<>();
            for (List<Long> portion : ids) {
                all.addAll(database.sql("""
                                select p.*, e.office_code, e.review_state, b.name_en, b.name_zh from participation p
                                join event e on e.id = p.event_id join business b on b.id = p.business_id
                                where p.id in (:ids) order by p.id""")
                        .param("ids", portion)
                        .query((row, index) -> new BulkRow<>(
                                row.getLong("id"),
                                row.getLong("version"),
                                new Names(row.getString("name_en"), row.getString("name_zh")),
                                new ParticipationState(
                                        row.getLong("event_id"),
                                        row.getString("office_code"),
                                        new Review(ReviewState.valueOf(row.getString("review_state")), null),
                                        row.getObject("created_at", OffsetDateTime.class),
                                        row.getString("created_by"),
                                        new ParticipationData(
                                                row.getLong("business_id"),
                                                ParticipationRole.valueOf(row.getString("role")),
                                                Attendance.valueOf(row.getString("attendance")),
                                                row.getBigDecimal("booth_area_sqm"),
                                                row.getBigDecimal("intended_deals"),
                                                row.getBigDecimal("signed_deals"),
                                                row.getString("remark")))))
                        .list());
            }
            return all;
        }

        /** The events, since every write of a participation holds its event first. */
        private void hold(List<List<Long>> ids) {
            Set<Long> events = new HashSet<>();
            for (List<Long> portion : ids) {
                events.addAll(database.sql("select distinct event_id from participation where id in (:ids)")
                        .param("ids", portion)
                        .query(Long.class)
                        .list());
            }
            holdEvents(events);
        }

        /** Holds the events, and tells for which of them the person may write. */
        private Set<Long> holdEvents(Set<Long> events) {
            Set<Long> writable = new HashSet<>();
            for (List<Long> portion : Portions.of(events)) {
                database.sql("select id, office_code, review_state from event where id in (:ids) order by id"
                                + heldRows.clause())
                        .param("ids", portion)
                        .query(row -> {
                            Person person = currentPerson.get();
                            Review review = new Review(ReviewState.valueOf(row.getString(3)), null);
                            if (person.mayWriteFor(row.getString(2)) && (person.mayOversee() || review.isOpen())) {
                                writable.add(row.getLong(1));
                            }
                        });
            }
            return writable;
        }

        @Override
        public void check(ParticipationState before, ParticipationState after) {
            currentPerson.requireWriteFor(before.officeCode());
            before.review().refuseChange(currentPerson.get().mayOversee(), ParticipationService.EVENT_CLOSED);
        }

        /** Role and attendance add nothing to any sum. */
        @Override
        public void write(List<Change<ParticipationState>> changes) {
            OffsetDateTime now = OffsetDateTime.now(clock);
            String person = currentPerson.username();
            statements.batchUpdate("""
                    update participation set version = version + 1, role = ?, attendance = ?, changed_at = ?,
                        changed_by = ?
                    where id = ?""", changes, 1_000, (row, change) -> {
                row.setString(1, change.now().data().role().name());
                row.setString(2, change.now().data().attendance().name());
                row.setObject(3, now);
                row.setString(4, person);
                row.setLong(5, change.row().id());
            });
            history.enter(
                    KIND,
                    changes.stream()
                            .map(change -> BulkHistory.Entry.changed(
                                    change.row().id(),
                                    change.row().data().data(),
                                    change.now().data()))
                            .toList());
            publisher.publishEvent(new ManyChanged(KIND, changes.size()));
        }

        @Override
        public void remove(List<BulkRow<ParticipationState>> rows) {
            ManyChanging changing = changing(rows);
            for (List<Long> portion : Portions.of(rows.stream().map(BulkRow::id).toList())) {
                database.sql("delete from participation where id in (:ids)")
                        .param("ids", portion)
                        .update();
            }
            history.enter(
                    KIND,
                    rows.stream()
                            .map(row -> BulkHistory.Entry.removed(
                                    row.id(), row.data().data()))
                            .toList());
            changing.written();
            publisher.publishEvent(new ManyChanged(KIND, rows.size()));
        }

        @Override
        public void restore(List<BulkRow<ParticipationState>> rows) {
            ManyChanging changing = changing(rows);
            OffsetDateTime now = OffsetDateTime.now(clock);
            String person = currentPerson.username();
            statements.batchUpdate("""
                    insert into participation (id, version, event_id, business_id, role, attendance, booth_area_sqm,
                        intended_deals, signed_deals, remark, created_at, created_by, changed_at, changed_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows, 1_000, (row, one) -> {
                ParticipationState state = one.data();
                row.setLong(1, one.id());
                row.setLong(2, one.version());
                row.setLong(3, state.eventId());
                row.setLong(4, state.data().businessId());
                row.setString(5, state.data().role().name());
                row.setString(6, state.data().attendance().name());
                row.setObject(7, state.data().boothArea(), Types.NUMERIC);
                row.setObject(8, state.data().intendedDeals(), Types.NUMERIC);
                row.setObject(9, state.data().signedDeals(), Types.NUMERIC);
                row.setString(10, state.data().remark());
                row.setObject(11, state.createdAt());
                row.setString(12, state.createdBy());
                row.setObject(13, now);
                row.setString(14, person);
            });
            history.enter(
                    KIND,
                    rows.stream()
                            .map(row -> BulkHistory.Entry.created(
                                    row.id(), row.data().data()))
                            .toList());
            changing.written();
            publisher.publishEvent(new ManyChanged(KIND, rows.size()));
        }

        /** Those whose event is still there, and in which the business does not take part again. */
        @Override
        public List<BulkRow<ParticipationState>> restorable(List<BulkRow<ParticipationState>> rows) {
            Set<Long> wanted = new HashSet<>();
            rows.forEach(row -> wanted.add(row.data().eventId()));
            Set<Long> events = holdEvents(wanted);
            Set<Pair> taken = new HashSet<>();
            for (List<Long> portion : Portions.of(events)) {
                database.sql("select event_id, business_id from participation where event_id in (:events)")
                        .param("events", portion)
                        .query(row -> {
                            taken.add(new Pair(row.getLong(1), row.getLong(2)));
                        });
            }
            return rows.stream()
                    .filter(row -> events.contains(row.data().eventId())
                            && !taken.contains(new Pair(
                                    row.data().eventId(), row.data().data().businessId())))
                    .toList();
        }

        private ManyChanging changing(List<BulkRow<ParticipationState>> rows) {
            Set<Long> businesses = new HashSet<>();
            rows.forEach(row -> businesses.add(row.data().data().businessId()));
            ManyChanging changing = new ManyChanging(businesses);
            publisher.publishEvent(changing);
            return changing;
        }
    }
}
