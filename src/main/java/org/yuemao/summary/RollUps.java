package org.yuemao.summary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.business.BusinessChanged;
import org.yuemao.event.EventChanged;
import org.yuemao.event.EventFacts;
import org.yuemao.event.EventStatus;
import org.yuemao.event.EventsChanged;
import org.yuemao.event.Programme;
import org.yuemao.participation.Contribution;
import org.yuemao.participation.ParticipationChanged;

/**
 * Keeps the roll-ups in the transaction of the change that they reflect. The writers hold the rows of the event and the
 * businesses that a change concerns, so what is read here stays true until the transaction ends.
 */
@Component
class RollUps {
    /** An event's participations count unless it is postponed or cancelled. */
    static final String COUNTED = "status not in ('POSTPONED', 'CANCELLED')";

    /** Stands for the city of a business that is not from the province. */
    static final String ELSEWHERE = "-";

    private final JdbcClient database;
    private final Recount recount;
    private final HeldRows heldRows;
    private final boolean postgres;

    RollUps(JdbcClient database, DataSource source, Recount recount, HeldRows heldRows) throws MetaDataAccessException {
        this.database = database;
        this.recount = recount;
        this.heldRows = heldRows;
        postgres =
                "PostgreSQL".equals(JdbcUtils.extractDatabaseMetaData(source, meta -> meta.getDatabaseProductName()));
    }

    @EventListener
    void on(ParticipationChanged change) {
        String city = cityOf(change.businessId());
        addToEvent(
                change.eventId(),
                city,
                (change.after() == null ? 0 : 1) - (change.before() == null ? 0 : 1),
                change.before(),
                change.after());
        if (change.before() == null || change.after() == null) {
            Set<CellKey> cells = CellKey.of(factsOf(change.eventId()));
            cells.removeAll(cellsOf(change.businessId(), change.eventId()));
            Changes changes = new Changes();
            cells.forEach(cell -> changes.add(cell, city, change.after() != null ? 1 : -1));
            changes.write();
        }
    }

    @EventListener
    void on(BusinessChanged change) {
        String before = Objects.requireNonNullElse(change.cityBefore(), ELSEWHERE);
        String after = Objects.requireNonNullElse(change.cityAfter(), ELSEWHERE);
        if (before.equals(after)) {
            return;
        }
        record Part(long eventId, BigDecimal intendedDeals, BigDecimal signedDeals, BigDecimal boothArea) {}
        database.sql("""
                        select event_id, coalesce(intended_deals, 0) as intended_deals,
                            coalesce(signed_deals, 0) as signed_deals, coalesce(booth_area_sqm, 0) as booth_area
                        from participation where business_id = :business order by event_id""")
                .param("business", change.businessId())
                .query(Part.class)
                .list()
                .forEach(part -> {
                    Contribution what = new Contribution(part.intendedDeals(), part.signedDeals(), part.boothArea());
                    addToEvent(part.eventId(), before, -1, what, null);
                    addToEvent(part.eventId(), after, 1, null, what);
                });
        Changes changes = new Changes();
        cellsOf(change.businessId(), 0).forEach(cell -> {
            changes.add(cell, before, -1);
            changes.add(cell, after, 1);
        });
        changes.write();
    }

    @EventListener
    void on(EventChanged change) {
        if (change.after() == null) {
            database.sql("delete from event_cell where event_id = :event")
                    .param("event", change.eventId())
                    .update();
            return;
        }
        if (change.before() == null || change.before().equals(change.after())) {
            return;
        }
        holdBusinesses(change.eventId());
        Set<CellKey> before = CellKey.of(change.before());
        Set<CellKey> after = CellKey.of(change.after());
        Changes changes = new Changes();
        TreeSet<CellKey> touched = new TreeSet<>(before);
        touched.addAll(after);
        for (CellKey cell : touched) {
            int difference = (after.contains(cell) ? 1 : 0) - (before.contains(cell) ? 1 : 0);
            if (difference != 0) {
                businessesOnlyIn(change.eventId(), cell)
                        .forEach((city, businesses) -> changes.add(cell, city, difference * businesses));
            }
        }
        changes.write();
    }

