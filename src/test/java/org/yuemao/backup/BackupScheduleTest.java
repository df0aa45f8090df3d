package org.yuemao.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.CronExpression;

class BackupScheduleTest {
    private static final CronExpression NIGHTLY = CronExpression.parse("0 30 2 * * *");

    private static Instant at(int day, int hour, int minute) {
        return LocalDateTime.of(2026, 6, day, hour, minute)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }

    private static boolean isDue(Instant begun, @Nullable Instant tried, Instant now, @Nullable Instant lastGood) {
        return BackupSchedule.isDue(NIGHTLY, begun, tried, now, lastGood);
    }

    @Test
    void isDueEachNight() {
        Instant begun = at(1, 9, 0);
        assertThat(isDue(begun, null, at(2, 2, 29), null)).isFalse();
        assertThat(isDue(begun, null, at(2, 2, 30), null)).isTrue();
        assertThat(isDue(begun, null, at(2, 2, 31), at(2, 2, 30))).isFalse();
        assertThat(isDue(begun, null, at(3, 2, 30), at(2, 2, 30))).isTrue();
    }

    @Test
    void isMadeUpForSoonAfterTheStartOfADeskThatWasOff() {
        assertThat(isDue(at(5, 9, 0), null, at(5, 9, 9), at(2, 2, 30))).isFalse();
        assertThat(isDue(at(5, 9, 0), null, at(5, 9, 10), at(2, 2, 30))).isTrue();
    }

    @Test
    void isTriedAgainAnHourAfterOneThatFailed() {
        Instant begun = at(1, 9, 0);
        assertThat(isDue(begun, at(2, 2, 30), at(2, 3, 29), at(1, 2, 30))).isFalse();
        assertThat(isDue(begun, at(2, 2, 30), at(2, 3, 30), at(1, 2, 30))).isTrue();
    }
}
