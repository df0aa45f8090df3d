package org.yuemao.review;

import java.time.LocalDate;
import java.util.Objects;
import org.yuemao.base.Period;

/** What an office still owes: the records of a kind for a period, that are due and not reported. */
public record Due(ReviewKind kind, Reported reported) {

    public Period period() {
        return reported.period();
    }

    public LocalDate dueOn() {
        return Objects.requireNonNull(reported.dueOn());
    }
}
