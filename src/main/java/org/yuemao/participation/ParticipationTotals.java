package org.yuemao.participation;

import java.math.BigDecimal;

/** How many participations a list holds, and their sums: deals in CNY, booth area in sqm. */
public record ParticipationTotals(
        long participations, BigDecimal boothArea, BigDecimal intendedDeals, BigDecimal signedDeals) {}
