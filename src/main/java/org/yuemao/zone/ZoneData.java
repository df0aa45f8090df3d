package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.place.Places;

/**
 * What people say about a zone. One of the two names is enough. A zone stands in a city, one abroad in a country; there the
 * city is the one whose bureau looks after it, if any does.
 *
 * @param areaSqm in square metres
 */
public record ZoneData(
        ZoneKind kind,
        @Nullable String nameEn,
        @Nullable String nameZh,
        @Nullable String cityCode,
        @Nullable String countryCode,
        @Nullable LocalDate approvedOn,
        @Nullable BigDecimal areaSqm,
        @Nullable String operator,
        Set<String> sectors) {

    public ZoneData {
        nameEn = stripped(nameEn);
        nameZh = stripped(nameZh);
        cityCode = stripped(cityCode);
        countryCode = kind.abroad() ? stripped(countryCode) : null;
        areaSqm = areaSqm == null || areaSqm.scale() > 2 ? areaSqm : areaSqm.setScale(2);
        operator = stripped(operator);
        sectors = Set.copyOf(sectors);
    }

    /** The office whose clerks write the zone: its city's bureau, or the provincial department where it has no city. */
    public String officeCode() {
        return cityCode == null ? Places.PROVINCE : cityCode;
    }

    /** Where the zone stands: a country abroad, a city at home. */
    public @Nullable String placeCode() {
        return kind.abroad() ? countryCode : cityCode;
    }

    /** The same zone with other sectors. */
    ZoneData withSectors(Set<String> others) {
        return new ZoneData(kind, nameEn, nameZh, cityCode, countryCode, approvedOn, areaSqm, operator, others);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
