package org.yuemao.summary;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.event.EventStatus;

/**
 * An event that a summary counted otherwise at the end of one day than at the end of another.
 *
 * @param before nothing where the summary did not count it, since it was not there, of another year, or left out
 */
public record EventBetweenDays(
        long id,
        String code,
        Names names,
        @Nullable Stand before,
        @Nullable Stand after) {

    /** How an event stood, and what the businesses that the summary takes in had done in it. Deals in CNY, space in sqm. */
    public record Stand(
            EventStatus status,
            int month,
            String placeCode,
            long participations,
            BigDecimal intendedDeals,
            BigDecimal signedDeals,
            BigDecimal netSpace) {}
}
