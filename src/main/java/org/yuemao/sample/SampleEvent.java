package org.yuemao.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fictional event; the attraction says how many businesses it draws, compared with other events. */
record SampleEvent(
        String code,
        String programme,
        String nameEn,
        String nameZh,
        LocalDate firstDay,
        LocalDate lastDay,
        String form,
        @Nullable String countryCode,
        @Nullable String provinceCode,
        String hostCity,
        @Nullable String venue,
        String organiser,
        String officeCode,
        List<String> sectors,
        String status,
        String reviewState,
        @Nullable String reviewRemark,
        double attraction) {

    boolean held() {
        return status.equals("COMPLETED") || status.equals("UNDER_WAY");
    }

    boolean counted() {
        return !status.equals("POSTPONED") && !status.equals("CANCELLED");
    }

    int year() {
        return firstDay.getYear();
    }

    /** What follows from the businesses that take part. */
    record Outcome(
            int targetBusinesses,
            @Nullable BigDecimal netSpace,
            @Nullable Integer visitors,
            @Nullable Integer overseasBuyers) {}
}
