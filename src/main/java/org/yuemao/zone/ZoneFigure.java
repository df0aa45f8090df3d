package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.Instant;
import org.yuemao.base.Period;

/** One metric of a zone in a period as it is kept, with the version that a change has to name. */
public record ZoneFigure(
        Period period, Metric metric, BigDecimal amount, long version, Instant changedAt, String changedBy) {}
