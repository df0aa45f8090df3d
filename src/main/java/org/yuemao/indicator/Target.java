package org.yuemao.indicator;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is kept, with the version that a change has to name.
 *
 * @param unit in what it is counted: events, or the indicator's unit
 * @param reached what has been reached of it so far: events under way or completed, or the published figure; null where
 *     nothing is known
 */
public record Target(
        long id,
        long version,
        TargetData data,
        String unit,
        @Nullable BigDecimal reached,
        Instant changedAt,
        String changedBy) {}
