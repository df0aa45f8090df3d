package org.yuemao.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.yuemao.DeskTest;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Programme;
import org.yuemao.indicator.GrowthCheck.Verdict;
import org.yuemao.security.Role;

@DeskTest
@RecordApplicationEvents
@WithUserDetails("official")
class IndicatorServiceTest {

    @Autowired
    private IndicatorService service;

    @Autowired
    private IndicatorReadings readings;

    @Autowired
    private TargetService targets;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ApplicationEvents published;

    @ParameterizedTest
    @EnumSource(Databases.class)
    void keepsWhatSourcesStateOnBothDatabases(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            IndicatorService indicators = desk.getBean(IndicatorService.class);
            Indicator trade = indicators.define(new IndicatorData("Lamp trade", "灯具贸易", "CNY bn"));
            ObservationData base = observation(trade, "440300", 2020, "22.8", null);
            ObservationData said = observation(trade, "440300", 2021, "33.1", "92.1");
            indicators.observe(base);
            Observation kept = indicators.observe(said);
            indicators.correct(kept.id(), kept.version(), with(said, "45.2"));
            TargetService aims = desk.getBean(TargetService.class);
            aims.set(new TargetData(null, trade.code(), 2021, new BigDecimal("50")));
            aims.set(new TargetData(Programme.GTW, null, 2021, new BigDecimal("150")));

            assertThat(indicators.findObservation(kept.id()).orElseThrow().data())
                    .isEqualTo(with(said, "45.2"));
            assertThat(desk.getBean(IndicatorReadings.class).of("440300"))
                    .extracting(reading -> reading.growth().verdict())
                    .containsExactly(Verdict.NOTHING_STATED, Verdict.DOES_NOT_FOLLOW);
            assertThat(aims.targets())
                    .extracting(target -> target.data().amount().intValue())
                    .containsExactly(150, 50);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void givesIndicatorsCodesThatStayWhenTheyAreRenamed() {
        Indicator first = service.define(new IndicatorData("Toy exports", null, "CNY bn"));
        Indicator second = service.define(new IndicatorData(" Toy Exports! ", "玩具出口", "CNY bn"));
        assertThat(first.code()).isEqualTo("toy-exports");
        assertThat(second.code()).isEqualTo("toy-exports-2");
        assertThat(service.define(new IndicatorData(null, "只有中文", "CNY bn")).code())
                .startsWith("indicator");
        Indicator renamed =
                service.redefine(first.id(), first.version(), new IndicatorData("Games exports", null, "USD bn"));
        assertThat(renamed.code()).isEqualTo("toy-exports");
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() ->
                        service.redefine(first.id(), first.version(), new IndicatorData("Other", null, "USD bn")));
        assertThat(changes("INDICATOR", first.id())).contains("nameEn: Toy exports > Games exports");
    }

    @Test
    void removesAnIndicatorOnlyWhileNothingIsKeptOfIt() {
        Indicator used = service.define(new IndicatorData("Used once", null, "CNY bn"));
        Observation observation = service.observe(observation(used, "440300", 2021, "1", null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> service.abolish(used.id(), used.version()))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("indicator.refused.used"));
        service.withdraw(observation.id(), observation.version());
        service.abolish(used.id(), used.version());
        assertThat(readings.indicators()).extracting(Indicator::code).doesNotContain(used.code());
    }

    @Test
    void refusesWhatCannotBeAtItsField() {
        Indicator indicator = service.define(new IndicatorData("Checked", null, "CNY bn"));
        ObservationData right = observation(indicator, "440300", 2021, "5", "10");
        refuses(
                "indicatorCode",
                new ObservationData(
                        "no-such", "440300", Period.ofYear(2021), null, BigDecimal.ONE, "t", null, null, null, "s"));
        refuses("geographyCode", observation(indicator, "310100", 2021, "5", null));
        refuses("amount", observation(indicator, "440300", 2021, null, null));
        refuses("amount", observation(indicator, "440300", 2021, "0.00001", null));
        refuses("amount", observation(indicator, "440300", 2021, "1e16", null));
        refuses("changeBasis", based(right, null, null));
        refuses("changeBaseYear", based(right, ChangeBasis.SINCE, null));
        refuses("changeBaseYear", based(right, ChangeBasis.YEARLY_AVERAGE_SINCE, 2021));
        refuses("source", sourced(right, " "));
        refuses("source", sourced(right, "x".repeat(301)));
        service.observe(right);
        refuses("amount", right);
        service.observe(sourced(right, "Another source"));
    }

