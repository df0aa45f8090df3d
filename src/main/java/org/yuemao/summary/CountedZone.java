package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** A zone behind a number; the amount is its area in sqm, or the figure that the number adds up, whose record it is then. */
public record CountedZone(
        long id,
        long recordId,
        String kind,
        Names names,
        @Nullable String cityCode,
        @Nullable String countryCode,
        @Nullable BigDecimal amount,
        Instant changedAt,
        String changedBy) {}
