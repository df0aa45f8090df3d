package org.yuemao.review;

import java.time.LocalDate;
import java.util.Optional;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;

/** What is reported how often, where nobody has said otherwise. */
final class ReportingRhythm {
    private static final int DAYS_AFTER = 10;

    private ReportingRhythm() {}

    /** The usual length of a period of which records of a kind are reported. */
    static Length usual(ReviewKind kind) {
        return switch (kind) {
            case EVENT -> Length.MONTH;
            case ZONE_FIGURE -> Length.QUARTER;
            case OBSERVATION -> Length.YEAR;
        };
    }

    /** The tenth day after the period's end; none where such periods are not usually reported. */
    static Optional<LocalDate> dueOn(ReviewKind kind, Period period) {
        return period.length() == usual(kind) ? Optional.of(period.lastDay().plusDays(DAYS_AFTER)) : Optional.empty();
    }
}
