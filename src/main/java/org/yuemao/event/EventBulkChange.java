package org.yuemao.event;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.yuemao.base.Refusal;
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
import org.yuemao.base.bulk.SectorRows;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Changes many events at once: clerks those of their own office, officials all. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.WRITE)
public class EventBulkChange implements BulkChange<EventChange> {
    private static final String KIND = "EVENT";

    private final BulkRun<EventState> run = new BulkRun<>(new Rows(), EventState.class);
    private final BulkHistory history;
    private final Operations operations;
    private final Places places;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final HeldRows heldRows;
    private final JdbcTemplate statements;
    private final SectorRows sectorRows;
    private final Clock clock;

    EventBulkChange(
            BulkHistory history,
            Operations operations,
            Places places,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            HeldRows heldRows,
            JdbcTemplate statements,
            Clock clock) {
        this.history = history;
        this.operations = operations;
        this.places = places;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.heldRows = heldRows;
        this.statements = statements;
        this.clock = clock;
        sectorRows = new SectorRows("event_sector", "event_id", database, statements);
    }

    @Override
    public BulkPlan plan(Collection<Long> ids, EventChange change) {
        return run.plan(ids, state -> after(state, change));
    }

    @Override
    @Transactional
    public BulkDone apply(Collection<Long> ids, EventChange change, boolean evenIfSomeAreHeld) {
        return operations.within(
                Operation.of(Operations.Kind.CHANGE),
                () -> run.apply(ids, state -> after(state, change), evenIfSomeAreHeld));
    }

    @Override
    @Transactional
    public BulkUndone undo(BulkDone done) {
        return operations.within(Operation.of(Operations.Kind.UNDO), () -> run.undo(done));
    }

    private static EventState after(EventState state, EventChange change) {
        EventData before = state.data();
        EventData after =
                switch (change) {
                    case EventChange.Status to -> before.withStatus(to.status());
                    case EventChange.Office to ->
                        with(before, to.officeCode(), before.organiser(), before.sectors(), before.form());
                    case EventChange.Organiser to ->
                        with(before, before.officeCode(), to.organiser(), before.sectors(), before.form());
                    case EventChange.Sectors to ->
                        with(
                                before,
                                before.officeCode(),
                                before.organiser(),
                                to.sectors().of(before.sectors()),
                                before.form());
                    case EventChange.Form to ->
                        with(before, before.officeCode(), before.organiser(), before.sectors(), to.form());
                    case EventChange.Target to -> withTarget(before, to.businesses());
                };
        return new EventState(after, state.review());
    }

    private static EventData with(
            EventData data, String officeCode, @Nullable String organiser, Set<String> sectors, EventForm form) {
        return new EventData(
                data.programme(),
                data.nameEn(),
                data.nameZh(),
                data.firstDay(),
                data.lastDay(),
                form,
                data.countryCode(),
                data.provinceCode(),
                data.hostCity(),
                data.venue(),
                organiser,
                officeCode,
                sectors,
                data.status(),
                data.targetBusinesses(),
                data.netSpaceSqm(),
                data.visitors(),
                data.overseasBuyers());
    }

    private static EventData withTarget(EventData data, @Nullable Integer target) {
        return new EventData(
                data.programme(),
                data.nameEn(),
                data.nameZh(),
                data.firstDay(),
                data.lastDay(),
                data.form(),
                data.countryCode(),
                data.provinceCode(),
                data.hostCity(),
                data.venue(),
                data.organiser(),
                data.officeCode(),
                data.sectors(),
                data.status(),
                target,
                data.netSpaceSqm(),
                data.visitors(),
                data.overseasBuyers());
    }

    /** Events as the tables keep them. */
    private final class Rows implements BulkRows<EventState> {

