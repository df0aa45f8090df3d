package org.yuemao.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.ReviewState;

/** One event in a list, with what its businesses did in it; deals in CNY. */
public record EventListItem(
        long id,
        String code,
        Programme programme,
        Names names,
        LocalDate firstDay,
        LocalDate lastDay,
        EventForm form,
        @Nullable String countryCode,
        @Nullable String provinceCode,
        @Nullable String hostCity,
        @Nullable String venue,
        @Nullable String organiser,
        String officeCode,
        EventStatus status,
        ReviewState reviewState,
        @Nullable Integer targetBusinesses,
        @Nullable BigDecimal netSpaceSqm,
        @Nullable Integer visitors,
        @Nullable Integer overseasBuyers,
        Instant changedAt,
        String changedBy,
        List<String> sectors,
        long participations,
        BigDecimal intendedDeals,
        BigDecimal signedDeals) {

    /** The country or the province. */
    public @Nullable String placeCode() {
        return countryCode != null ? countryCode : provinceCode;
    }
}
