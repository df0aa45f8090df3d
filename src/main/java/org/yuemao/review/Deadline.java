package org.yuemao.review;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;

/**
 * By which day the offices report the records of a kind for a period.
 *
 * @param dueOn nothing where nothing is due
 * @param version of what an official has said; nothing where nobody has, and the usual day is meant
 */
public record Deadline(
        ReviewKind kind,
        Period period,
        @Nullable LocalDate dueOn,
        @Nullable Long version) {

    /** Whether the day has passed. */
    public boolean isOver(LocalDate today) {
        return dueOn != null && today.isAfter(dueOn);
    }
}
