package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** One zone in a list; the place is a country abroad, a city at home. */
public record ZoneListItem(
        long id,
        ZoneKind kind,
        Names names,
        @Nullable String placeCode,
        @Nullable LocalDate approvedOn,
        @Nullable BigDecimal areaSqm,
        @Nullable String operator,
        List<String> sectors,
        Instant changedAt,
        String changedBy) {}
