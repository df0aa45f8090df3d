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

    /** The city of a business, and the events in which it takes part. */
    record Taking(String city, Set<Long> events) {}

    /** Where each of these businesses is from, and in which events it takes part. */
    Map<Long, Taking> taking(Collection<Long> businessIds) {
        Map<Long, Taking> taking = new HashMap<>();
        for (List<Long> portion : Portions.of(businessIds)) {
            database.sql("select b.id, coalesce(b.city_code, '-'), p.event_id from " + Sought.ids("ids")
                            + " join business b on b.id = sought.id left join participation p on p.business_id = b.id")
                    .param("ids", Sought.ids(portion))
                    .query(row -> {
                        long business = row.getLong(1);
                        Taking known = taking.get(business);
                        if (known == null) {
                            known = new Taking(row.getString(2), new HashSet<>());
                            taking.put(business, known);
                        }
                        long event = row.getLong(3);
                        if (!row.wasNull()) {
                            known.events().add(event);
                        }
                    });
        }
        return taking;
    }

    /** The cells in which the businesses of events count, as the events are kept; asked once for each. */
    final class Known {
        private final Map<Long, EventFacts> facts = new HashMap<>();
        private final Map<Long, Set<CellKey>> cells = new HashMap<>();

        void load(Collection<Taking> taking) {
            Set<Long> of = new HashSet<>();
            taking.forEach(one -> of.addAll(one.events()));
            load(of);
        }

        void load(Set<Long> eventIds) {
            Set<Long> missing = new HashSet<>(eventIds);
            missing.removeAll(facts.keySet());
            events.factsOf(missing).forEach((id, of) -> {
                facts.put(id, of);
                cells.put(id, CellKey.of(of));
            });
        }

        /** The facts of an event that was loaded. */
        EventFacts facts(long eventId) {
            return Objects.requireNonNull(facts.get(eventId));
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
