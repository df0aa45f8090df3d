package org.yuemao.summary;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Sought;
import org.yuemao.base.bulk.ManyChanging;
import org.yuemao.base.bulk.Portions;
import org.yuemao.business.BusinessChanged;
import org.yuemao.event.EventChanged;
import org.yuemao.event.EventFacts;
import org.yuemao.event.EventsChanged;
import org.yuemao.participation.ParticipationChanged;
import org.yuemao.participation.ParticipationsChanged;
import org.yuemao.summary.BusinessCells.Taking;

/**
 * Keeps the roll-ups in the transaction of the change that they reflect. The writers hold the rows of the events and the
 * businesses that a change concerns, so what is read here stays true until the transaction ends.
 */
@Component
class RollUps {
    private final JdbcClient database;
    private final EventCells events;
    private final BusinessCells businesses;
    private final SummaryLog log;
    private final HeldRows heldRows;

    RollUps(JdbcClient database, EventCells events, BusinessCells businesses, SummaryLog log, HeldRows heldRows) {
        this.database = database;
        this.events = events;
        this.businesses = businesses;
        this.log = log;
        this.heldRows = heldRows;
    }

    @EventListener
    void on(ParticipationChanged change) {
        participations(List.of(change));
    }

    /** Adds up what is told one by one; the writer holds the events and businesses. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationsChanged changed) {
        participations(changed.each());
    }

    private void participations(List<ParticipationChanged> each) {
        BusinessCells.Known known = businesses.new Known();
        Map<Long, Taking> taking =
                known.taking(each.stream().map(ParticipationChanged::businessId).collect(Collectors.toSet()));
        known.load(each.stream().map(ParticipationChanged::eventId).collect(Collectors.toSet()));
        Map<EventCity, Done> more = new TreeMap<>();
        // By business and event, how many participations there are more or less; none or one in the end.
        Map<Long, Map<Long, Integer>> come = new HashMap<>();
        for (ParticipationChanged one : each) {
            EventCity place =
                    new EventCity(one.eventId(), of(taking, one.businessId()).city());
            more.merge(place, Done.of(one.after()).minus(Done.of(one.before())), Done::plus);
            int count = (one.after() == null ? 0 : 1) - (one.before() == null ? 0 : 1);
            come.computeIfAbsent(one.businessId(), id -> new HashMap<>()).merge(one.eventId(), count, Integer::sum);
        }
        SummaryLog.Changes changes = log.new Changes();
        addDone(more, known, changes);
        come.forEach((business, byEvent) -> {
            byEvent.values().removeIf(count -> count == 0);
            if (byEvent.isEmpty()) {
                return;
            }
            Taking is = of(taking, business);
            Set<Long> was = new HashSet<>(is.events());
            byEvent.forEach((event, count) -> {
                if (count > 0) {
                    was.remove(event);
                } else {
                    was.add(event);
                }
            });
            changes.add(is.city(), known.of(is.events()), known.of(was));
        });
        changes.write();
    }

    private static Taking of(Map<Long, Taking> taking, long businessId) {
        return Objects.requireNonNull(taking.get(businessId));
    }

    private void addDone(Map<EventCity, Done> more, BusinessCells.Known known, SummaryLog.Changes changes) {
        known.load(more.keySet().stream().map(EventCity::eventId).collect(Collectors.toSet()));
        more.forEach((place, done) -> events.add(place.eventId, known.facts(place.eventId), place.city, done, changes));
    }

    @EventListener
    void on(BusinessChanged change) {
        String before = Objects.requireNonNullElse(change.cityBefore(), SumKey.ELSEWHERE);
        String after = Objects.requireNonNullElse(change.cityAfter(), SumKey.ELSEWHERE);
        if (before.equals(after)) {
            return;
        }
        List<Long> business = List.of(change.businessId());
        Map<EventCity, Done> more = new TreeMap<>();
        done(business).forEach((place, done) -> {
            more.merge(new EventCity(place.eventId, before), Done.NOTHING.minus(done), Done::plus);
            more.merge(new EventCity(place.eventId, after), done, Done::plus);
        });
        SummaryLog.Changes changes = log.new Changes();
        BusinessCells.Known known = businesses.new Known();
        Map<Long, Taking> taking = known.taking(business);
        addDone(more, known, changes);
        taking.values().forEach(is -> {
            changes.add(before, Map.of(), known.of(is.events()));
            changes.add(after, known.of(is.events()), Map.of());
        });
        changes.write();
    }

    @EventListener
    void on(EventChanged change) {
        events(List.of(change));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(EventsChanged many) {
        events(many.changes());
    }

    private void events(List<EventChanged> each) {
        Map<Long, EventFacts> before = new TreeMap<>();
        Map<Long, EventFacts> after = new TreeMap<>();
        SummaryLog.Changes changes = log.new Changes();
        for (EventChanged change : each) {
            EventFacts was = change.before();
            EventFacts is = change.after();
            if (was != null && is != null) {
                // An event may be told more than once: from the first to the last.
                before.putIfAbsent(change.eventId(), was);
                after.put(change.eventId(), is);
            } else if (is != null) {
                Contributions.ofEvent(is, Map.of(), changes::add);
                events.keepToday(change.eventId(), is);
            } else if (was != null) {
                Contributions.ofEvent(was, Map.of(), (key, what) -> changes.add(key, Sums.NOTHING.minus(what)));
                events.remove(change.eventId());
                events.keepToday(change.eventId(), null);
            }
        }
        before.keySet().removeIf(id -> Objects.requireNonNull(before.get(id)).equals(after.get(id)));
        after.keySet().retainAll(before.keySet());
        if (!before.isEmpty()) {
            move(before, after, changes);
        }
        changes.write();
    }

    /** Events that count otherwise than before, with all that was done in them and all businesses that took part. */
    private void move(Map<Long, EventFacts> before, Map<Long, EventFacts> after, SummaryLog.Changes changes) {
        Set<Long> concerned = businessesOf(before.keySet());
        // Neither their city nor their other events' part in a cell may change before the transaction ends.
        heldRows.hold("business", concerned);
        Map<Long, Map<String, Done>> done = events.doneIn(before.keySet());
        Set<Long> otherwise = new HashSet<>();
        before.forEach((event, was) -> {
            EventFacts is = Objects.requireNonNull(after.get(event));
            Map<String, Done> in = done.getOrDefault(event, Map.of());
            changes.event(was, in, is, in);
            events.move(event, is);
            events.keepToday(event, is);
            if (!CellKey.of(was).equals(CellKey.of(is))) {
                otherwise.add(event);
            }
        });
        if (otherwise.isEmpty()) {
            return;
        }
        BusinessCells.Known known = businesses.new Known();
        known.taking(concerned)
                .values()
                .forEach(in -> changes.add(in.city(), known.of(in.events(), after), known.of(in.events(), before)));
    }

