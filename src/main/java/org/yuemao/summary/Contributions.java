package org.yuemao.summary;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.yuemao.event.EventFacts;

/** What one event adds to the sums, and one business to the counts of distinct businesses. The roll-ups' only rules. */
final class Contributions {
    private Contributions() {}

    /**
     * Tells what an event adds, by key. A city has the event where at least one of its businesses takes part.
     *
     * @param done what was done in the event, by city
     */
    static void ofEvent(EventFacts facts, Map<String, Done> done, BiConsumer<SumKey, Sums> consumer) {
        if (!facts.counted()) {
            return;
        }
        long held = facts.status().isHeld() ? 1 : 0;
        Done all = done.values().stream().reduce(Done.NOTHING, Done::plus);
        tell(facts, SumKey.ALL, new Sums(1, held, all, facts.netSpace()), consumer);
        done.forEach((city, what) -> {
            if (what.participations() > 0) {
                tell(facts, city, new Sums(1, held, what, facts.netSpace()), consumer);
            }
        });
    }

    private static void tell(EventFacts facts, String city, Sums sums, BiConsumer<SumKey, Sums> consumer) {
        consumer.accept(key(facts, SumKey.ALL, city), sums);
        facts.sectors().forEach(sector -> consumer.accept(key(facts, sector, city), sums));
    }

    private static SumKey key(EventFacts facts, String sector, String city) {
        return new SumKey(
                facts.year(), facts.month(), facts.programme(), facts.placeCode(), sector, city, facts.approved());
    }

    /** What a business adds that takes part in events of these years, programmes and sectors, approved or not. */
    static Map<CellKey, BusinessCounts> ofBusiness(Collection<CellKey> cells) {
        Map<CellKey, Years> years = new HashMap<>();
        cells.forEach(cell ->
                years.computeIfAbsent(cell.ofAnyYear(), key -> new Years()).add(cell.year(), cell.approved()));
        Map<CellKey, BusinessCounts> counts = new HashMap<>();
        years.forEach((cell, of) ->
                of.tell((year, approved, what) -> counts.merge(cell.of(year, approved), what, BusinessCounts::plus)));
        counts.values().removeIf(BusinessCounts::isNothing);
        return counts;
    }

    /** Told what is counted in a year. */
    interface OfYear {
        void take(int year, boolean approved, BusinessCounts what);
    }

    /** The years in which a business takes part: in approved events, and in any. */
    static final class Years {
        private final TreeSet<Integer> inApproved = new TreeSet<>();
        private final TreeSet<Integer> inAny = new TreeSet<>();

        void add(int year, boolean approved) {
            inAny.add(year);
            if (approved) {
                inApproved.add(year);
            }
        }

        /** Whether adding this would change nothing. */
        boolean knows(int year, boolean approved) {
            return (approved ? inApproved : inAny).contains(year);
        }

        /** Tells what the business adds by year: among approved events, and what is to be added to that among all. */
        void tell(OfYear consumer) {
            ofYears(inApproved, (year, what) -> consumer.take(year, true, what));
            // Mostly the two are the same, and there is nothing to be added.
            if (!inAny.equals(inApproved)) {
                ofYears(inApproved, (year, what) -> consumer.take(year, false, BusinessCounts.NOTHING.minus(what)));
                ofYears(inAny, (year, what) -> consumer.take(year, false, what));
            }
        }

        private static void ofYears(TreeSet<Integer> years, BiConsumer<Integer, BusinessCounts> consumer) {
            for (Integer year : years) {
                consumer.accept(
                        year,
                        new BusinessCounts(1, years.first().equals(year) ? 1 : 0, years.contains(year - 1) ? 1 : 0, 0));
                if (!years.contains(year + 1)) {
                    consumer.accept(year + 1, new BusinessCounts(0, 0, 0, 1));
                }
            }
        }
    }
}
