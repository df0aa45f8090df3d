package org.yuemao.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yuemao.base.Period;
import org.yuemao.indicator.GrowthCheck.Verdict;

class GrowthCheckTest {
    private static final List<ObservationData> PUBLISHED = PublishedFigures.read().stream()
            .map(PublishedFigures.Row::observation)
            .toList();

    @Test
    void findsThatOfThePublishedRatesOnlyTheOneOfCrossBorderEcommerceDoesNotFollow() {
        assertThat(PUBLISHED)
                .filteredOn(one -> GrowthCheck.check(one, PUBLISHED).verdict() == Verdict.DOES_NOT_FOLLOW)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.indicatorCode()).isEqualTo("cbec-trade");
                    assertThat(GrowthCheck.check(one, PUBLISHED).recomputedPercent())
                            .isEqualByComparingTo("7.7");
                });
    }

    @Test
    void findsThatTheRateOfMarketProcurementFollows() {
        assertThat(PUBLISHED)
                .filteredOn(one -> GrowthCheck.check(one, PUBLISHED).verdict() == Verdict.FOLLOWS)
                .extracting(ObservationData::indicatorCode)
                .containsExactly("market-procurement-exports");
    }

    @Test
    void findsThatOfThePublishedFiguresOnlyThoseOfCrossBorderEcommerceContradictEachOther() {
        assertThat(Contradictions.among(PUBLISHED)).singleElement().satisfies(pair -> {
            assertThat(pair.one().amount()).isEqualByComparingTo("33.1");
            assertThat(pair.other().amount()).isEqualByComparingTo("300");
            assertThat(pair.factor()).as("33.1 times ten is more than 300").isEqualTo(10);
        });
    }

    @Test
    void aRateCannotBeCheckedWithoutTheFigureThatItIsMeasuredFrom() {
        ObservationData alone = year(2021, "184", "13.6");
        assertThat(GrowthCheck.check(alone, List.of(alone)).verdict()).isEqualTo(Verdict.NO_BASE_FIGURE);
    }

    @Test
    void aChangeFromZeroIsUndefined() {
        ObservationData now = year(2021, "5", "100");
        assertThat(GrowthCheck.check(now, List.of(now, year(2020, "0", null))).verdict())
                .isEqualTo(Verdict.ZERO_BASE);
    }

    @Test
    void aRateFollowsWhenTheRoundingOfTheFiguresAllowsIt() {
        ObservationData now = year(2021, "11.0", "10.4");
        assertThat(GrowthCheck.check(now, List.of(now, year(2020, "10", null))).verdict())
                .isEqualTo(Verdict.FOLLOWS);
        ObservationData wrong = year(2021, "11.0000", "25.0");
        assertThat(GrowthCheck.check(wrong, List.of(wrong, year(2020, "10.0000", null)))
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_FOLLOW);
    }

    private static ObservationData year(int year, String amount, @Nullable String change) {
        return new ObservationData(
                "some",
                "440000",
                Period.ofYear(year),
                null,
                new BigDecimal(amount),
                "CNY bn",
                change == null ? null : new BigDecimal(change),
                change == null ? null : ChangeBasis.PREVIOUS_YEAR,
                null,
                "A source");
    }
}
