package org.yuemao.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report that a person has ordered.
 *
 * @param asOf the moment that its figures are of, once they are read
 * @param pages of a printable one
 * @param outdated whether something has been changed since that moment
 * @param fraction how much of it is made, from 0 to 1
 */
public record Report(
        long id,
        ReportOrder order,
        ReportState state,
        Instant orderedAt,
        @Nullable Instant endedAt,
        @Nullable Instant asOf,
        @Nullable Long fileSize,
        @Nullable Integer pages,
        boolean outdated,
        double fraction) {}
