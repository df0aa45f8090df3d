package org.yuemao.summary;

import java.util.Comparator;
import org.yuemao.event.Programme;

/**
 * Where something is added up: the month in which an event begins, its programme and the place where it is held, one of its
 * sectors or all, the city of the businesses or all of them, and whether the event is approved. What is approved and what is
 * not are kept apart and add up.
 */
record SumKey(
        int year,
        int month,
        Programme programme,
        String placeCode,
        String sectorCode,
        String cityCode,
        boolean approved)
        implements Comparable<SumKey> {
    /** Stands for all sectors, or all cities. */
    static final String ALL = "*";

    /** Stands for the city of a business that is not from the province. */
    static final String ELSEWHERE = "-";

    private static final Comparator<SumKey> ORDER = Comparator.comparingInt(SumKey::year)
            .thenComparingInt(SumKey::month)
            .thenComparing(SumKey::programme)
            .thenComparing(SumKey::placeCode)
            .thenComparing(SumKey::sectorCode)
            .thenComparing(SumKey::cityCode)
            .thenComparing(SumKey::approved);

    /** The same, approved or not. */
    SumKey ofAnyReview() {
        return new SumKey(year, month, programme, placeCode, sectorCode, cityCode, false);
    }

    @Override
    public int compareTo(SumKey other) {
        return ORDER.compare(this, other);
    }
}
