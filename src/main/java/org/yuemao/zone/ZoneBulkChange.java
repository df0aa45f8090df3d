package org.yuemao.zone;

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

/** Changes many zones at once: clerks those of their own city, officials all. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.WRITE)
public class ZoneBulkChange implements BulkChange<ZoneChange> {
    private static final String KIND = "ZONE";
    private static final int LONGEST = 200;

    private final BulkRun<ZoneData> run = new BulkRun<>(new Rows(), ZoneData.class);
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

    ZoneBulkChange(
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
        sectorRows = new SectorRows("zone_sector", "zone_id", database, statements);
    }

    @Override
    public BulkPlan plan(Collection<Long> ids, ZoneChange change) {
        return run.plan(ids, data -> after(data, change));
    }

    @Override
    @Transactional
    public BulkDone apply(Collection<Long> ids, ZoneChange change, boolean evenIfSomeAreHeld) {
        return operations.within(
                Operation.of(Operations.Kind.CHANGE),
                () -> run.apply(ids, data -> after(data, change), evenIfSomeAreHeld));
    }

    @Override
    @Transactional
    public BulkUndone undo(BulkDone done) {
        return operations.within(Operation.of(Operations.Kind.UNDO), () -> run.undo(done));
    }

    private static ZoneData after(ZoneData before, ZoneChange change) {
        return switch (change) {
            case ZoneChange.City to -> with(before, to.cityCode(), before.operator(), before.sectors());
            case ZoneChange.Operator to -> with(before, before.cityCode(), to.operator(), before.sectors());
            case ZoneChange.Sectors to ->
                with(before, before.cityCode(), before.operator(), to.sectors().of(before.sectors()));
        };
    }

    private static ZoneData with(
            ZoneData data, @Nullable String cityCode, @Nullable String operator, Set<String> sectors) {
        return new ZoneData(
                data.kind(),
                data.nameEn(),
                data.nameZh(),
                cityCode,
                data.countryCode(),
                data.approvedOn(),
                data.areaSqm(),
                operator,
                sectors);
    }

    /** Zones as the tables keep them. */
    private final class Rows implements BulkRows<ZoneData> {

        @Override
        public List<BulkRow<ZoneData>> read(List<List<Long>> ids, boolean hold) {
            List<BulkRow<ZoneData>> all = new ArrayList<>();
            for (List<Long> portion : ids) {
                if (hold) {
                    database.sql("select id from zone where id in (:ids) order by id" + heldRows.clause())
                            .param("ids", portion)
                            .query(Long.class)
                            .list();
                }
                Map<Long, Set<String>> sectors = sectorRows.read(portion);
                all.addAll(database.sql("select * from zone where id in (:ids) order by id")
                        .param("ids", portion)
                        .query((row, index) -> {
                            long id = row.getLong("id");
                            return new BulkRow<>(
                                    id,
                                    row.getLong("version"),
                                    new Names(row.getString("name_en"), row.getString("name_zh")),
                                    new ZoneData(
                                            ZoneKind.valueOf(row.getString("kind")),
                                            row.getString("name_en"),
                                            row.getString("name_zh"),
                                            row.getString("city_code"),
                                            row.getString("country_code"),
                                            row.getObject("approved_on", LocalDate.class),
                                            row.getBigDecimal("area_sqm"),
                                            row.getString("operator"),
                                            sectors.getOrDefault(id, Set.of())));
                        })
                        .list());
            }
            return all;
        }

        @Override
        public void check(ZoneData before, ZoneData after) {
            currentPerson.requireWriteFor(before.officeCode());
            Refusal.when(
                    after.cityCode() == null ? !after.kind().abroad() : places.city(after.cityCode()) == null,
                    "cityCode",
                    "zone.refused.city");
            Refusal.when(
                    !currentPerson.get().mayWriteFor(after.officeCode()),
                    "cityCode",
                    after.cityCode() == null ? "zone.refused.without-city" : "zone.refused.other-city");
            String operator = after.operator();
            Refusal.when(operator != null && operator.length() > LONGEST, "operator", "zone.refused.long", LONGEST);
            after.sectors()
                    .forEach(sector ->
                            Refusal.when(places.sector(sector) == null, "sectors", "zone.refused.sector", sector));
        }

        @Override
        public void write(List<Change<ZoneData>> changes) {
            OffsetDateTime now = OffsetDateTime.now(clock);
            String person = currentPerson.username();
            statements.batchUpdate("""
                    update zone set version = version + 1, city_code = ?, operator = ?, changed_at = ?, changed_by = ?
                    where id = ?""", changes, 1_000, (row, change) -> {
                row.setString(1, change.now().cityCode());
                row.setString(2, change.now().operator());
                row.setObject(3, now);
                row.setString(4, person);
                row.setLong(5, change.row().id());
            });
            Map<Long, Set<String>> before = new HashMap<>();
            Map<Long, Set<String>> after = new HashMap<>();
            changes.forEach(change -> {
                before.put(change.row().id(), change.row().data().sectors());
                after.put(change.row().id(), change.now().sectors());
            });
            sectorRows.write(before, after);
            history.enter(
                    KIND,
                    changes.stream()
                            .map(change -> BulkHistory.Entry.changed(
                                    change.row().id(), change.row().data(), change.now()))
                            .toList());
            publisher.publishEvent(new ManyChanged(KIND, changes.size()));
        }
    }
}
