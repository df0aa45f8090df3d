package org.yuemao.summary;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Sought;
import org.yuemao.base.bulk.Portions;
import org.yuemao.event.EventFacts;

/** In which years, programmes and sectors businesses take part, and what changes when their events or participations do. */
@Component
class BusinessCells {
    private final JdbcClient database;
    private final EventCells events;

    BusinessCells(JdbcClient database, EventCells events) {
        this.database = database;
        this.events = events;
    }

    /** The city of each business that is kept. */
    Map<Long, String> cities(Collection<Long> businessIds) {
        Map<Long, String> cities = new HashMap<>();
        for (List<Long> portion : Portions.of(businessIds)) {
            database.sql("select b.id, coalesce(b.city_code, '-') from " + Sought.ids("ids")
                            + " join business b on b.id = sought.id")
                    .param("ids", Sought.ids(portion))
                    .query(row -> {
                        cities.put(row.getLong(1), row.getString(2));
                    });
        }
        return cities;
    }

    /** The events in which each of these businesses takes part; at most a portion of them. */
    Map<Long, Set<Long>> eventsOf(List<Long> businessIds) {
        Map<Long, Set<Long>> taking = new HashMap<>();
        database.sql("select p.business_id, p.event_id from " + Sought.ids("ids")
                        + " join participation p on p.business_id = sought.id")
                .param("ids", Sought.ids(businessIds))
                .query(row -> {
                    taking.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                            .add(row.getLong(2));
                });
        return taking;
    }

    /** The cells in which the businesses of events count, as the events are kept; asked once for each. */
    final class Known {
        private final Map<Long, Set<CellKey>> cells = new HashMap<>();

        void load(Set<Long> eventIds) {
            Set<Long> missing = new HashSet<>(eventIds);
            missing.removeAll(cells.keySet());
            Map<Long, EventFacts> facts = events.factsOf(missing);
            missing.forEach(id -> {
                EventFacts of = facts.get(id);
                cells.put(id, of == null ? Set.of() : CellKey.of(of));
            });
        }

        /** What a business adds that takes part in these events. */
        Map<CellKey, BusinessCounts> of(Set<Long> eventIds) {
            return of(eventIds, Map.of());
        }

        /** The same, if some of the events had other facts than those that are kept. */
        Map<CellKey, BusinessCounts> of(Set<Long> eventIds, Map<Long, EventFacts> otherwise) {
            Set<CellKey> all = new HashSet<>();
            for (Long event : eventIds) {
                EventFacts other = otherwise.get(event);
                all.addAll(other == null ? Objects.requireNonNullElse(cells.get(event), Set.of()) : CellKey.of(other));
            }
            return Contributions.ofBusiness(all);
        }
    }
}
