package org.yuemao.indicator;

import org.jspecify.annotations.Nullable;

/** What people say about an indicator: one of the two names is enough; the unit is that of most of its figures. */
public record IndicatorData(
        @Nullable String nameEn, @Nullable String nameZh, String unit) {

    public IndicatorData {
        nameEn = stripped(nameEn);
        nameZh = stripped(nameZh);
        unit = unit.strip();
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
