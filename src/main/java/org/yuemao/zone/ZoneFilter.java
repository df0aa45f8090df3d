package org.yuemao.zone;

import org.jspecify.annotations.Nullable;

/** Which zones a list shows; what is null or blank does not restrict it. The search looks into names and operators. */
public record ZoneFilter(
        String search,
        @Nullable ZoneKind kind,
        @Nullable String cityCode,
        @Nullable String countryCode,
        @Nullable String sectorCode) {
    public static final ZoneFilter ALL = new ZoneFilter("", null, null, null, null);

    /** The same with zones of the kind alone, or of all kinds. */
    public ZoneFilter ofKind(@Nullable ZoneKind other) {
        return new ZoneFilter(search, other, cityCode, countryCode, sectorCode);
    }
}
