package org.yuemao.base.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Cuts many ids into portions that fit into one statement. */
public final class Portions {
    private static final int SIZE = 1_000;

    private Portions() {}

    /** The distinct ids in ascending order, the order in which every writer locks rows. */
    public static List<List<Long>> of(Collection<Long> ids) {
        List<Long> sorted = new ArrayList<>(new TreeSet<>(ids));
        List<List<Long>> portions = new ArrayList<>();
        for (int start = 0; start < sorted.size(); start += SIZE) {
            portions.add(List.copyOf(sorted.subList(start, Math.min(sorted.size(), start + SIZE))));
        }
        return portions;
    }
}
