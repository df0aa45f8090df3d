package org.yuemao.summary;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.yuemao.event.EventFacts;

/**
 * For what distinct businesses are counted: a year, a programme or all of them, a sector of events or all of them. They do not
 * add up; so the cells of approved events count these alone, and the others what is to be added to them where all events count.
 */
record CellKey(int year, String programme, String sector, boolean approved) implements Comparable<CellKey> {
    static final String ALL = SumKey.ALL;

    private static final Comparator<CellKey> ORDER = Comparator.comparingInt(CellKey::year)
            .thenComparing(CellKey::programme)
            .thenComparing(CellKey::sector)
            .thenComparing(CellKey::approved);

    /** The cells in which an event's businesses count; none where its participations do not count. */
    static Set<CellKey> of(EventFacts facts) {
        Set<CellKey> cells = new HashSet<>();
        if (facts.counted()) {
            add(cells, facts, ALL);
            facts.sectors().forEach(sector -> add(cells, facts, sector));
        }
        return cells;
    }

    private static void add(Set<CellKey> cells, EventFacts facts, String sector) {
        cells.add(new CellKey(facts.year(), facts.programme().name(), sector, facts.approved()));
        cells.add(new CellKey(facts.year(), ALL, sector, facts.approved()));
    }

    /** The same of any year, approved or not. */
    CellKey ofAnyYear() {
        return new CellKey(0, programme, sector, false);
    }

    CellKey of(int otherYear, boolean ofApproved) {
        return new CellKey(otherYear, programme, sector, ofApproved);
    }

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
