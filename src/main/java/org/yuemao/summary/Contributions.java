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
        return new SumKey(facts.year(), facts.month(), facts.programme(), facts.placeCode(), sector, city);
    }

    /** What a business adds that takes part in events of these years, programmes and sectors. */
    static Map<CellKey, BusinessCounts> ofBusiness(Collection<CellKey> cells) {
        Map<CellKey, TreeSet<Integer>> years = new HashMap<>();
        cells.forEach(cell ->
                years.computeIfAbsent(cell.inYear(0), key -> new TreeSet<>()).add(cell.year()));
        Map<CellKey, BusinessCounts> counts = new HashMap<>();
        years.forEach(
                (cell, of) -> ofYears(of, (year, what) -> counts.merge(cell.inYear(year), what, BusinessCounts::plus)));
        return counts;
    }

    /** Tells what a business adds to the counts by year that takes part in these years. */
    static void ofYears(TreeSet<Integer> years, BiConsumer<Integer, BusinessCounts> consumer) {
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
