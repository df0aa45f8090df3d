package org.yuemao.summary;

import java.math.BigDecimal;

/** What the rows behind a number add up to; businesses are counted where the number is about them. Deals in CNY, space in sqm. */
public record CountedTotals(
        long events,
        long participations,
        long businesses,
        BigDecimal intendedDeals,
        BigDecimal signedDeals,
        BigDecimal netSpace) {}
