package org.yuemao.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A zone with fictional figures. */
record SampleZone(
        String kind,
        String nameEn,
        String nameZh,
        @Nullable String cityCode,
        @Nullable String countryCode,
        LocalDate approvedOn,
        @Nullable BigDecimal area,
        String operator,
        List<String> sectors,
        List<Figure> figures) {

    /** A metric of a quarter. */
    record Figure(String period, int year, String metric, BigDecimal amount) {}
}
