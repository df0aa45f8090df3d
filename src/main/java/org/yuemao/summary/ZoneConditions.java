package org.yuemao.summary;

import java.util.HashMap;
import java.util.Map;

/**
 * Which zones {@code z} a number takes in, as conditions that begin with "and": of which cities, country and sector; and
 * where it adds up figures {@code f} of theirs, how far the review of these is.
 */
record ZoneConditions(String text, Map<String, Object> parameters) {
    ZoneConditions(Counted counted) {
        this(textOf(counted), new HashMap<>());
        if (!counted.cityCodes().isEmpty()) {
            parameters.put("cities", counted.cityCodes());
        }
        if (counted.placeCode() != null) {
            parameters.put("place", counted.placeCode());
        }
        if (counted.sectorCode() != null) {
            parameters.put("sector", counted.sectorCode());
        }
    }

    private static String textOf(Counted counted) {
        return (counted.cityCodes().isEmpty() ? "" : " and coalesce(z.city_code, '-') in (:cities)")
                + (counted.measure() == Measure.ZONE_FIGURES
                        ? counted.included().condition("f.review_state = 'APPROVED'")
                        : "")
                + (counted.placeCode() == null ? "" : " and z.country_code = :place")
                + (counted.sectorCode() == null
                        ? ""
                        : " and exists (select 1 from zone_sector s where s.zone_id = z.id and s.sector_code = :sector)");
    }
}
