package org.yuemao.sample;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One fictional business, by its place in the list, in one fictional event, by its place in the list. */
record SampleParticipation(
        int event,
        int business,
        String role,
        String attendance,
        @Nullable BigDecimal boothArea,
        @Nullable BigDecimal intendedDeals,
        @Nullable BigDecimal signedDeals) {}
