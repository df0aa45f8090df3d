package org.yuemao.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NewDaysTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-31T15:59:59Z"));

    @Test
    void tellsOnceThatANewDayHasBegunWhereTheDeskIs() {
        NewDays days = new NewDays(new Moved(ZoneId.of("Asia/Shanghai")));
        AtomicInteger told = new AtomicInteger();
        LiveUpdates.Registration listening = days.listen(told::incrementAndGet);
        days.listen(() -> {
            throw new IllegalStateException("fails on purpose");
        });
        days.look();
        assertThat(told).hasValue(0);
        now.set(Instant.parse("2026-12-31T16:00:00Z"));
        days.look();
        days.look();
        assertThat(told).hasValue(1);
        listening.end();
        now.set(Instant.parse("2027-01-01T16:00:00Z"));
        days.look();
        assertThat(told).hasValue(1);
        days.destroy();
    }

    private final class Moved extends Clock {
        private final ZoneId zone;

        Moved(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Moved(other);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