    @Test
    void refusesAStaleCorrectionAndRecordsEachChange() {
        Indicator indicator = service.define(new IndicatorData("Corrected", null, "CNY bn"));
        ObservationData said = observation(indicator, "440300", 2021, "5", null);
        Observation read = service.observe(said);
        service.correct(read.id(), read.version(), with(said, "6"));
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> service.correct(read.id(), read.version(), with(said, "7")));
        assertThat(service.findObservation(read.id()).orElseThrow().data().amount())
                .isEqualByComparingTo("6");
        assertThat(changes("OBSERVATION", read.id())).contains("amount: 5 > 6");
        assertThat(published.stream(IndicatorChanged.class)).contains(new IndicatorChanged(indicator.code()));
    }

    @Test
    void aClerkEntersObservationsOfTheOwnCityAlone() {
        Indicator indicator = service.define(new IndicatorData("Entered by clerks", null, "CNY bn"));
        Observation other = service.observe(observation(indicator, "440100", 2021, "5", null));
        asClerk(() -> {
            service.observe(observation(indicator, "440300", 2021, "5", null));
            refuses("geographyCode", observation(indicator, "440000", 2021, "5", null));
            refuses("geographyCode", observation(indicator, "440100", 2020, "5", null));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> service.withdraw(other.id(), other.version()));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> service.define(new IndicatorData("Own", null, "t")));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> targets.set(new TargetData(Programme.GTN, null, 2090, BigDecimal.ONE)));
        });
    }

    @Test
    void comparesQuartersWithTheSameQuarterOfTheYearBefore() {
        Indicator indicator = service.define(new IndicatorData("By quarter", null, "CNY bn"));
        UnaryOperator<ObservationData> third = data -> at(data, Period.ofQuarter(data.year(), 3));
        service.observe(third.apply(observation(indicator, "440300", 2020, "10", null)));
        service.observe(observation(indicator, "440300", 2020, "40", null));
        service.observe(third.apply(observation(indicator, "440300", 2021, "11", "10")));
        assertThat(readings.of("440300"))
                .filteredOn(reading -> reading.data().indicatorCode().equals(indicator.code()))
                .extracting(reading -> reading.growth().verdict())
                .containsExactlyInAnyOrder(Verdict.NOTHING_STATED, Verdict.NOTHING_STATED, Verdict.FOLLOWS);
    }

    @Test
    void saysHowFarTargetsAreReachedByTheExactFigure() {
        Indicator indicator = service.define(new IndicatorData("Reached", null, "CNY bn"));
        service.observe(new ObservationData(
                indicator.code(),
                "440000",
                Period.ofYear(2021),
                Qualifier.MORE_THAN,
                new BigDecimal("90"),
                "CNY bn",
                null,
                null,
                null,
                "First source"));
        service.observe(observation(indicator, "440000", 2021, "95.5", null));
        service.observe(observation(indicator, "440300", 2021, "7", null));
        targets.set(new TargetData(null, indicator.code(), 2021, new BigDecimal("100")));
        targets.set(new TargetData(null, indicator.code(), 2022, new BigDecimal("120")));
        List<Target> shown = targets.targets().stream()
                .filter(target -> indicator.code().equals(target.data().indicatorCode()))
                .toList();
        assertThat(shown).extracting(target -> target.data().year()).containsExactly(2022, 2021);
        assertThat(shown.getFirst().reached()).isNull();
        assertThat(shown.getLast().reached()).isEqualByComparingTo("95.5");
        assertThat(shown.getLast().unit()).isEqualTo("CNY bn");
    }

    @Test
    @WithUserDetails("administrator")
    void anAdministratorSetsTargetsOnceAYear() {
        TargetData target = new TargetData(Programme.GTN, null, 2091, new BigDecimal("10"));
        targets.set(target);
        assertRefused("year", () -> targets.set(target));
        assertRefused("amount", () -> targets.set(new TargetData(Programme.GTN, null, 2092, new BigDecimal("1.5"))));
        assertRefused("amount", () -> targets.set(new TargetData(Programme.GTN, null, 2092, new BigDecimal("-1"))));
        assertRefused("year", () -> targets.set(new TargetData(Programme.GTN, null, 1900, BigDecimal.ONE)));
        Target kept = targets.targets().stream()
                .filter(one -> one.data().equals(target))
                .findFirst()
                .orElseThrow();
        targets.move(kept.id(), kept.version(), new TargetData(Programme.GTN, null, 2091, new BigDecimal("12")));
        assertThatExceptionOfType(StaleRecord.class).isThrownBy(() -> targets.drop(kept.id(), kept.version()));
        assertThat(changes("TARGET", kept.id())).contains("amount: 10 > 12");
    }

    private void refuses(String field, ObservationData data) {
        assertRefused(field, () -> service.observe(data));
    }

    private static void assertRefused(String field, Runnable write) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(write::run).satisfies(refusal -> assertThat(refusal.field())
                .isEqualTo(field));
    }

    private List<String> changes(String kind, long id) {
        return database.sql("""
                        select f.field || ': ' || coalesce(f.value_before, '') || ' > ' || coalesce(f.value_after, '')
                        from change_entry e join field_change f on f.entry_id = e.id
                        where e.record_kind = :kind and e.record_id = :id""")
                .param("kind", kind)
                .param("id", String.valueOf(id))
                .query(String.class)
                .list();
    }

    private static void asClerk(Runnable action) {
        var official = SecurityContextHolder.getContext();
        JustTheServices.signInAs(Role.CLERK);
        try {
            action.run();
        } finally {
            SecurityContextHolder.setContext(official);
        }
    }

    private static ObservationData observation(
            Indicator indicator, String geography, int year, @Nullable String amount, @Nullable String change) {
        return new ObservationData(
                indicator.code(),
                geography,
                Period.ofYear(year),
                null,
                amount == null ? null : new BigDecimal(amount),
                "CNY bn",
                change == null ? null : new BigDecimal(change),
                change == null ? null : ChangeBasis.PREVIOUS_YEAR,
                null,
                "A source");
    }

    private static ObservationData with(ObservationData data, String amount) {
        return new ObservationData(
                data.indicatorCode(),
                data.geographyCode(),
                data.period(),
                data.qualifier(),
                new BigDecimal(amount),
                data.unit(),
                data.statedChangePercent(),
                data.changeBasis(),
                data.changeBaseYear(),
                data.source());
    }

    private static ObservationData at(ObservationData data, Period period) {
        return new ObservationData(
                data.indicatorCode(),
                data.geographyCode(),
                period,
                data.qualifier(),
                data.amount(),
                data.unit(),
                data.statedChangePercent(),
                data.changeBasis(),
                data.changeBaseYear(),
                data.source());
    }

    private static ObservationData based(ObservationData data, @Nullable ChangeBasis basis, @Nullable Integer year) {
        return new ObservationData(
                data.indicatorCode(),
                data.geographyCode(),
                data.period(),
                data.qualifier(),
                data.amount(),
                data.unit(),
                data.statedChangePercent(),
                basis,
                year,
                data.source());
    }

    private static ObservationData sourced(ObservationData data, String source) {
        return new ObservationData(
                data.indicatorCode(),
                data.geographyCode(),
                data.period(),
                data.qualifier(),
                data.amount(),
                data.unit(),
                data.statedChangePercent(),
                data.changeBasis(),
                data.changeBaseYear(),
                source);
    }
}
