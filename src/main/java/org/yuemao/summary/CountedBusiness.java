package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/**
 * A business behind a number, with what it did in the events that the number takes in; of a lost one, in those of the year
 * before. Deals in CNY.
 */
public record CountedBusiness(
        long id,
        @Nullable String creditCode,
        Names names,
        @Nullable String cityCode,
        @Nullable String countryCode,
        long participations,
        BigDecimal signedDeals,
        Instant changedAt,
        String changedBy) {}
