package org.yuemao.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.base.Period.Length;

class PeriodTest {

    @ParameterizedTest
    @ValueSource(strings = {"2021", "2021-Q1", "2021-Q4", "2021-01", "2021-12"})
    void isWrittenAsItWasRead(String text) {
        assertThat(Period.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "21", "2021-Q0", "2021-Q5", "2021-00", "2021-13", "2021-3", "2021 ", "2021-Q", "1948", "3000-01"
            })
    void refusesWhatIsNoPeriod(String text) {
        assertThat(Period.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Period.of(text));
    }

    @Test
    void cannotBeMadeOfNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Period.ofMonth(2021, 13));
        assertThatIllegalArgumentException().isThrownBy(() -> Period.ofQuarter(2021, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Period(Length.YEAR, 2021, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Period.ofYear(1948));
    }

    @Test
    void isFollowedByTheNextOfItsLength() {
        assertThat(Period.of("2021").next()).hasToString("2022");
        assertThat(Period.of("2021-Q1").next()).hasToString("2021-Q2");
        assertThat(Period.of("2021-Q4").next()).hasToString("2022-Q1");
        assertThat(Period.of("2021-12").next()).hasToString("2022-01");
    }

    @Test
    void isOrderedByItsFirstDayTheLongerFirst() {
        assertThat(Stream.of("2021-04", "2022", "2021-Q2", "2021-01", "2021", "2021-Q1", "2021-03")
                        .map(Period::of)
                        .sorted()
                        .map(Period::toString))
                .containsExactly("2021", "2021-Q1", "2021-01", "2021-03", "2021-Q2", "2021-04", "2022");
    }

    @Test
    void fillsYears() {
        assertThat(Period.within(Length.QUARTER, 2020, 2021)).hasSize(8).startsWith(Period.ofQuarter(2020, 1));
        assertThat(Period.within(Length.MONTH, 2021, 2021)).hasSize(12).endsWith(Period.ofMonth(2021, 12));
        assertThat(Period.within(Length.YEAR, 2019, 2021)).hasSize(3);
    }
}
