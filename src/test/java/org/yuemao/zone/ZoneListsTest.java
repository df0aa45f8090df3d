package org.yuemao.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.database.Databases;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;

/** The queries behind the lists, on both databases. */
@ParameterizedClass
@EnumSource(Databases.class)
class ZoneListsTest {
    private static final String WHO = "now(), 'test', now(), 'test'";

    private static final Map<Databases, JdbcClient> FILLED = new EnumMap<>(Databases.class);

    private final ZoneLists lists;

    ZoneListsTest(Databases kind) {
        lists = new ZoneLists(
                FILLED.computeIfAbsent(kind, ZoneListsTest::filled), new ReadingRights(new CurrentPerson()));
    }

    private static JdbcClient filled(Databases kind) {
        JdbcClient database = JdbcClient.create(kind.migrated());
        for (String zone : List.of(
                "1, 0, 'OVERSEAS_WAREHOUSE', 'Lisbon', '里斯本', null, 'PT', date '2020-01-02', 100.5, 'Quinta'",
                "2, 0, 'UPGRADING_BASE', null, '基地', '440300', null, null, null, null",
                "3, 0, 'OVERSEAS_WAREHOUSE', 'Porto', null, '440100', 'PT', date '2019-01-02', 200, null")) {
            database.sql("insert into zone (id, version, kind, name_en, name_zh, city_code, country_code, approved_on,"
                            + " area_sqm, operator, created_at, created_by, changed_at, changed_by) values (" + zone
                            + ", "
                            + WHO + ")")
                    .update();
        }
        database.sql("insert into event (id, version, code, programme, name_en, first_day, last_day, event_year,"
                        + " event_month, form, country_code, office_code, status, review_state, created_at, created_by,"
                        + " changed_at, changed_by) values (1, 0, 'GTW-2021-001', 'GTW', 'Fair', date '2021-03-05',"
                        + " date '2021-03-07', 2021, 3, 'ON_SITE', 'JP', '440300', 'PLANNED', 'DRAFT', " + WHO + ")")
                .update();
        database.sql("insert into zone_sector values (1, 'electronics'), (1, 'general')")
                .update();
        database.sql("insert into event_sector values (1, 'electronics'), (1, 'general')")
                .update();
        return database;
    }

    @Test
    void sortsByEveryColumnWithMissingValuesLast() {
        for (ZoneSort sort : ZoneSort.values()) {
            for (String language : List.of("zh", "en")) {
                assertThat(lists.page(ZoneFilter.ALL, sort, true, language, 0, 9))
                        .hasSize(3);
                assertThat(lists.page(ZoneFilter.ALL, sort, false, language, 1, 1))
                        .hasSize(1);
            }
        }
        assertThat(ids(ZoneSort.AREA, true)).containsExactly(1L, 3L, 2L);
        assertThat(ids(ZoneSort.AREA, false)).containsExactly(3L, 1L, 2L);
        assertThat(ids(ZoneSort.KIND, true)).containsExactly(2L, 1L, 3L);
    }

    @Test
    void filtersAndCountsByKind() {
        ZoneFilter inPortugal = new ZoneFilter("", null, null, "PT", null);
        assertThat(lists.count(inPortugal)).isEqualTo(2);
        assertThat(lists.totals(inPortugal))
                .containsExactly(new ZoneLists.KindTotal(ZoneKind.OVERSEAS_WAREHOUSE, 2, new BigDecimal("300.50")));
        ZoneFilter everything = new ZoneFilter("LIS quinta", ZoneKind.OVERSEAS_WAREHOUSE, null, "PT", "electronics");
        assertThat(lists.page(everything, ZoneSort.NAME, true, "en", 0, 9))
                .singleElement()
                .satisfies(zone -> assertThat(zone.sectors()).containsExactlyInAnyOrder("electronics", "general"));
        assertThat(lists.count(new ZoneFilter("基", null, "440300", null, null))).isEqualTo(1);
    }

    @Test
    void findsEventsOfTheSameSectors() {
        assertThat(lists.eventsOfSameSectors(1, 5)).singleElement().satisfies(event -> {
            assertThat(event.code()).isEqualTo("GTW-2021-001");
            assertThat(event.sharedSectors()).isEqualTo(2);
        });
        assertThat(lists.eventsOfSameSectors(2, 5)).isEmpty();
    }

    private List<Long> ids(ZoneSort sort, boolean ascending) {
        return lists.page(ZoneFilter.ALL, sort, ascending, "en", 0, 9).stream()
                .map(ZoneListItem::id)
                .toList();
    }
}
