package org.yuemao.review;

import java.time.LocalDate;
import org.yuemao.base.Period;

/** The days of a period. */
final class Days {
    private Days() {}

    static LocalDate firstOf(Period period) {
        return LocalDate.of(period.year(), period.firstMonth(), 1);
    }

    static LocalDate lastOf(Period period) {
        return firstOf(period).plusMonths(12 / period.length().perYear()).minusDays(1);
    }
}
