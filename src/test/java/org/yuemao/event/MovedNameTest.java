package org.yuemao.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovedNameTest {

    @ParameterizedTest
    @CsvSource({
        "Hanoi Fair 2021, Hanoi Fair 2022",
        "2021年粤贸全球（越南）展, 2022年粤贸全球（越南）展",
        "二〇二一年东京展, 二〇二二年东京展",
        "第十届广东食品展, 第十一届广东食品展",
        "第九届广东食品展, 第十届广东食品展",
        "第一百二十九届广交会, 第一百三十届广交会",
        "第一百零九届广交会, 第一百一十届广交会",
        "第二十届展, 第二十一届展",
        "第129届广交会, 第130届广交会",
        "第１９届展, 第２０届展",
        "The 10th Toy Fair, The 11th Toy Fair",
        "11th Toy Fair, 12th Toy Fair",
        "1st Toy Fair, 2nd Toy Fair",
        "21ST TOY FAIR, 22ND TOY FAIR",
        "2021 第三届（深圳）展, 2022 第四届（深圳）展",
        "12th Toy Fair 2021 (2021 edition), 13th Toy Fair 2022 (2022 edition)",
        "Lamp Fair, Lamp Fair",
        "Hall 12021 Fair, Hall 12021 Fair"
    })
    void movesTheYearAndTheSessionOn(String name, String expected) {
        assertThat(MovedName.of(name, 2021)).isEqualTo(new MovedName(expected, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expo 2020 Dubai",
                "Season 2020-2021",
                "21st Century Maritime Silk Road Expo",
                "50th Anniversary Fair",
                "Tenth Toy Fair",
                "首届广东灯饰展",
                "Fair XII",
                "3rd Toy and 5th Lamp Fair"
            })
    void leavesWhatIsNotBeyondDoubtAndSaysSo(String name) {
        assertThat(MovedName.of(name, 2021)).isEqualTo(new MovedName(name, true));
    }

    @Test
    void movesTheClearPartAndStillAsksToLook() {
        assertThat(MovedName.of("21st Century Expo 2021", 2021))
                .isEqualTo(new MovedName("21st Century Expo 2022", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2021-01-01", "2021-12-31", "2020-02-29", "2021-04-15", "2019-12-31", "2022-12-31", "2023-01-02"
            })
    void findsTheSameWeekdayInTheNextYear(LocalDate day) {
        LocalDate next = DayShift.SAME_WEEKDAY.next(day);
        assertThat(next.getDayOfWeek()).isEqualTo(day.getDayOfWeek());
        assertThat(next.getYear()).isEqualTo(day.getYear() + 1);
        assertThat(Math.abs(next.toEpochDay() - day.plusYears(1).toEpochDay())).isLessThan(8);
    }

    @Test
    void keepsTheLengthOfAnEventOverTheEndOfTheYear() {
        LocalDate first = LocalDate.of(2021, 12, 30);
        assertThat(DayShift.SAME_WEEKDAY.next(first)).isEqualTo(LocalDate.of(2022, 12, 29));
        assertThat(DayShift.SAME_WEEKDAY.next(first).getDayOfWeek()).isEqualTo(DayOfWeek.THURSDAY);
        assertThat(DayShift.SAME_WEEKDAY.last(first, LocalDate.of(2022, 1, 2))).isEqualTo(LocalDate.of(2023, 1, 1));
        assertThat(DayShift.SAME_DATE.last(LocalDate.of(2020, 2, 29), LocalDate.of(2020, 3, 1)))
                .isEqualTo(LocalDate.of(2021, 3, 1));
    }
}