    /**
     * One change follows from what is kept; of several at once, each would be counted as if the others had been made
     * before, so the years that they concern are counted anew.
     */
    @EventListener
    void on(EventsChanged many) {
        List<EventChanged> decisive = new ArrayList<>();
        Set<Integer> years = new TreeSet<>();
        for (EventChanged change : many.changes()) {
            EventFacts before = change.before();
            EventFacts after = change.after();
            if (after == null) {
                on(change);
            } else if (before != null && !before.equals(after)) {
                decisive.add(change);
                years.add(before.year());
                years.add(after.year());
            }
        }
        if (decisive.size() == 1) {
            on(decisive.getFirst());
        } else if (!decisive.isEmpty()) {
            recount.businessesOf(years);
        }
    }

    /**
     * Holds the event's businesses in the order of their ids: neither their city nor their other events' part in a cell may
     * change between counting and the end of the transaction.
     */
    private void holdBusinesses(long eventId) {
        database.sql(
                        "select b.id from business b where exists (select 1 from participation p where p.business_id = b.id"
                                + " and p.event_id = :event) order by b.id" + heldRows.clause())
                .param("event", eventId)
                .query(Long.class)
                .list();
    }

    /** By city, the event's businesses that no other event brings into the cell. */
    private Map<String, Integer> businessesOnlyIn(long eventId, CellKey cell) {
        Map<String, Integer> byCity = new TreeMap<>();
        String sql = """
                select coalesce(b.city_code, '-') as city, count(*) as businesses
                from participation p join business b on b.id = p.business_id
                where p.event_id = :event and not exists (
                    select 1 from participation o join event x on x.id = o.event_id
                    where o.business_id = p.business_id and o.event_id <> :event and x.event_year = :year and x."""
                + COUNTED
                + (cell.programme().equals(CellKey.ALL) ? "" : " and x.programme = :programme")
                + (cell.sector().equals(CellKey.ALL)
                        ? ""
                        : " and exists (select 1 from event_sector s where s.event_id = x.id and s.sector_code = :sector)")
                + ") group by coalesce(b.city_code, '-')";
        JdbcClient.StatementSpec query =
                database.sql(sql).param("event", eventId).param("year", cell.year());
        if (!cell.programme().equals(CellKey.ALL)) {
            query = query.param("programme", cell.programme());
        }
        if (!cell.sector().equals(CellKey.ALL)) {
            query = query.param("sector", cell.sector());
        }
        query.query(row -> {
            byCity.put(row.getString(1), row.getInt(2));
        });
        return byCity;
    }

    /** The cells that a business has by its participations in counted events, one event left out. */
    private Set<CellKey> cellsOf(long businessId, long withoutEvent) {
        Set<CellKey> cells = new HashSet<>();
        database.sql("""
                        select x.event_year, x.programme, s.sector_code
                        from participation o join event x on x.id = o.event_id
                        left join event_sector s on s.event_id = x.id
                        where o.business_id = :business and o.event_id <> :event and x.""" + COUNTED)
                .param("business", businessId)
                .param("event", withoutEvent)
                .query(row -> {
                    Programme programme = Programme.valueOf(row.getString(2));
                    CellKey.add(cells, row.getInt(1), programme, CellKey.ALL);
                    if (row.getString(3) != null) {
                        CellKey.add(cells, row.getInt(1), programme, row.getString(3));
                    }
                });
        return cells;
    }

    private EventFacts factsOf(long eventId) {
        Set<String> sectors = Set.copyOf(database.sql("select sector_code from event_sector where event_id = :event")
                .param("event", eventId)
                .query(String.class)
                .list());
        return database.sql("select event_year, programme, status from event where id = :event")
                .param("event", eventId)
                .query((row, index) -> new EventFacts(
                        row.getInt(1),
                        Programme.valueOf(row.getString(2)),
                        EventStatus.valueOf(row.getString(3)).isCounted(),
                        sectors))
                .single();
    }

