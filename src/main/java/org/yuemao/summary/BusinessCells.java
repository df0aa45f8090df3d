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

    /** The cells in which the businesses of events count, as the events are kept; asked once for each. */
    final class Known {
        private final Map<Long, EventFacts> facts = new HashMap<>();
        private final Map<Long, Set<CellKey>> cells = new HashMap<>();

        /** Where each of these businesses is from, and in which events it takes part; the facts of these are known then. */
        Map<Long, Taking> taking(Collection<Long> businessIds) {
            Map<Long, Taking> taking = new HashMap<>();
            for (List<Long> portion : Portions.of(businessIds)) {
                database.sql("select b.id as business_id, coalesce(b.city_code, '-') as city_code, e.id, "
                                + EventCells.FACTS + " from "
                                + (portion.size() == 1 ? Sought.id("ids") : Sought.ids("ids"))
                                + " join business b on b.id = sought.id left join participation p on p.business_id = b.id"
                                + " left join event e on e.id = p.event_id")
                        .param("ids", portion.size() == 1 ? portion.getFirst() : Sought.ids(portion))
                        .query(row -> {
                            long business = row.getLong("business_id");
                            Taking its = taking.get(business);
                            if (its == null) {
                                its = new Taking(row.getString("city_code"), new HashSet<>());
                                taking.put(business, its);
                            }
                            long event = row.getLong("id");
                            if (!row.wasNull()) {
                                its.events().add(event);
                                if (!facts.containsKey(event)) {
                                    know(event, EventCells.facts(row));
                                }
                            }
                        });
            }
            return taking;
        }

        private void know(long event, EventFacts of) {
            facts.put(event, of);
            cells.put(event, CellKey.of(of));
        }

        /** Makes the facts of these events known too. */
        void load(Set<Long> eventIds) {
            Set<Long> missing = new HashSet<>(eventIds);
            missing.removeAll(facts.keySet());
            if (!missing.isEmpty()) {
                events.factsOf(missing).forEach(this::know);
            }
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
