package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.yuemao.base.Refusal;
import org.yuemao.security.RateLimits.Kind;

class RateLimitsTest {
    private static final Person PERSON = new Person(7, "li.lei", "Li Lei", "", Role.CLERK, "440300", true);

    private Instant now = Instant.parse("2026-03-18T01:00:00Z");
    private final RateLimits rates = new RateLimits(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void givesSoManyAtOnceAndThenEvenly() {
        for (int i = 0; i < Kind.GUESS.most(); i++) {
            assertThat(rates.take(Kind.GUESS, "192.0.2.1")).isZero();
        }
        Duration wait = rates.take(Kind.GUESS, "192.0.2.1");
        assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(rates.isOpen(Kind.GUESS, "192.0.2.1")).isFalse();
        // Nobody else has to wait for that.
        assertThat(rates.take(Kind.GUESS, "192.0.2.2")).isZero();
        now = now.plus(wait);
        assertThat(rates.take(Kind.GUESS, "192.0.2.1")).isZero();
        assertThat(rates.take(Kind.GUESS, "192.0.2.1")).isPositive();
        now = now.plus(Duration.ofMinutes(1));
        for (int i = 0; i < Kind.GUESS.most(); i++) {
            assertThat(rates.take(Kind.GUESS, "192.0.2.1")).isZero();
        }
    }

    @Test
    void saysToAPersonWhenItGoesOn() {
        for (int i = 0; i < Kind.BACKUP.most(); i++) {
            rates.require(Kind.BACKUP, PERSON);
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> rates.require(Kind.BACKUP, PERSON))
                .satisfies(refused -> {
                    assertThat(refused.key()).isEqualTo("security.often.minutes");
                    assertThat(refused.arguments()).containsExactly(2L);
                });
        now = now.plus(Duration.ofSeconds(30));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> rates.require(Kind.BACKUP, PERSON))
                .satisfies(refused -> {
                    assertThat(refused.key()).isEqualTo("security.often.seconds");
                    assertThat((Long) refused.arguments()[0]).isBetween(59L, 61L);
                });
        now = now.plus(Duration.ofSeconds(61));
        rates.require(Kind.BACKUP, PERSON);
    }
}
