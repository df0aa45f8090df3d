package org.yuemao.review;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.ReviewState;

/**
 * Which records of a kind.
 *
 * @param period what they are about: events by their last day, figures and observations by their own period, of which a year
 *     holds the shorter ones too
 * @param exactly whether of figures and observations only those of that very period are meant
 * @param waitingDays at least so many days since they came where they stand
 */
public record ReviewFilter(
        ReviewState state,
        @Nullable String officeCode,
        @Nullable Period period,
        boolean exactly,
        int waitingDays) {

    public static ReviewFilter of(ReviewState state) {
        return new ReviewFilter(state, null, null, false, 0);
    }

    public ReviewFilter in(@Nullable String office) {
        return new ReviewFilter(state, office, period, exactly, waitingDays);
    }
}
