package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/**
 * An event behind a number, with what those businesses did in it that the number takes in. Deals in CNY, space in sqm.
 *
 * @param month the month of its first day
 * @param firstDay the day itself; not known of an earlier day if it has been moved to another month since
 */
public record CountedEvent(
        long id,
        String code,
        Names names,
        Programme programme,
        Period month,
        @Nullable LocalDate firstDay,
        String placeCode,
        EventStatus status,
        BigDecimal netSpace,
        long participations,
        BigDecimal intendedDeals,
        BigDecimal signedDeals,
        @Nullable Instant changedAt,
        String changedBy) {}
