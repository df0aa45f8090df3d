package org.yuemao.participation;

import java.math.BigDecimal;

/** What one participation adds to the sums: deals in CNY, booth area in sqm, zero where not known. */
public record Contribution(BigDecimal intendedDeals, BigDecimal signedDeals, BigDecimal boothArea) {}
