package org.yuemao.zone;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;

/**
 * What a figure of a zone is to be.
 *
 * @param amount in the metric's unit; null removes the figure
 * @param expectedVersion the version of the figure that the person saw, or null where there was none
 */
public record ZoneFigureChange(
        Period period,
        Metric metric,
        @Nullable BigDecimal amount,
        @Nullable Long expectedVersion) {}
