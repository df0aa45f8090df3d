package org.yuemao.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedPeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2021, 2021",
        "2021年, 2021",
        " ２０２１ 年, 2021",
        "2021-Q1, 2021-Q1",
        "2021q4, 2021-Q4",
        "Q2 2021, 2021-Q2",
        "2021年一季度, 2021-Q1",
        "2021年第3季度, 2021-Q3",
        "2021-03, 2021-03",
        "2021/3, 2021-03",
        "2021年12月, 2021-12",
    })
    void readsPeriodsAsPeopleTypeThem(String typed, String period) {
        assertThat(TypedPeriod.parse(typed)).contains(Period.of(period));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "21", "2021-13", "2021-00", "2021Q5", "1948", "3000", "2021-3-5", "March", "20213"})
    void guessesNothing(String typed) {
        assertThat(TypedPeriod.parse(typed)).isEmpty();
    }
}
