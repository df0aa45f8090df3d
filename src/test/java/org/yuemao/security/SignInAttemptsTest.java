package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.yuemao.TestFolder;
import org.yuemao.database.Databases;
import org.yuemao.security.SignInAttempts.Kind;
import org.yuemao.security.SignInAttempts.Outcome;

class SignInAttemptsTest {
    private static final Origin STRANGER = new Origin("198.51.100.7", "Guesser/1.0", null);
    private static final Origin ELSEWHERE = new Origin("203.0.113.20", "Firefox", null);
    private static final Origin OWN_DEVICE = new Origin("203.0.113.20", "Firefox", "own-device");

    private final MovedClock clock = new MovedClock();
    private final String subject = "lin." + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // Each test begins by saying on which database.
    private SignInAttempts attempts;

    @SuppressWarnings("NullAway.Init")
    private JdbcClient database;

    @ParameterizedTest
    @EnumSource
    void makesEachFailedAttemptAfterTheFifthWaitTwiceAsLongUpToAQuarterOfAnHour(Databases kind) {
        on(kind);
        for (int i = 0; i < SignInAttempts.FREE; i++) {
            assertThat(wait(STRANGER)).isZero();
        }
        for (long expected : new long[] {15, 30, 60, 120, 240, 480, 900, 900}) {
            assertThat(wait(STRANGER)).isEqualTo(expected);
            clock.pass(Duration.ofSeconds(expected - 1));
            assertThat(wait(STRANGER)).isEqualTo(1);
            clock.pass(Duration.ofSeconds(1));
            assertThat(wait(STRANGER)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverKeepsAPersonWaitingForWhatStrangersElsewhereTry(Databases kind) {
        on(kind);
        for (int address = 1; address <= 30; address++) {
            Origin guesser = new Origin("198.51.100." + address, null, null);
            for (int i = 0; i < 20; i++) {
                wait(guesser);
            }
            clock.pass(Duration.ofSeconds(20));
        }
        assertThat(wait(OWN_DEVICE)).isZero();
        assertThat(wait(ELSEWHERE)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void leavesASingleFreeAttemptToNewSourcesWhileAnAccountIsAttackedFromEverywhere(Databases kind) {
        on(kind);
        for (int i = 0; i < SignInAttempts.ATTACK; i++) {
            assertThat(wait(new Origin("10.1." + i + ".1", null, null))).isZero();
        }
        assertThat(wait(ELSEWHERE)).isZero();
        assertThat(wait(ELSEWHERE)).isEqualTo(15);
        for (int i = 0; i < SignInAttempts.FREE_OF_KNOWN_DEVICE; i++) {
            assertThat(wait(OWN_DEVICE)).isZero();
        }
        assertThat(wait(OWN_DEVICE)).isEqualTo(15);
    }

    @ParameterizedTest
    @EnumSource
    void slowsASourceThatTriesManyAccountsForAMinuteAtMost(Databases kind) {
        on(kind);
        for (int i = 0; i < SignInAttempts.FREE_OF_SOURCE; i++) {
            assertThat(wait(subject + i, new Origin("2001:db8:7:7::" + i, null, null)))
                    .isZero();
        }
        Origin same = new Origin("2001:db8:7:7:ffff::1", null, null);
        assertThat(wait(subject + "next", same)).isEqualTo(15);
        for (int i = 0; i < 10; i++) {
            clock.pass(Duration.ofMinutes(1));
            assertThat(wait(subject + "n" + i, same)).isZero();
        }
        assertThat(wait(subject + "more", same)).isEqualTo(60);
        assertThat(wait(subject + "more", new Origin("2001:db8:7:8::1", null, null)))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void beginsAnewAfterASuccessAndForgetsWhatWasLongAgo(Databases kind) {
        on(kind);
        fail(4);
        clock.pass(Duration.ofSeconds(1));
        attempts.end(attempts.begin(Kind.PASSWORD, subject, null, STRANGER), null, Outcome.SUCCEEDED);
        clock.pass(Duration.ofSeconds(1));
        fail(5);
        assertThat(wait(STRANGER)).isEqualTo(15);
        clock.pass(Duration.ofHours(2).plusSeconds(1));
        assertThat(wait(STRANGER)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void countsThoseThatComeAtTheSameTimeOneAfterAnother(Databases kind) throws Exception {
        on(kind);
        try (var threads = Executors.newFixedThreadPool(6)) {
            Callable<Long> guess = () -> wait(STRANGER);
            long free = threads
                    .invokeAll(IntStream.range(0, 40).mapToObj(i -> guess).toList())
                    .stream()
                    .filter(one -> one.resultNow() == 0)
                    .count();
            assertThat(free).isEqualTo(SignInAttempts.FREE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsNeitherWhatWasTypedNorEverySlowedAttempt(Databases kind) {
        on(kind);
        for (int i = 0; i < 30; i++) {
            wait("my password, in the wrong field", STRANGER);
        }
        assertThat(attempts.newest(null, 100)).hasSize(SignInAttempts.FREE + 1).allSatisfy(one -> {
            assertThat(one.username()).isNull();
            assertThat(one.address()).isEqualTo("198.51.100.7");
        });
        assertThat(attempts.newest(null, 1))
                .extracting(SignInAttempts.Attempt::outcome)
                .containsExactly(Outcome.SLOWED);
        assertThat(database.sql("select subject_key from sign_in_attempt")
                        .query(String.class)
                        .list())
                .allMatch(text -> text.matches("[0-9a-f]{64}"));
        clock.pass(Duration.ofDays(91));
        wait(ELSEWHERE);
        assertThat(attempts.newest(null, 100)).hasSize(1);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(wait(STRANGER)).isZero();
        }
    }

    private long wait(Origin origin) {
        return wait(subject, origin);
    }

    /** Fails once more; how long it has to wait, in seconds, where it has to. */
    private long wait(String tried, Origin origin) {
        SignInSlowed slowed =
                catchThrowableOfType(SignInSlowed.class, () -> attempts.begin(Kind.PASSWORD, tried, null, origin));
        return slowed == null ? 0 : slowed.seconds();
    }

    private void on(Databases kind) {
        var source = kind.migrated();
        database = JdbcClient.create(source);
        attempts = new SignInAttempts(
                database,
                new DeskKey(TestFolder.create().resolve("desk.key")),
                clock,
                new JdbcTransactionManager(source));
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-28T04:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
