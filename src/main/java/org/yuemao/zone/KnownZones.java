package org.yuemao.zone;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Names;

/** The zones that rows name, found by what people call them. */
@Component
class KnownZones {
    private final JdbcClient database;

    KnownZones(JdbcClient database) {
        this.database = database;
    }

    /** A zone as it is kept. */
    record Known(long id, long version, ZoneData data) {}

    List<Known> ofKinds(Set<ZoneKind> kinds) {
        return load(
                "kind in (:some)", new HashSet<>(kinds.stream().map(Enum::name).toList()));
    }

    List<Known> withIds(Set<Long> ids) {
        return load("id in (:some)", ids);
    }

    List<Known> all() {
        return load("id > :some", 0L);
    }

    /**
     * Whether a zone has these names and, where a place is said, stands there: in the city, or in the country where it is
     * abroad.
     */
    static boolean isMeant(ZoneData zone, Names names, @Nullable String place) {
        return (place == null || place.equals(zone.placeCode()))
                && new Names(zone.nameEn(), zone.nameZh()).isAlike(names);
    }

    private List<Known> load(String condition, Object some) {
        if (some instanceof Set<?> set && set.isEmpty()) {
            return List.of();
        }
        Map<Long, Set<String>> sectors = new HashMap<>();
        database.sql("select s.zone_id, s.sector_code from zone_sector s join zone z on z.id = s.zone_id where z."
                        + condition)
                .param("some", some)
                .query(row -> {
                    sectors.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                            .add(row.getString(2));
                });
        return database.sql("select z.* from zone z where z." + condition)
                .param("some", some)
                .query((row, index) -> new Known(
                        row.getLong("id"),
                        row.getLong("version"),
                        new ZoneData(
                                ZoneKind.valueOf(row.getString("kind")),
                                row.getString("name_en"),
                                row.getString("name_zh"),
                                row.getString("city_code"),
                                row.getString("country_code"),
                                row.getObject("approved_on", LocalDate.class),
                                row.getBigDecimal("area_sqm"),
                                row.getString("operator"),
                                sectors.getOrDefault(row.getLong("id"), Set.of()))))
                .list();
    }
}
