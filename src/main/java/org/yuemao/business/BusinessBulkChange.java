package org.yuemao.business;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
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
import org.yuemao.base.bulk.ManyChanging;
import org.yuemao.base.bulk.SectorRows;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Changes many businesses at once: clerks those of their own city, officials all. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.WRITE)
public class BusinessBulkChange implements BulkChange<BusinessChange> {
    private static final String KIND = "BUSINESS";

    private final BulkRun<BusinessData> run = new BulkRun<>(new Rows(), BusinessData.class);
    private final BulkHistory history;
    private final Operations operations;
    private final Places places;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final HeldRows heldRows;
    private final JdbcTemplate statements;
    private final SectorRows sectorRows;
    private final Likenesses likenesses;
    private final Clock clock;

    BusinessBulkChange(
            BulkHistory history,
            Operations operations,
            Places places,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            HeldRows heldRows,
            JdbcTemplate statements,
            Likenesses likenesses,
            Clock clock) {
        this.history = history;
        this.operations = operations;
        this.places = places;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.heldRows = heldRows;
        this.statements = statements;
        this.likenesses = likenesses;
        this.clock = clock;
        sectorRows = new SectorRows("business_sector", "business_id", database, statements);
    }

    @Override
    public BulkPlan plan(Collection<Long> ids, BusinessChange change) {
        return run.plan(ids, data -> after(data, change));
    }

    @Override
    @Transactional
    public BulkDone apply(Collection<Long> ids, BusinessChange change, boolean evenIfSomeAreHeld) {
        return operations.within(
                Operation.of(Operations.Kind.CHANGE),
                () -> run.apply(ids, data -> after(data, change), evenIfSomeAreHeld));
    }

    @Override
    @Transactional
    public BulkUndone undo(BulkDone done) {
        return operations.within(Operation.of(Operations.Kind.UNDO), () -> run.undo(done));
    }

    private static BusinessData after(BusinessData before, BusinessChange change) {
        return switch (change) {
            case BusinessChange.City to -> with(before, to.cityCode(), before.size(), before.sectors());
            case BusinessChange.Size to -> with(before, before.cityCode(), to.size(), before.sectors());
            case BusinessChange.Sectors to ->
                with(before, before.cityCode(), before.size(), to.sectors().of(before.sectors()));
        };
    }

    private static BusinessData with(
            BusinessData data, @Nullable String cityCode, @Nullable BusinessSize size, Set<String> sectors) {
        return new BusinessData(
                data.creditCode(),
                data.missingCodeReason(),
                data.nameEn(),
                data.nameZh(),
                cityCode,
                data.countryCode(),
                sectors,
                size,
                data.contact(),
                data.phone(),
                data.email(),
                data.website());
    }

    /** Businesses as the tables keep them. */
    private final class Rows implements BulkRows<BusinessData> {

        @Override
        public List<BulkRow<BusinessData>> read(List<List<Long>> ids, boolean hold) {
            List<BulkRow<BusinessData>> all = new ArrayList<>();
            for (List<Long> portion : ids) {
                if (hold) {
                    database.sql("select id from business where id in (:ids) order by id" + heldRows.clause())
                            .param("ids", portion)
                            .query(Long.class)
                            .list();
                }
                Map<Long, Set<String>> sectors = sectorRows.read(portion);
                all.addAll(database.sql("select * from business where id in (:ids) order by id")
                        .param("ids", portion)
                        .query((row, index) -> {
                            long id = row.getLong("id");
                            String size = row.getString("size");
                            return new BulkRow<>(
                                    id,
                                    row.getLong("version"),
                                    new Names(row.getString("name_en"), row.getString("name_zh")),
                                    new BusinessData(
                                            row.getString("credit_code"),
                                            row.getString("missing_code_reason"),
                                            row.getString("name_en"),
                                            row.getString("name_zh"),
                                            row.getString("city_code"),
                                            row.getString("country_code"),
                                            sectors.getOrDefault(id, Set.of()),
                                            size == null ? null : BusinessSize.valueOf(size),
                                            row.getString("contact"),
                                            row.getString("phone"),
                                            row.getString("email"),
                                            row.getString("website")));
                        })
                        .list());
            }
            return all;
        }

        @Override
        public void check(BusinessData before, BusinessData after) {
            if (!BusinessService.mayRevise(currentPerson.get(), before.cityCode())) {
                throw new AccessDeniedException("Not a business of the own city");
            }
            Refusal.when(
                    after.cityCode() != null && places.city(after.cityCode()) == null, "cityCode", "base.required");
            after.sectors().forEach(sector -> Refusal.when(places.sector(sector) == null, "sectors", "base.required"));
        }

        @Override
        public void write(List<Change<BusinessData>> changes) {
            Set<Long> moved = new HashSet<>();
            changes.stream()
                    .filter(change -> !Objects.equals(
                            change.row().data().cityCode(), change.now().cityCode()))
                    .forEach(change -> moved.add(change.row().id()));
            ManyChanging changing = new ManyChanging(moved);
            publisher.publishEvent(changing);
            OffsetDateTime now = OffsetDateTime.now(clock);
            String person = currentPerson.username();
            statements.batchUpdate("""
                    update business set version = version + 1, city_code = ?, country_code = ?, size = ?, changed_at = ?,
                        changed_by = ?
                    where id = ?""", changes, 1_000, (row, change) -> {
                BusinessData data = change.now();
                row.setString(1, data.cityCode());
                row.setString(2, data.countryCode());
                row.setString(3, data.size() == null ? null : data.size().name());
                row.setObject(4, now);
                row.setString(5, person);
                row.setLong(6, change.row().id());
            });
            Map<Long, Set<String>> before = new HashMap<>();
            Map<Long, Set<String>> after = new HashMap<>();
            changes.forEach(change -> {
                before.put(change.row().id(), change.row().data().sectors());
                after.put(change.row().id(), change.now().sectors());
            });
            sectorRows.write(before, after);
            // Alike names are looked up in their city.
            likenesses.keepAll(changes.stream()
                    .filter(change -> moved.contains(change.row().id()))
                    .collect(Collectors.toMap(change -> change.row().id(), Change::now)));
            history.enter(
                    KIND,
                    changes.stream()
                            .map(change -> BulkHistory.Entry.changed(
                                    change.row().id(), change.row().data(), change.now()))
                            .toList());
            changing.written();
            publisher.publishEvent(new ManyChanged(KIND, changes.size()));
        }
    }
}
