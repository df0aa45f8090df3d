package org.yuemao.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "1234.5 | 1234.5",
                "1,234.5 | 1234.5",
                "12,345,678 | 12345678",
                " 1 234 | 1234",
                ".5 | 0.5",
                "-3 | -3",
                "−3 | -3",
                "+3 | 3",
                "１２３４．５ | 1234.5",
                "１，２３４ | 1234",
                "1.2亿 | 120000000",
                "1.2 億元 | 120000000",
                "450万 | 4500000",
                "３.５万元 | 35000",
                "2万亿 | 2000000000000",
                "3千万 | 30000000",
                "¥1,234.50 | 1234.5",
                "￥12 | 12",
                "CNY 1.23 bn | 1230000000",
                "450 million | 450000000",
                "12元 | 12"
            })
    void readsWhatPeopleType(String typed, BigDecimal number) {
        assertThat(TypedNumber.parse(typed).orElseThrow()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "万",
                "abc",
                "12a",
                "1,5",
                "1,23,456",
                "1.234,5",
                "1.2.3",
                "12 apples",
                "1e5",
                "--1"
            })
    void refusesWhatIsNoNumber(String typed) {
        assertThat(TypedNumber.parse(typed)).isEmpty();
    }
}
