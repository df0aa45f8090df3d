package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.Instant;
import org.yuemao.base.Period;
import org.yuemao.base.Review;

/** One metric of a zone in a period as it is kept, with the version that a change has to name. */
public record ZoneFigure(
        long id,
        long version,
        Period period,
        Metric metric,
        BigDecimal amount,
        Review review,
        Instant changedAt,
        String changedBy) {}
