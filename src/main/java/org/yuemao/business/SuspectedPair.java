package org.yuemao.business;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/**
 * Two businesses that may be one and the same, the earlier entered first; the score is from 0 to 100.
 *
 * @param verdict who has found that they are not the same, or null where nobody has
 */
public record SuspectedPair(
        Side first,
        Side second,
        Set<TwinReason> reasons,
        int score,
        @Nullable Verdict verdict) {

    /** One of the two. */
    public record Side(
            long id,
            @Nullable String creditCode,
            Names names,
            @Nullable String cityCode,
            @Nullable String countryCode) {}

    /** Somebody has found that the two are not the same. */
    public record Verdict(String decidedBy, Instant decidedAt) {}
}
