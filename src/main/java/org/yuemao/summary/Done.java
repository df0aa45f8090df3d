package org.yuemao.summary;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.participation.Contribution;

/** What the businesses of a city did in an event: so many participations, and their deals in CNY and booths in sqm. */
record Done(long participations, BigDecimal intendedDeals, BigDecimal signedDeals, BigDecimal boothArea) {
    static final Done NOTHING = new Done(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** A participation of which no figures are known. */
    static final Done ONE = new Done(1, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** One participation, or none where there is no contribution. */
    static Done of(@Nullable Contribution what) {
        return what == null
                ? NOTHING
                : new Done(
                        1,
                        Objects.requireNonNullElse(what.intendedDeals(), BigDecimal.ZERO),
                        Objects.requireNonNullElse(what.signedDeals(), BigDecimal.ZERO),
                        Objects.requireNonNullElse(what.boothArea(), BigDecimal.ZERO));
    }

    Done plus(Done other) {
        return new Done(
                participations + other.participations,
                intendedDeals.add(other.intendedDeals),
                signedDeals.add(other.signedDeals),
                boothArea.add(other.boothArea));
    }

    Done minus(Done other) {
        return plus(new Done(
                -other.participations,
                other.intendedDeals.negate(),
                other.signedDeals.negate(),
                other.boothArea.negate()));
    }

    boolean isNothing() {
        return participations == 0
                && intendedDeals.signum() == 0
                && signedDeals.signum() == 0
                && boothArea.signum() == 0;
    }
}
