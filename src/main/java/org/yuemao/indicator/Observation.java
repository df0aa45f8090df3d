package org.yuemao.indicator;

import java.time.Instant;
import org.yuemao.base.Review;

/** An observation as it is kept, with the version that a change has to name. */
public record Observation(
        long id,
        long version,
        ObservationData data,
        Review review,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {}
