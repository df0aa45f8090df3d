package org.yuemao.summary;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Sought;
import org.yuemao.base.bulk.ManyChanging;
import org.yuemao.base.bulk.Portions;
import org.yuemao.event.Programme;
import org.yuemao.participation.Contribution;
import org.yuemao.participation.ParticipationChanged;
import org.yuemao.participation.ParticipationsChanged;

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
        heldRows.hold("business", changing.businessIds());
        Counts before = count(businesses);
        changing.whenWritten(() -> write(before, count(businesses)));
    }

    /** Adds up what is told one by one; the writer holds the events and businesses. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationsChanged changed) {
        Set<Long> businessIds =
                changed.each().stream().map(ParticipationChanged::businessId).collect(Collectors.toSet());
        Map<Long, String> cities = cities(businessIds);
        Map<EventCity, Done> before = new HashMap<>();
        Map<EventCity, Done> after = new HashMap<>();
        // By business and event, how many participations there are more or less; none or one in the end.
        Map<Long, Map<Long, Integer>> come = new HashMap<>();
        for (ParticipationChanged one : changed.each()) {
            EventCity place = new EventCity(one.eventId(), Objects.requireNonNull(cities.get(one.businessId())));
            add(before, place, one.before());
            add(after, place, one.after());
            int more = (one.after() == null ? 0 : 1) - (one.before() == null ? 0 : 1);
            come.computeIfAbsent(one.businessId(), id -> new HashMap<>()).merge(one.eventId(), more, Integer::sum);
        }
        come.values().forEach(byEvent -> byEvent.values().removeIf(more -> more == 0));
        come.values().removeIf(Map::isEmpty);
        writeDone(before, after);
        writeBusinesses(come, cities);
    }

    private static void add(Map<EventCity, Done> done, EventCity place, @Nullable Contribution what) {
        if (what != null) {
            Done one = new Done(
                    1,
                    new Contribution(
                            Objects.requireNonNullElse(what.intendedDeals(), BigDecimal.ZERO),
                            Objects.requireNonNullElse(what.signedDeals(), BigDecimal.ZERO),
                            Objects.requireNonNullElse(what.boothArea(), BigDecimal.ZERO)));
            done.merge(place, one, Done::plus);
        }
    }

    private Map<Long, String> cities(Set<Long> businessIds) {
        Map<Long, String> cities = new HashMap<>();
        database.sql("select b.id, coalesce(b.city_code, '-') from " + Sought.ids("ids")
                        + " join business b on b.id = sought.id")
                .param("ids", Sought.ids(businessIds))
                .query(row -> {
                    cities.put(row.getLong(1), row.getString(2));
                });
        return cities;
    }

    /** The cells that businesses have now and had not before the participations came, or had and have no more. */
    private void writeBusinesses(Map<Long, Map<Long, Integer>> come, Map<Long, String> cities) {
        Map<Long, Set<CellKey>> cellsOfEvents = new HashMap<>();
        RollUps.Changes changes = rollUps.new Changes();
        for (List<Long> portion : Portions.of(come.keySet())) {
            Map<Long, Set<Long>> now = new HashMap<>();
            database.sql("select p.business_id, p.event_id from " + Sought.ids("ids")
                            + " join participation p on p.business_id = sought.id")
                    .param("ids", Sought.ids(portion))
                    .query(row -> {
                        now.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                                .add(row.getLong(2));
                    });
            Set<Long> events = new HashSet<>();
            now.values().forEach(events::addAll);
            portion.forEach(id -> events.addAll(come.getOrDefault(id, Map.of()).keySet()));
            events.removeAll(cellsOfEvents.keySet());
            cellsOfEvents.putAll(cellsOf(events));
            for (Long business : portion) {
                Set<Long> is = now.getOrDefault(business, Set.of());
                Set<Long> was = new HashSet<>(is);
                come.getOrDefault(business, Map.of()).forEach((event, more) -> {
                    if (more > 0) {
                        was.remove(event);
                    } else {
                        was.add(event);
                    }
                });
                Set<CellKey> cellsNow = union(is, cellsOfEvents);
                Set<CellKey> cellsBefore = union(was, cellsOfEvents);
                String city = Objects.requireNonNull(cities.get(business));
                cellsNow.stream()
                        .filter(cell -> !cellsBefore.contains(cell))
                        .forEach(cell -> changes.add(cell, city, 1));
                cellsBefore.stream()
                        .filter(cell -> !cellsNow.contains(cell))
                        .forEach(cell -> changes.add(cell, city, -1));
            }
        }
        changes.write();
    }

    private static Set<CellKey> union(Set<Long> events, Map<Long, Set<CellKey>> cells) {
        Set<CellKey> all = new HashSet<>();
        events.forEach(event -> all.addAll(cells.getOrDefault(event, Set.of())));
        return all;
    }

    /** In which cells the businesses of each of these events count. */
    private Map<Long, Set<CellKey>> cellsOf(Set<Long> eventIds) {
        Map<Long, Set<CellKey>> cells = new HashMap<>();
        database.sql("select e.id, e.event_year, e.programme, s.sector_code from " + Sought.ids("ids")
                        + " join event e on e.id = sought.id left join event_sector s on s.event_id = e.id where e."
                        + RollUps.COUNTED)
                .param("ids", Sought.ids(eventIds))
                .query(row -> {
                    Set<CellKey> own = cells.computeIfAbsent(row.getLong(1), id -> new HashSet<>());
                    Programme programme = Programme.valueOf(row.getString(3));
                    CellKey.add(own, row.getInt(2), programme, CellKey.ALL);
                    if (row.getString(4) != null) {
                        CellKey.add(own, row.getInt(2), programme, row.getString(4));
                    }
                });
        return cells;
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
                        from %s join business b on b.id = sought.id join participation p on p.business_id = b.id
                        group by p.event_id, coalesce(b.city_code, '-')""".formatted(Sought.ids("ids")))
                .param("ids", Sought.ids(businessIds))
                .query(row -> {
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
                        from %s join business b on b.id = sought.id join participation p on p.business_id = b.id
                        join event e on e.id = p.event_id left join event_sector s on s.event_id = e.id
                        where e.""".formatted(Sought.ids("ids")) + RollUps.COUNTED)
                .param("ids", Sought.ids(businessIds))
                .query(row -> {
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
        writeDone(before.done, after.done);
        RollUps.Changes changes = rollUps.new Changes();
        before.businesses.forEach((cell, byCity) -> byCity.forEach((city, count) -> changes.add(cell, city, -count)));
        after.businesses.forEach((cell, byCity) -> byCity.forEach((city, count) -> changes.add(cell, city, count)));
        changes.write();
    }

    private void writeDone(Map<EventCity, Done> before, Map<EventCity, Done> after) {
        Set<EventCity> places = new TreeSet<>(before.keySet());
        places.addAll(after.keySet());
        for (EventCity place : places) {
            Done was = orNothing(before.get(place));
            Done is = orNothing(after.get(place));
            if (!was.equals(is)) {
                rollUps.addToEvent(
                        place.eventId, place.city, is.participations - was.participations, was.sums, is.sums);
            }
        }
    }

    private static Done orNothing(@Nullable Done done) {
        return done == null ? Done.NOTHING : done;
    }
}
