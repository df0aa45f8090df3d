package org.yuemao.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.yuemao.DeskTest;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;

@DeskTest
@RecordApplicationEvents
@WithUserDetails("official")
class ZoneServiceTest {
    private static final Period QUARTER = Period.ofQuarter(2021, 1);

    @Autowired
    private ZoneService zones;

    @Autowired
    private ZoneFigureService figures;

    @Autowired
    private ZoneLists lists;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ApplicationEvents published;

    @Test
    void keepsWhatWasSaidOfAZone() {
        ZoneData data = new ZoneData(
                ZoneKind.SPECIAL_CUSTOMS_SUPERVISION_ZONE,
                " Harbour Bonded Zone ",
                "海港综合保税区",
                "440300",
                "JP",
                LocalDate.of(2020, 5, 26),
                new BigDecimal("1680000.5"),
                "Harbour Ltd",
                Set.of("electronics"));
        Zone zone = zones.establish(data);
        Zone kept = zones.find(zone.id()).orElseThrow();
        assertThat(kept.data()).isEqualTo(data);
        assertThat(kept.data().nameEn()).isEqualTo("Harbour Bonded Zone");
        assertThat(kept.data().countryCode()).isNull();
        assertThat(kept.changedBy()).isEqualTo("official");
        assertThat(published.stream(ZoneChanged.class)).containsExactly(new ZoneChanged(zone.id()));
    }

    @Test
    void refusesWhatCannotBeAtItsField() {
        assertRefused("nameZh", home(null, "440300"));
        assertRefused("cityCode", home("Nowhere", null));
        assertRefused("cityCode", home("Elsewhere", "310100"));
        assertRefused("countryCode", warehouse("Warehouse", null, null));
        assertRefused("countryCode", warehouse("Warehouse", "CN", null));
        assertRefused("countryCode", warehouse("Warehouse", "XX", null));
        assertRefused("nameEn", home("x".repeat(201), "440300"));
        assertRefused("approvedOn", approvedOn(LocalDate.of(2998, 1, 1)));
        assertRefused("approvedOn", approvedOn(LocalDate.of(21, 1, 1)));
        assertRefused("areaSqm", ofArea("-0.01"));
        assertRefused("areaSqm", ofArea("0.001"));
        assertRefused("areaSqm", ofArea("1e14"));
    }

