package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** An event behind a number, with what those businesses did in it that the number takes in. Deals in CNY, space in sqm. */
public record CountedEvent(
        long id,
        String code,
        Names names,
        Programme programme,
        LocalDate firstDay,
        String placeCode,
        EventStatus status,
        BigDecimal netSpace,
        long participations,
        BigDecimal intendedDeals,
        BigDecimal signedDeals,
        @Nullable Instant changedAt,
        String changedBy) {}