    private String cityOf(long businessId) {
        return database.sql("select coalesce(city_code, '-') from business where id = :business")
                .param("business", businessId)
                .query(String.class)
                .single();
    }

    /** Adds to what the businesses of a city did in an event: so many participations, and what they add less before. */
    void addToEvent(
            long eventId,
            String city,
            int participations,
            @Nullable Contribution before,
            @Nullable Contribution after) {
        String update = """
                update event_cell set participations = participations + :participations,
                    intended_deals = intended_deals + :intended, signed_deals = signed_deals + :signed,
                    booth_area_sqm = booth_area_sqm + :area
                where event_id = :event and city_code = :city""";
        if (addToEvent(update, eventId, city, participations, before, after) == 0) {
            insertIfMissing("""
                    insert into event_cell
                        (event_id, city_code, participations, intended_deals, signed_deals, booth_area_sqm)
                    values (:event, :city, 0, 0, 0, 0)""", Map.of("event", eventId, "city", city));
            addToEvent(update, eventId, city, participations, before, after);
        }
    }

    /** Makes a cell that another transaction may be making at the same time. */
    private void insertIfMissing(String insert, Map<String, Object> key) {
        if (postgres) {
            // An error would end the transaction there.
            database.sql(insert + " on conflict do nothing").params(key).update();
            return;
        }
        try {
            database.sql(insert).params(key).update();
        } catch (DuplicateKeyException raced) {
            // The other transaction was first, and its cell is there now: all that was wanted.
            return;
        }
    }

    private int addToEvent(
            String sql,
            long eventId,
            String city,
            int participations,
            @Nullable Contribution before,
            @Nullable Contribution after) {
        return database.sql(sql)
                .param("event", eventId)
                .param("city", city)
                .param("participations", participations)
                .param(
                        "intended",
                        difference(
                                before == null ? null : before.intendedDeals(),
                                after == null ? null : after.intendedDeals()))
                .param(
                        "signed",
                        difference(
                                before == null ? null : before.signedDeals(),
                                after == null ? null : after.signedDeals()))
                .param(
                        "area",
                        difference(
                                before == null ? null : before.boothArea(), after == null ? null : after.boothArea()))
                .update();
    }

    private static BigDecimal difference(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        return Objects.requireNonNullElse(after, BigDecimal.ZERO)
                .subtract(Objects.requireNonNullElse(before, BigDecimal.ZERO));
    }

    /** Changes to the counts of distinct businesses, written in the order of their keys so that writers never deadlock. */
    final class Changes {
        private final Map<CellKey, Map<String, Integer>> byCell = new TreeMap<>();

        void add(CellKey cell, String city, int businesses) {
            byCell.computeIfAbsent(cell, key -> new TreeMap<>()).merge(city, businesses, Integer::sum);
        }

        void write() {
            byCell.forEach((cell, byCity) -> byCity.forEach((city, businesses) -> {
                if (businesses != 0 && write(cell, city, businesses) == 0) {
                    insertIfMissing(
                            "insert into business_cell (event_year, programme, sector_code, city_code, businesses)"
                                    + " values (:year, :programme, :sector, :city, 0)",
                            key(cell, city));
                    write(cell, city, businesses);
                }
            }));
        }

        private int write(CellKey cell, String city, int businesses) {
            return database.sql(
                            "update business_cell set businesses = businesses + :businesses where event_year = :year"
                                    + " and programme = :programme and sector_code = :sector and city_code = :city")
                    .params(key(cell, city))
                    .param("businesses", businesses)
                    .update();
        }

        private static Map<String, Object> key(CellKey cell, String city) {
            return Map.of("year", cell.year(), "programme", cell.programme(), "sector", cell.sector(), "city", city);
        }
    }
}
