package org.yuemao.indicator;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yuemao.base.Period;

/** The figure that stands for each year: where it is stated more than once, the exact one, then the one entered first. */
public final class YearFigures {
    private YearFigures() {}

    /** The figures by year among observations of one indicator and geography, in order of entry; other units are left out. */
    public static SortedMap<Integer, BigDecimal> of(Collection<ObservationData> observations, String unit) {
        SortedMap<Integer, BigDecimal> figures = new TreeMap<>();
        observations.stream()
                .filter(one -> one.amount() != null && one.unit().equals(unit))
                .filter(one -> one.period().length() == Period.Length.YEAR)
                .sorted(Comparator.comparing(one -> one.qualifier() != null))
                .forEach(one -> figures.putIfAbsent(one.year(), Objects.requireNonNull(one.amount())));
        return figures;
    }
}