    @Test
    @WithUserDetails("clerk")
    void aClerkWritesTheZonesOfTheOwnCityAlone() {
        Zone own = zones.establish(home("Own Base", "440300"));
        assertThat(zones.mayRevise(own.data())).isTrue();
        assertThat(zones.establish(warehouse("Own Warehouse", "DE", "440300"))
                        .data()
                        .cityCode())
                .isEqualTo("440300");
        assertRefused("cityCode", home("Their Base", "440100"));
        assertRefused("cityCode", warehouse("Nobody's Warehouse", "DE", null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> zones.revise(own.id(), own.version(), home("Given Away", "440100")))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("cityCode"));
        long theirs = insertedZone("440100");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> zones.revise(theirs, 0, home("Taken", "440300")));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> zones.remove(theirs, 0));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> figures.record(theirs, QUARTER, Metric.EXPORTS, BigDecimal.ONE, null));
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerWritesNothing() {
        long zone = insertedZone("440300");
        assertThat(zones.mayRevise(zones.find(zone).orElseThrow().data())).isFalse();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> zones.establish(home("Viewed", "440300")));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> figures.record(zone, QUARTER, Metric.EXPORTS, BigDecimal.ONE, null));
        assertThat(figures.figures(zone, 2021, 2021).all()).isEmpty();
    }

    @Test
    void refusesASaveOverANewerChange() {
        Zone read = zones.establish(home("First", "440300"));
        Zone newer = zones.revise(read.id(), read.version(), home("Second", "440300"));
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> zones.revise(read.id(), read.version(), home("Third", "440300")));
        assertThatExceptionOfType(StaleRecord.class).isThrownBy(() -> zones.remove(read.id(), read.version()));
        assertThat(zones.find(read.id()).orElseThrow().data().nameEn()).isEqualTo("Second");
        zones.remove(read.id(), newer.version());
        assertThat(zones.find(read.id())).isEmpty();
        assertThatExceptionOfType(RecordNotFound.class)
                .isThrownBy(() -> zones.revise(read.id(), newer.version(), home("Third", "440300")));
    }

    @Test
    void recordsWhoChangedWhat() {
        Zone zone = zones.establish(home("Before", "440300"));
        zones.revise(zone.id(), zone.version(), home("After", "440300"));
        assertThat(history("ZONE", zone.id(), "nameEn"))
                .containsExactly("CREATED official null -> Before", "CHANGED official Before -> After");
    }

    @Test
    void recordsEveryStepOfAFigure() {
        Zone zone = zones.establish(home("Figures", "440300"));
        ZoneFigure entered = enter(zone, "1234.5", null);
        ZoneFigure changed = enter(zone, "2000", entered.version());
        assertThat(figures.record(zone.id(), QUARTER, Metric.EXPORTS, null, changed.version()))
                .isEmpty();
        long figure = Long.parseLong(database.sql("select max(cast(record_id as bigint)) from change_entry"
                        + " where record_kind = 'ZONE_FIGURE'")
                .query(String.class)
                .single());
        assertThat(history("ZONE_FIGURE", figure, "amount"))
                .containsExactly(
                        "CREATED official null -> 1234.5",
                        "CHANGED official 1234.5 -> 2000",
                        "REMOVED official 2000 -> null");
        assertThat(published.stream(ZoneChanged.class)).hasSize(4);
    }

    @Test
    void refusesAFigureOverANewerOne() {
        Zone zone = zones.establish(home("Contested", "440300"));
        ZoneFigure first = enter(zone, "1", null);
        assertStale(zone, "2", null);
        ZoneFigure second = enter(zone, "2", first.version());
        assertStale(zone, "3", first.version());
        assertStale(zone, null, first.version());
        figures.record(zone.id(), QUARTER, Metric.EXPORTS, null, second.version());
        assertStale(zone, "3", second.version());
        ZoneFigure anew = enter(zone, "4", null);
        assertThat(anew.version()).isNotEqualTo(first.version());
        assertStale(zone, "5", first.version());
        assertThat(figures.figures(zone.id(), 2021, 2021).all())
                .extracting(ZoneFigure::amount)
                .containsExactly(new BigDecimal("4.00"));
    }

    @Test
    void anAmountThatIsKeptAlreadyIsNoChange() {
        Zone zone = zones.establish(home("Unchanged", "440300"));
        ZoneFigure figure = enter(zone, "7", null);
        assertThat(enter(zone, "7.00", null)).isEqualTo(figure);
        assertThat(published.stream(ZoneChanged.class)).hasSize(2);
    }

    @Test
    void refusesFiguresThatCannotBe() {
        Zone zone = zones.establish(home("Careful", "440300"));
        assertRefusedFigure(zone, Metric.EXPORTS, "-1", "base.number.negative");
        assertRefusedFigure(zone, Metric.EXPORTS, "0.001", "zone.refused.decimals");
        assertRefusedFigure(zone, Metric.EXPORTS, "1e20", "base.number.large");
        assertRefusedFigure(zone, Metric.JOBS, "1.5", "base.number.bad-whole");
        assertRefusedFigure(zone, Metric.FLOOR_AREA, "1", "zone.refused.metric");
        assertThat(figures.figures(zone.id(), 2021, 2021).all()).isEmpty();
    }

    @Test
    void keepsAKindThatCountsWhatHasBeenEntered() {
        Zone zone = zones.establish(home("Counting", "440300"));
        figures.record(zone.id(), QUARTER, Metric.ENTERPRISES, BigDecimal.TEN, null);
        Zone street = zones.revise(zone.id(), zone.version(), ofKind(ZoneKind.DEMONSTRATION_STREET));
        figures.record(zone.id(), QUARTER, Metric.FLOOR_AREA, BigDecimal.TEN, null);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> zones.revise(zone.id(), street.version(), ofKind(ZoneKind.UPGRADING_BASE)))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("kind"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> zones.remove(zone.id(), street.version()))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("zone.refused.has-figures"));
    }

    @Test
    void saysWhatShorterPeriodsAddUpTo() {
        Zone zone = zones.establish(home("Adding Up", "440300"));
        for (int quarter = 1; quarter <= 4; quarter++) {
            assertThat(year(zone, Metric.EXPORTS)).isEqualTo("Optional.empty");
            for (Metric metric : List.of(Metric.EXPORTS, Metric.JOBS)) {
                figures.record(
                        zone.id(), Period.ofQuarter(2021, quarter), metric, BigDecimal.valueOf(quarter * 10L), null);
            }
        }
        assertThat(year(zone, Metric.EXPORTS)).isEqualTo("Optional[100.00]");
        assertThat(year(zone, Metric.JOBS)).isEqualTo("Optional[40.00]");
        assertThat(figures.years(zone.id())).containsExactly(2021);
    }

    @Test
    void findsZonesByKindPlaceSectorAndWordsInEitherLanguage() {
        zones.establish(new ZoneData(
                ZoneKind.OVERSEAS_WAREHOUSE,
                "Findable Lisbon",
                "可找里斯本（仓）",
                "440300",
                "PT",
                null,
                new BigDecimal("1000"),
                "Quinta Ltd",
                Set.of("electronics")));
        zones.establish(new ZoneData(
                ZoneKind.OVERSEAS_WAREHOUSE,
                "Findable Porto",
                null,
                null,
                "PT",
                null,
                new BigDecimal("500"),
                null,
                Set.of()));
        zones.establish(home("Findable Base", "440300"));
        ZoneFilter findable = new ZoneFilter("findable", null, null, null, null);
        assertThat(names(findable)).containsExactly("Findable Base", "Findable Lisbon", "Findable Porto");
        assertThat(names(new ZoneFilter("（仓） findable", null, null, null, null)))
                .containsExactly("Findable Lisbon");
        assertThat(names(new ZoneFilter("QUINTA", null, null, null, null))).containsExactly("Findable Lisbon");
        assertThat(names(new ZoneFilter("findable", ZoneKind.OVERSEAS_WAREHOUSE, "440300", "PT", "electronics")))
                .containsExactly("Findable Lisbon");
        assertThat(names(new ZoneFilter("findable%", null, null, null, null))).isEmpty();
        assertThat(lists.count(findable)).isEqualTo(3);
        assertThat(lists.totals(findable))
                .contains(new ZoneLists.KindTotal(ZoneKind.OVERSEAS_WAREHOUSE, 2, new BigDecimal("1500.00")));
        for (ZoneSort sort : ZoneSort.values()) {
            assertThat(lists.page(findable, sort, false, "zh", 0, 2)).hasSize(2);
            assertThat(lists.page(findable, sort, true, "en", 2, 2)).hasSize(1);
        }
        assertThat(lists.page(findable, ZoneSort.AREA, false, "en", 0, 9)
                        .getFirst()
                        .names()
                        .en())
                .isEqualTo("Findable Lisbon");
    }

    private List<String> names(ZoneFilter filter) {
        return lists.page(filter, ZoneSort.NAME, true, "en", 0, 100).stream()
                .map(item -> item.names().en())
                .toList();
    }

    private String year(Zone zone, Metric metric) {
        return figures.figures(zone.id(), 2021, 2021)
                .following(metric, Period.ofYear(2021))
                .toString();
    }

    private ZoneFigure enter(Zone zone, String amount, @Nullable Long expected) {
        return figures.record(zone.id(), QUARTER, Metric.EXPORTS, new BigDecimal(amount), expected)
                .orElseThrow();
    }

    private void assertStale(Zone zone, @Nullable String amount, @Nullable Long expected) {
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> figures.record(
                        zone.id(), QUARTER, Metric.EXPORTS, amount == null ? null : new BigDecimal(amount), expected));
    }

    private void assertRefusedFigure(Zone zone, Metric metric, String amount, String key) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> figures.record(zone.id(), QUARTER, metric, new BigDecimal(amount), null))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private void assertRefused(String field, ZoneData data) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> zones.establish(data))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private List<String> history(String kind, long id, String field) {
        return database.sql("""
                        select e.action || ' ' || e.person || ' ' || coalesce(f.value_before, 'null') || ' -> '
                               || coalesce(f.value_after, 'null')
                        from change_entry e join field_change f on f.entry_id = e.id
                        where e.record_kind = :kind and e.record_id = :id and f.field = :field order by e.id""")
                .param("kind", kind)
                .param("id", Long.toString(id))
                .param("field", field)
                .query(String.class)
                .list();
    }

    /** Somebody else's zone, whoever is signed in. */
    private long insertedZone(String city) {
        database.sql("""
                        insert into zone (version, kind, name_en, city_code, created_at, created_by, changed_at, changed_by)
                        values (0, 'UPGRADING_BASE', 'Inserted', :city, now(), 'test', now(), 'test')""").param("city", city).update();
        return database.sql("select max(id) from zone").query(Long.class).single();
    }

    private static ZoneData home(@Nullable String name, @Nullable String city) {
        return new ZoneData(ZoneKind.UPGRADING_BASE, name, null, city, null, null, null, null, Set.of());
    }

    private static ZoneData warehouse(String name, @Nullable String country, @Nullable String city) {
        return new ZoneData(ZoneKind.OVERSEAS_WAREHOUSE, name, null, city, country, null, null, null, Set.of());
    }

    private static ZoneData ofKind(ZoneKind kind) {
        return new ZoneData(kind, "Counting", null, "440300", null, null, null, null, Set.of());
    }

    private static ZoneData approvedOn(LocalDate day) {
        return new ZoneData(ZoneKind.UPGRADING_BASE, "Dated", null, "440300", null, day, null, null, Set.of());
    }

    private static ZoneData ofArea(String area) {
        return new ZoneData(
                ZoneKind.UPGRADING_BASE, "Wide", null, "440300", null, null, new BigDecimal(area), null, Set.of());
    }
}
