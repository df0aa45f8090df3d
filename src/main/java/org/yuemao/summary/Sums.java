package org.yuemao.summary;

import java.math.BigDecimal;

/** What is added up: events, those of them that were held, what businesses did in them, and the events' net space in sqm. */
record Sums(long events, long held, Done done, BigDecimal netSpace) {
    static final Sums NOTHING = new Sums(0, 0, Done.NOTHING, BigDecimal.ZERO);

    Sums plus(Sums other) {
        return new Sums(events + other.events, held + other.held, done.plus(other.done), netSpace.add(other.netSpace));
    }

    Sums minus(Sums other) {
        return new Sums(
                events - other.events, held - other.held, done.minus(other.done), netSpace.subtract(other.netSpace));
    }

    boolean isNothing() {
        return events == 0 && held == 0 && done.isNothing() && netSpace.signum() == 0;
    }
}
