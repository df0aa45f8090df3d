package org.yuemao.summary;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.yuemao.event.EventFacts;
import org.yuemao.event.Programme;

/** For what distinct businesses are counted: a year, a programme or all of them, a sector of events or all of them. */
record CellKey(int year, String programme, String sector) implements Comparable<CellKey> {
    static final String ALL = SumKey.ALL;

    private static final Comparator<CellKey> ORDER = Comparator.comparingInt(CellKey::year)
            .thenComparing(CellKey::programme)
            .thenComparing(CellKey::sector);

    /** The cells in which an event's businesses count; none where its participations do not count. */
    static Set<CellKey> of(EventFacts facts) {
        Set<CellKey> cells = new HashSet<>();
        if (facts.counted()) {
            add(cells, facts.year(), facts.programme(), ALL);
            facts.sectors().forEach(sector -> add(cells, facts.year(), facts.programme(), sector));
        }
        return cells;
    }

    static void add(Set<CellKey> cells, int year, Programme programme, String sector) {
        cells.add(new CellKey(year, programme.name(), sector));
        cells.add(new CellKey(year, ALL, sector));
    }

    CellKey inYear(int other) {
        return new CellKey(other, programme, sector);
    }

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
