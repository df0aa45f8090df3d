package org.yuemao.review;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.ReviewState;

/**
 * How far an office is with its report of a period.
 *
 * @param missing records that should be there and are not: zones without a figure; one where there is nothing at all of events
 *     or observations
 * @param nothing whether the office has said that there is nothing, or nothing more, to report
 * @param dueOn by when, if it is due
 */
public record Reported(
        String officeCode,
        Period period,
        int draft,
        int returned,
        int submitted,
        int approved,
        int missing,
        boolean nothing,
        @Nullable LocalDate dueOn,
        State state) {

    /** What a cell of the matrix says. */
    public enum State {
        /** Nothing is expected, or not yet. */
        NOT_DUE,
        /** The office has nothing to report, and has said so. */
        NOTHING,
        NOT_REPORTED,
        DRAFT,
        SUBMITTED,
        APPROVED,
        OVERDUE
    }

    /** Whether the office has reported: nothing is missing, in draft or returned. */
    public boolean isComplete() {
        return isComplete(draft, returned, missing, nothing);
    }

    private static boolean isComplete(int draft, int returned, int missing, boolean nothing) {
        return draft + returned == 0 && (missing == 0 || nothing);
    }

    /** Everything that is there. */
    public int records() {
        return draft + returned + submitted + approved;
    }

    /** What is to be looked at first: what the office has to do, then what waits, then what is done. */
    public ReviewState foremost() {
        return returned > 0
                ? ReviewState.RETURNED
                : draft > 0
                        ? ReviewState.DRAFT
                        : submitted > 0
                                ? ReviewState.SUBMITTED
                                : approved > 0 ? ReviewState.APPROVED : ReviewState.DRAFT;
    }

    static Reported of(
            String officeCode,
            Period period,
            Counts counts,
            int missing,
            boolean nothing,
            @Nullable LocalDate dueOn,
            LocalDate today) {
        return new Reported(
                officeCode,
                period,
                counts.draft,
                counts.returned,
                counts.submitted,
                counts.approved,
                missing,
                nothing,
                dueOn,
                state(counts, missing, nothing, period, dueOn, today));
    }

    private static State state(
            Counts counts, int missing, boolean nothing, Period period, @Nullable LocalDate dueOn, LocalDate today) {
        boolean open = counts.draft + counts.returned > 0;
        int closed = counts.submitted + counts.approved;
        if (isComplete(counts.draft, counts.returned, missing, nothing)) {
            return counts.submitted > 0
                    ? State.SUBMITTED
                    : counts.approved > 0 ? State.APPROVED : nothing ? State.NOTHING : State.NOT_DUE;
        }
        if (dueOn != null && today.isAfter(dueOn)) {
            return State.OVERDUE;
        }
        if (open || closed > 0) {
            return State.DRAFT;
        }
        return dueOn == null || !today.isAfter(period.lastDay()) ? State.NOT_DUE : State.NOT_REPORTED;
    }

    /** How many records stand where. */
    static final class Counts {
        private int draft;
        private int returned;
        private int submitted;
        private int approved;

        void add(ReviewState state, int more) {
            switch (state) {
                case DRAFT -> draft += more;
                case RETURNED -> returned += more;
                case SUBMITTED -> submitted += more;
                case APPROVED -> approved += more;
            }
        }

        int all() {
            return draft + returned + submitted + approved;
        }
    }
}
