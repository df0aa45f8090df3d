package org.yuemao.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDateTest {
    private static final LocalDate FIFTH_OF_MARCH = LocalDate.of(2021, 3, 5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-03-05",
                "2021-3-5",
                "2021/3/5",
                "2021.03.05",
                " ２０２１／３／５ ",
                "2021年3月5日",
                "2021 年 3 月 5 日",
                "2021年03月05",
                "二〇二一年三月五日",
                "二零二一年三月五号",
                "20210305",
                "2021-03-05T00:00",
                "2021/3/5 00:00:00",
                "5 March 2021",
                "5-Mar-2021",
                "March 5, 2021",
                "Mar 5th, 2021"
            })
    void readsADayInEveryUsualForm(String typed) {
        assertThat(TypedDate.read(typed)).isEqualTo(new TypedDate.Check.Valid(FIFTH_OF_MARCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"05/03/2021", "3/5/2021", "5.3.2021", "25/12/2021", "21-03-05", "03/05/21"})
    void leavesADayThatCouldBeAnotherUnread(String typed) {
        assertThat(TypedDate.read(typed)).isInstanceOf(TypedDate.Check.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-02-29", "2021年13月1日", "20210431", "0021-03-05", "31 April 2021"})
    void saysThatTheCalendarHasNoSuchDay(String typed) {
        assertThat(TypedDate.read(typed)).isInstanceOf(TypedDate.Check.NoSuchDay.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"44260", "2021-03", "2021年", "tomorrow", "5 Marz 2021", "2021-03/05", "2021-03-05 09:30", "-"})
    void doesNotReadWhatIsNoDay(String typed) {
        assertThat(TypedDate.read(typed)).isInstanceOf(TypedDate.Check.NotADate.class);
    }

    @Test
    void readsEveryDayOfACenturyAsItIsWritten() {
        for (LocalDate day = LocalDate.of(1950, 1, 1); day.getYear() < 2050; day = day.plusDays(1)) {
            assertThat(TypedDate.read(day.toString())).isEqualTo(new TypedDate.Check.Valid(day));
            assertThat(TypedDate.read(day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日"))
                    .isEqualTo(new TypedDate.Check.Valid(day));
        }
    }

    /** Whatever is read has the very digits that were typed, year, month and day in this order. */
    @Test
    void neverReadsOtherDigitsThanTyped() {
        Random random = new Random(2021);
        String alphabet = "0123456789-/. 年月日";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(4, 12); length > 0; length--) {
                typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (TypedDate.read(typed.toString()) instanceof TypedDate.Check.Valid valid) {
                LocalDate date = valid.date();
                String digits = typed.toString().replaceAll("\\D", "");
                assertThat(digits)
                        .as(typed.toString())
                        .isIn(
                                "%d%d%d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                                "%d%02d%d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                                "%d%d%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                                "%d%02d%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
            }
        }
    }
}