        @Override
        public List<BulkRow<EventState>> read(List<List<Long>> ids, boolean hold) {
            List<BulkRow<EventState>> all = new ArrayList<>();
            for (List<Long> portion : ids) {
                if (hold) {
                    database.sql("select id from event where id in (:ids) order by id" + heldRows.clause())
                            .param("ids", portion)
                            .query(Long.class)
                            .list();
                }
                Map<Long, Set<String>> sectors = sectorRows.read(portion);
                all.addAll(database.sql("select * from event where id in (:ids) order by id")
                        .param("ids", portion)
                        .query((row, index) -> {
                            long id = row.getLong("id");
                            EventData data = new EventData(
                                    Programme.valueOf(row.getString("programme")),
                                    row.getString("name_en"),
                                    row.getString("name_zh"),
                                    row.getObject("first_day", LocalDate.class),
                                    row.getObject("last_day", LocalDate.class),
                                    EventForm.valueOf(row.getString("form")),
                                    row.getString("country_code"),
                                    row.getString("province_code"),
                                    row.getString("host_city"),
                                    row.getString("venue"),
                                    row.getString("organiser"),
                                    row.getString("office_code"),
                                    sectors.getOrDefault(id, Set.of()),
                                    EventStatus.valueOf(row.getString("status")),
                                    row.getObject("target_businesses", Integer.class),
                                    row.getBigDecimal("net_space_sqm"),
                                    row.getObject("visitors", Integer.class),
                                    row.getObject("overseas_buyers", Integer.class));
                            return new BulkRow<>(
                                    id,
                                    row.getLong("version"),
                                    new Names(
                                            prefixed(row.getString("code"), data.nameEn()),
                                            prefixed(row.getString("code"), data.nameZh())),
                                    new EventState(
                                            data,
                                            new Review(
                                                    ReviewState.valueOf(row.getString("review_state")),
                                                    row.getString("review_remark"))));
                        })
                        .list());
            }
            return all;
        }

        private static @Nullable String prefixed(String code, @Nullable String name) {
            return name == null ? null : code + " " + name;
        }

        @Override
        public void check(EventState before, EventState after) {
            EventData data = after.data();
            currentPerson.requireWriteFor(before.data().officeCode());
            before.review().refuseChange(currentPerson.get().mayOversee());
            Refusal.when(places.office(data.officeCode()) == null, "officeCode", "base.required");
            Refusal.when(
                    !currentPerson.get().mayWriteFor(data.officeCode()), "officeCode", "event.bulk.refused.office");
            String organiser = data.organiser();
            Refusal.when(organiser != null && organiser.length() > 200, "organiser", "event.refused.long", 200);
            data.sectors()
                    .forEach(sector ->
                            Refusal.when(places.sector(sector) == null, "sectors", "event.refused.sector", sector));
            Integer target = data.targetBusinesses();
            Refusal.when(target != null && target < 0, "targetBusinesses", "event.refused.negative");
        }

        @Override
        public void write(List<Change<EventState>> changes) {
            OffsetDateTime now = OffsetDateTime.now(clock);
            String person = currentPerson.username();
            statements.batchUpdate("""
                    update event set version = version + 1, status = ?, office_code = ?, organiser = ?, form = ?,
                        target_businesses = ?, changed_at = ?, changed_by = ?
                    where id = ?""", changes, 1_000, (row, change) -> {
                EventData data = change.now().data();
                row.setString(1, data.status().name());
                row.setString(2, data.officeCode());
                row.setString(3, data.organiser());
                row.setString(4, data.form().name());
                row.setObject(5, data.targetBusinesses(), java.sql.Types.INTEGER);
                row.setObject(6, now);
                row.setString(7, person);
                row.setLong(8, change.row().id());
            });
            Map<Long, Set<String>> before = new HashMap<>();
            Map<Long, Set<String>> after = new HashMap<>();
            changes.forEach(change -> {
                before.put(change.row().id(), change.row().data().data().sectors());
                after.put(change.row().id(), change.now().data().sectors());
            });
            sectorRows.write(before, after);
            history.enter(
                    KIND,
                    changes.stream()
                            .map(change -> BulkHistory.Entry.changed(
                                    change.row().id(),
                                    change.row().data().data(),
                                    change.now().data()))
                            .toList());
            publisher.publishEvent(new EventsChanged(changes.stream()
                    .map(change -> new EventChanged(
                            change.row().id(),
                            EventFacts.of(
                                    change.row().data().data(),
                                    change.row().data().review().isApproved()),
                            EventFacts.of(
                                    change.now().data(), change.now().review().isApproved())))
                    .toList()));
            publisher.publishEvent(new ManyChanged(KIND, changes.size()));
        }
    }
}