    private Set<Long> businessesOf(Set<Long> eventIds) {
        Set<Long> all = new TreeSet<>();
        for (List<Long> portion : Portions.of(eventIds)) {
            all.addAll(database.sql("select distinct p.business_id from " + Sought.ids("ids")
                            + " join participation p on p.event_id = sought.id")
                    .param("ids", Sought.ids(portion))
                    .query(Long.class)
                    .list());
        }
        return all;
    }

    /** Counts what businesses add before and after many rows change, and writes the difference. */
    @EventListener
    void on(ManyChanging changing) {
        heldRows.hold("business", changing.businessIds());
        Counts before = count(changing.businessIds());
        changing.whenWritten(() -> {
            Counts after = count(changing.businessIds());
            SummaryLog.Changes changes = log.new Changes();
            Map<EventCity, Done> more = new TreeMap<>(after.done);
            before.done.forEach((place, done) -> more.merge(place, Done.NOTHING.minus(done), Done::plus));
            addDone(more, businesses.new Known(), changes);
            after.businesses.forEach(changes::add);
            before.businesses.forEach((key, counts) -> changes.add(key, BusinessCounts.NOTHING.minus(counts)));
            changes.write();
        });
    }

    private record Counts(Map<EventCity, Done> done, Map<BusinessKey, BusinessCounts> businesses) {}

    private Counts count(Set<Long> businessIds) {
        Counts counts = new Counts(new TreeMap<>(), new HashMap<>());
        for (List<Long> portion : Portions.of(businessIds)) {
            done(portion).forEach((place, done) -> counts.done.merge(place, done, Done::plus));
        }
        BusinessCells.Known known = businesses.new Known();
        known.taking(businessIds).values().forEach(in -> known.of(in.events())
                .forEach((cell, what) ->
                        counts.businesses.merge(new BusinessKey(cell, in.city()), what, BusinessCounts::plus)));
        return counts;
    }

    /** What these businesses did in each event, by their city; at most a portion of them. */
    private Map<EventCity, Done> done(List<Long> businessIds) {
        Map<EventCity, Done> done = new TreeMap<>();
        database.sql("""
                        select p.event_id, coalesce(b.city_code, '-'), count(*), coalesce(sum(p.intended_deals), 0),
                            coalesce(sum(p.signed_deals), 0), coalesce(sum(p.booth_area_sqm), 0)
                        from %s join business b on b.id = sought.id join participation p on p.business_id = b.id
                        group by p.event_id, coalesce(b.city_code, '-')""".formatted(Sought.ids("ids")))
                .param("ids", Sought.ids(businessIds))
                .query(row -> {
                    done.put(
                            new EventCity(row.getLong(1), row.getString(2)),
                            new Done(row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(5), row.getBigDecimal(6)));
                });
        return done;
    }

    /** An event and a city of businesses. */
    private record EventCity(long eventId, String city) implements Comparable<EventCity> {
        @Override
        public int compareTo(EventCity other) {
            int byEvent = Long.compare(eventId, other.eventId);
            return byEvent == 0 ? city.compareTo(other.city) : byEvent;
        }
    }
}
