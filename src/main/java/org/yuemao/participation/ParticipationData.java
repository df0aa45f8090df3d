package org.yuemao.participation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What people say about one business in one event: booth area in sqm, deals in CNY. */
public record ParticipationData(
        long businessId,
        ParticipationRole role,
        Attendance attendance,
        @Nullable BigDecimal boothArea,
        @Nullable BigDecimal intendedDeals,
        @Nullable BigDecimal signedDeals,
        @Nullable String remark) {

    public ParticipationData {
        boothArea = scaled(boothArea);
        intendedDeals = scaled(intendedDeals);
        signedDeals = scaled(signedDeals);
        remark = remark == null || remark.isBlank() ? null : remark.strip();
    }

    /** The same said of another business. */
    public ParticipationData of(long otherBusinessId) {
        return new ParticipationData(otherBusinessId, role, attendance, boothArea, intendedDeals, signedDeals, remark);
    }

    /** What this adds to the sums. */
    Contribution contribution() {
        return new Contribution(orZero(intendedDeals), orZero(signedDeals), orZero(boothArea));
    }

    private static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal number) {
        return number == null ? null : number.setScale(2, RoundingMode.HALF_UP);
    }
}
