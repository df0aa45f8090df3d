package org.yuemao.summary;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.base.bulk.ManyChanging;
import org.yuemao.base.bulk.Portions;
import org.yuemao.event.Programme;
import org.yuemao.participation.Contribution;

/**
 * Keeps the roll-ups when many rows change at once: counts what the businesses concerned add to them before and after, and
 * writes the difference. Nobody else can change that meanwhile, since the businesses are held.
 */
@Component
class ManyRollUps {
    private final RollUps rollUps;
    private final JdbcClient database;
    private final HeldRows heldRows;

    ManyRollUps(RollUps rollUps, JdbcClient database, HeldRows heldRows) {
        this.rollUps = rollUps;
        this.database = database;
        this.heldRows = heldRows;
    }

    @EventListener
    void on(ManyChanging changing) {
        List<List<Long>> businesses = Portions.of(changing.businessIds());
        for (List<Long> portion : businesses) {
            database.sql("select id from business where id in (:ids) order by id" + heldRows.clause())
                    .param("ids", portion)
                    .query(Long.class)
                    .list();
        }
        Counts before = count(businesses);
        changing.whenWritten(() -> write(before, count(businesses)));
    }

    /** What was done in an event by businesses of a city. */
    private record EventCity(long eventId, String city) implements Comparable<EventCity> {
        @Override
        public int compareTo(EventCity other) {
            int byEvent = Long.compare(eventId, other.eventId);
            return byEvent == 0 ? city.compareTo(other.city) : byEvent;
        }
    }

    private record Done(int participations, Contribution sums) {
        static final Done NOTHING = new Done(0, new Contribution(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));

        Done plus(Done other) {
            return new Done(
                    participations + other.participations,
                    new Contribution(
                            sums.intendedDeals().add(other.sums.intendedDeals()),
                            sums.signedDeals().add(other.sums.signedDeals()),
                            sums.boothArea().add(other.sums.boothArea())));
        }
    }

    private record Counts(Map<EventCity, Done> done, Map<CellKey, Map<String, Integer>> businesses) {}

    private Counts count(List<List<Long>> businesses) {
        Counts counts = new Counts(new HashMap<>(), new HashMap<>());
        for (List<Long> portion : businesses) {
            countDone(portion, counts.done);
            countBusinesses(portion, counts.businesses);
        }
        return counts;
    }

    private void countDone(List<Long> businessIds, Map<EventCity, Done> done) {
        database.sql("""
                        select p.event_id, coalesce(b.city_code, '-'), count(*), coalesce(sum(p.intended_deals), 0),
                            coalesce(sum(p.signed_deals), 0), coalesce(sum(p.booth_area_sqm), 0)
                        from participation p join business b on b.id = p.business_id
                        where p.business_id in (:ids) group by p.event_id, coalesce(b.city_code, '-')""").param("ids", businessIds).query(row -> {
            done.merge(
                    new EventCity(row.getLong(1), row.getString(2)),
                    new Done(
                            row.getInt(3),
                            new Contribution(row.getBigDecimal(4), row.getBigDecimal(5), row.getBigDecimal(6))),
                    Done::plus);
        });
    }

    /** Each business once in each cell, however many of its events bring it there. */
    private void countBusinesses(Collection<Long> businessIds, Map<CellKey, Map<String, Integer>> businesses) {
        Map<Long, Set<CellKey>> cells = new HashMap<>();
        Map<Long, String> cities = new HashMap<>();
        database.sql("""
                        select distinct p.business_id, coalesce(b.city_code, '-'), e.event_year, e.programme, s.sector_code
                        from participation p join event e on e.id = p.event_id join business b on b.id = p.business_id
                        left join event_sector s on s.event_id = e.id
                        where p.business_id in (:ids) and e.""" + RollUps.COUNTED).param("ids", businessIds).query(row -> {
            long business = row.getLong(1);
            cities.put(business, row.getString(2));
            Set<CellKey> own = cells.computeIfAbsent(business, id -> new HashSet<>());
            Programme programme = Programme.valueOf(row.getString(4));
            CellKey.add(own, row.getInt(3), programme, CellKey.ALL);
            String sector = row.getString(5);
            if (sector != null) {
                CellKey.add(own, row.getInt(3), programme, sector);
            }
        });
        cells.forEach((business, own) -> own.forEach(cell -> businesses
                .computeIfAbsent(cell, key -> new TreeMap<>())
                .merge(String.valueOf(cities.get(business)), 1, Integer::sum)));
    }

    private void write(Counts before, Counts after) {
        Set<EventCity> places = new TreeSet<>(before.done.keySet());
        places.addAll(after.done.keySet());
        for (EventCity place : places) {
            Done was = orNothing(before.done.get(place));
            Done is = orNothing(after.done.get(place));
            if (!was.equals(is)) {
                rollUps.addToEvent(
                        place.eventId, place.city, is.participations - was.participations, was.sums, is.sums);
            }
        }
        RollUps.Changes changes = rollUps.new Changes();
        before.businesses.forEach((cell, byCity) -> byCity.forEach((city, count) -> changes.add(cell, city, -count)));
        after.businesses.forEach((cell, byCity) -> byCity.forEach((city, count) -> changes.add(cell, city, count)));
        changes.write();
    }

    private static Done orNothing(@Nullable Done done) {
        return done == null ? Done.NOTHING : done;
    }
}
