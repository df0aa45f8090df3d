package org.yuemao.business;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** One business in a list. */
public record BusinessListItem(
        long id,
        @Nullable String creditCode,
        Names names,
        @Nullable String cityCode,
        @Nullable String countryCode,
        @Nullable BusinessSize size,
        List<String> sectors,
        long participations,
        Instant changedAt) {}
