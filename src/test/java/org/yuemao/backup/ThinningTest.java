package org.yuemao.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Instant at(LocalDateTime moment) {
        return moment.atZone(ZONE).toInstant();
    }

    private static Set<LocalDate> daysKept(List<LocalDateTime> made, LocalDateTime now) {
        return Thinning.kept(made.stream().map(ThinningTest::at).toList(), at(now), ZONE).stream()
                .map(one -> LocalDate.ofInstant(one, ZONE))
                .collect(Collectors.toSet());
    }

    @Test
    void keepsTheLastOfSevenDaysFourWeeksAndTwelveMonths() {
        List<LocalDateTime> made = new ArrayList<>();
        // Thursday, 31 December 2026, and two years of nights before it.
        LocalDateTime now = LocalDateTime.of(2026, 12, 31, 9, 0);
        for (int i = 0; i < 730; i++) {
            made.add(now.minusDays(i).withHour(2));
        }
        Set<LocalDate> kept = daysKept(made, now);
        assertThat(kept)
                .contains(
                        LocalDate.of(2026, 12, 31),
                        LocalDate.of(2026, 12, 25),
                        // The Sundays of the three weeks before.
                        LocalDate.of(2026, 12, 27),
                        LocalDate.of(2026, 12, 20),
                        LocalDate.of(2026, 12, 13),
                        LocalDate.of(2026, 11, 30),
                        LocalDate.of(2026, 2, 28),
                        LocalDate.of(2026, 1, 31));
        assertThat(kept)
                .doesNotContain(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 6), LocalDate.of(2025, 12, 31));
        assertThat(kept).hasSize(7 + 2 + 11);
    }

    @Test
    void keepsAllOfTodayAndTheLastOfEachEarlierDay() {
        LocalDateTime now = LocalDateTime.of(2026, 6, 10, 12, 0);
        List<Instant> today = List.of(at(now.withHour(2)), at(now.withHour(9)), at(now.withHour(11)));
        Instant early = at(now.minusDays(1).withHour(2));
        Instant late = at(now.minusDays(1).withHour(23));
        List<Instant> made = new ArrayList<>(today);
        made.add(early);
        made.add(late);
        assertThat(Thinning.kept(made, at(now), ZONE))
                .containsAll(today)
                .contains(late)
                .doesNotContain(early);
    }

    @Test
    void keepsTheOnlyOneHoweverOldItIs() {
        Instant old = at(LocalDateTime.of(2019, 1, 1, 2, 0));
        assertThat(Thinning.kept(List.of(old), at(LocalDateTime.of(2026, 6, 10, 12, 0)), ZONE))
                .containsExactly(old);
    }
}
