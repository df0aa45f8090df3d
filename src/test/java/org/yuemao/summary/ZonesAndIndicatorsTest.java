package org.yuemao.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.base.Period;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.database.Tampering;
import org.yuemao.event.Programme;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.Target;
import org.yuemao.indicator.TargetData;
import org.yuemao.indicator.TargetService;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewService;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigure;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

class ZonesAndIndicatorsTest {
    private static final SummaryFilter FILTER = new SummaryFilter(2021, null, null, null);
    private static final SummaryFilter APPROVED = FILTER.with(Included.APPROVED);

    @ParameterizedTest
    @EnumSource(Databases.class)
    void standAsTheyStoodAtTheEndOfAnEarlierDay(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            ZoneService zones = desk.getBean(ZoneService.class);
            ZoneFigureService figures = desk.getBean(ZoneFigureService.class);
            IndicatorService indicators = desk.getBean(IndicatorService.class);
            TargetService targets = desk.getBean(TargetService.class);
            SummaryService summaries = desk.getBean(SummaryService.class);
            Zone changed = zones.establish(zone("Changed", ZoneKind.UPGRADING_BASE, "440300", "1000"));
            Zone removed = zones.establish(zone("Removed", ZoneKind.UPGRADING_BASE, "440100", null));
            Zone steady = zones.establish(zone("Steady", ZoneKind.MARKET_PROCUREMENT_PILOT, "440100", "5"));
            ZoneFigure exports = figures.record(
                            changed.id(), Period.ofQuarter(2021, 1), Metric.EXPORTS, new BigDecimal("12.50"), null)
                    .orElseThrow();
            ZoneFigure gone = figures.record(
                            steady.id(), Period.ofQuarter(2021, 2), Metric.EXPORTS, BigDecimal.TEN, null)
                    .orElseThrow();
            String code = indicators
                    .define(new IndicatorData("Trade in goods", "货物贸易", "CNY bn"))
                    .code();
            Observation doubtful = indicators.observe(observation(code, 2020, "70", null));
            Observation observed = indicators.observe(observation(code, 2021, "82.7", "18.1"));
            targets.set(new TargetData(Programme.GTW, null, 2021, BigDecimal.valueOf(150)));
            targets.set(new TargetData(null, code, 2021, BigDecimal.valueOf(90)));
            ZoneTrends trends = desk.getBean(ZoneTrends.class);
            ReviewService reviews = desk.getBean(ReviewService.class);
            figures.record(changed.id(), Period.ofQuarter(2021, 4), Metric.EXPORTS, new BigDecimal("3"), null);
            ZoneFigure returned = figures.record(
                            steady.id(), Period.ofQuarter(2021, 4), Metric.EXPORTS, new BigDecimal("4"), null)
                    .orElseThrow();
            reviews.returnWithRemark(
                    ReviewKind.ZONE_FIGURE, Map.of(returned.id(), returned.version()), "In thousands?");
            reviews.returnWithRemark(
                    ReviewKind.OBSERVATION, Map.of(doubtful.id(), doubtful.version()), "Which source?");
            Overview before = summaries.overview(FILTER);
            Overview approvedBefore = summaries.overview(APPROVED);
            assertThat(exported(before)).isEqualByComparingTo("7");
            assertThat(exported(approvedBefore)).isEqualByComparingTo("3");
            assertThat(before.indicators().getFirst().points()).hasSize(2);
            assertThat(approvedBefore.indicators().getFirst().points()).hasSize(1);
            CountedRows rows = desk.getBean(CountedRows.class);
            Counted lastQuarter =
                    Counted.of(Measure.ZONE_FIGURES, APPROVED).about("EXPORTS").during("2021-Q4");
            assertThat(added(rows.zoneFigures(lastQuarter)))
                    .as("the rows behind it")
                    .isEqualByComparingTo("3");
            ZoneTrend exportsBefore = trends.of(ZoneKind.UPGRADING_BASE, Metric.EXPORTS, FILTER);
            // All that has been recorded was so ten days ago.
            JdbcClient database = desk.getBean(JdbcClient.class);
            OffsetDateTime then = OffsetDateTime.now().minusDays(10);
            Tampering.with(
                    desk.getBean(DataSource.class), () -> database.sql("update change_entry set recorded_at = :then")
                            .param("then", then)
                            .update());
            for (String table : List.of("zone", "zone_figure", "indicator_observation", "target")) {
                database.sql("update " + table + " set created_at = :then")
                        .param("then", then)
                        .update();
            }

            Zone twice = zones.revise(
                    changed.id(), changed.version(), zone("Changed", ZoneKind.UPGRADING_BASE, "440100", "2000"));
            reviews.submit(ReviewKind.ZONE_FIGURE, Map.of(returned.id(), returned.version() + 1));
            reviews.approve(ReviewKind.ZONE_FIGURE, Map.of(returned.id(), returned.version() + 2));
            reviews.submit(ReviewKind.OBSERVATION, Map.of(doubtful.id(), doubtful.version() + 1));
            reviews.approve(ReviewKind.OBSERVATION, Map.of(doubtful.id(), doubtful.version() + 2));
            assertThat(exported(summaries.overview(APPROVED))).isEqualByComparingTo("7");
            zones.revise(twice.id(), twice.version(), zone("Changed", ZoneKind.UPGRADING_BASE, "440600", "3000"));
            zones.remove(removed.id(), removed.version());
            zones.establish(zone("New", ZoneKind.UPGRADING_BASE, "440300", "7"));
            figures.record(changed.id(), Period.ofQuarter(2021, 1), Metric.EXPORTS, BigDecimal.ONE, exports.version());
            figures.record(steady.id(), Period.ofQuarter(2021, 2), Metric.EXPORTS, null, gone.version());
            figures.record(steady.id(), Period.ofQuarter(2021, 3), Metric.EXPORTS, BigDecimal.TWO, null);
            indicators.correct(observed.id(), observed.version(), observation(code, 2021, "99", "92.1"));
            indicators.observe(observation(code, 2019, "60", null));
            for (Target target : targets.targets()) {
                if (target.data().programme() == null) {
                    targets.drop(target.id(), target.version());
                } else {
                    targets.move(
                            target.id(),
                            target.version(),
                            new TargetData(Programme.GTW, null, 2021, BigDecimal.valueOf(400)));
                }
            }

            for (Overview one : List.of(before, approvedBefore)) {
                assertThat(summaries.overview(one.filter(), LocalDate.now().minusDays(3)))
                        .usingRecursiveComparison()
                        .ignoringFields("asOf")
                        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .isEqualTo(one);
            }
            assertThat(summaries
                            .overview(
                                    new SummaryFilter(2021, null, "440300", null),
                                    LocalDate.now().minusDays(3))
                            .zones())
                    .as("where it stood then")
                    .extracting(Overview.ZoneCount::zones)
                    .containsExactly(1L);
            Overview now = summaries.overview(FILTER);
            assertThat(now.zones()).isNotEqualTo(before.zones());
            assertThat(now.zoneFigures()).isNotEqualTo(before.zoneFigures());
            assertThat(now.indicators()).isNotEqualTo(before.indicators());
            assertThat(summaries.overview(FILTER, LocalDate.now().minusDays(11)).zones())
                    .as("before anything was recorded")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void addUpByYearByCityAndForASquareMetre(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            JustTheServices.signIn();
            ZoneService zones = desk.getBean(ZoneService.class);
            ZoneTrends trends = desk.getBean(ZoneTrends.class);
            ZoneKind bases = ZoneKind.UPGRADING_BASE;
            long shenzhen =
                    zones.establish(zone("Shenzhen", bases, "440300", "100")).id();
            long other = zones.establish(zone("Other", bases, "440300", null)).id();
            long zhuhai = zones.establish(zone("Zhuhai", bases, "440400", "50")).id();
            Figures figures = new Figures(desk.getBean(ZoneFigureService.class));
            figures.enter(shenzhen, "2020", Metric.EXPORTS, "900");
            // The year itself says more than its parts.
            figures.enter(shenzhen, "2021", Metric.EXPORTS, "1000");
            figures.enter(shenzhen, "2021-Q1", Metric.EXPORTS, "300");
            // Quarters, and the months of the one that is missing.
            figures.enter(other, "2021-Q1", Metric.EXPORTS, "10");
            figures.enter(other, "2021-02", Metric.EXPORTS, "4");
            figures.enter(other, "2021-04", Metric.EXPORTS, "7");
            figures.enter(zhuhai, "2021-Q1", Metric.EXPORTS, "100");
            figures.enter(zhuhai, "2021-Q2", Metric.EXPORTS, "150");
            // A stock is the last that was reported.
            figures.enter(zhuhai, "2021-Q1", Metric.ENTERPRISES, "40");
            figures.enter(zhuhai, "2021-05", Metric.ENTERPRISES, "45");
            figures.enter(shenzhen, "2021-Q4", Metric.ENTERPRISES, "60");

            ZoneTrend exports = trends.of(bases, Metric.EXPORTS, FILTER);
            assertThat(exports.years()).extracting(ZoneTrend.OfYear::year).containsExactly(2020, 2021);
            assertThat(exports.years().getFirst().sum().amount()).isEqualByComparingTo("900");
            ZoneTrend.Sum sum = exports.years().getLast().sum();
            assertThat(sum.zones()).isEqualTo(3);
            assertThat(sum.amount()).isEqualByComparingTo("1267");
            assertThat(sum.perSquareMetre())
                    .as("of the two whose area is known")
                    .isEqualByComparingTo("8.3333");
            assertThat(exports.places()).extracting(ZoneTrend.OfPlace::code).containsExactly("440300", "440400");
            assertThat(exports.places().getFirst().sum().amount()).isEqualByComparingTo("1017");
            assertThat(trends.of(bases, Metric.ENTERPRISES, FILTER)
                            .years()
                            .getFirst()
                            .sum()
                            .amount())
                    .isEqualByComparingTo("105");
            assertThat(trends.of(bases, Metric.EXPORTS, new SummaryFilter(2021, null, "440400", null))
                            .years()
                            .getLast()
                            .sum()
                            .amount())
                    .isEqualByComparingTo("250");

            CountedRows rows = desk.getBean(CountedRows.class);
            for (Metric metric : List.of(Metric.EXPORTS, Metric.ENTERPRISES)) {
                ZoneTrend trend = trends.of(bases, metric, FILTER);
                Counted all = Counted.of(Measure.ZONE_FIGURES, FILTER);
                trend.years()
                        .forEach(year -> assertThat(added(rows.zoneFigures(all.ofZones(bases, metric, year.year()))))
                                .as(metric + " " + year)
                                .isEqualByComparingTo(year.sum().amount()));
                trend.places().forEach(place -> assertThat(added(rows.zoneFigures(
                                all.ofZones(bases, metric, 2021).from(Set.of(place.code())))))
                        .as(metric + " " + place)
                        .isEqualByComparingTo(place.sum().amount()));
            }
            figures.enter(zhuhai, "2021-Q3", Metric.EXPORTS, "1");
            assertThat(trends.of(bases, Metric.EXPORTS, FILTER)
                            .years()
                            .getLast()
                            .sum()
                            .amount())
                    .as("after a commit")
                    .isEqualByComparingTo("1268");
        }
    }

    /** What was exported in the fourth quarter of 2021. */
    private static BigDecimal exported(Overview overview) {
        return overview.zoneFigures().stream()
                .filter(one -> one.period().equals("2021-Q4"))
                .map(Overview.ZoneFigures::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal added(List<CountedZone> rows) {
        return rows.stream().map(CountedZone::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private record Figures(ZoneFigureService service) {
        void enter(long zone, String period, Metric metric, String amount) {
            service.record(zone, Period.of(period), metric, new BigDecimal(amount), null);
        }
    }

    private static ZoneData zone(String name, ZoneKind kind, String city, @Nullable String area) {
        return new ZoneData(
                kind,
                name,
                null,
                city,
                null,
                LocalDate.of(2019, 3, 1),
                area == null ? null : new BigDecimal(area),
                null,
                Set.of("lighting"));
    }

    private static ObservationData observation(String code, int year, String amount, @Nullable String percent) {
        return new ObservationData(
                code,
                "440000",
                Period.ofYear(year),
                null,
                new BigDecimal(amount),
                "CNY bn",
                percent == null ? null : new BigDecimal(percent),
                percent == null ? null : ChangeBasis.PREVIOUS_YEAR,
                null,
                "Bulletin");
    }
}
