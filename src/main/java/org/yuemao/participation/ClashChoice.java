package org.yuemao.participation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What becomes of two participations in the same event when their businesses are merged; both stay in the history. */
public enum ClashChoice {
    /** What the kept business's participation says, and the other's where that says nothing. */
    KEPT,
    /** What the merged business's participation says, and the other's where that says nothing. */
    MERGED,
    /** Booth area and deals of both added up; otherwise as the kept business's. */
    SUM;

    /** What is said of the kept business afterwards. */
    public ParticipationData combine(ParticipationData kept, ParticipationData merged) {
        ParticipationData first = this == MERGED ? merged : kept;
        ParticipationData second = this == MERGED ? kept : merged;
        return new ParticipationData(
                kept.businessId(),
                first.role(),
                first.attendance(),
                amount(first.boothArea(), second.boothArea()),
                amount(first.intendedDeals(), second.intendedDeals()),
                amount(first.signedDeals(), second.signedDeals()),
                first.remark() != null ? first.remark() : second.remark());
    }

    private @Nullable BigDecimal amount(@Nullable BigDecimal first, @Nullable BigDecimal second) {
        if (first == null || second == null) {
            return first != null ? first : second;
        }
        return this == SUM ? first.add(second) : first;
    }
}
