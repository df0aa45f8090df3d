package org.yuemao.business;

import org.jspecify.annotations.Nullable;

/** Which businesses a list shows; what is null or blank does not restrict it. */
public record BusinessFilter(
        String search,
        @Nullable String cityCode,
        @Nullable String sectorCode,
        @Nullable BusinessSize size) {
    public static final BusinessFilter ALL = new BusinessFilter("", null, null, null);

    /** All businesses whose name in either language, or code, contains the text. */
    public static BusinessFilter search(String text) {
        return new BusinessFilter(text, null, null, null);
    }
}
