package org.yuemao.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yuemao.base.Refusal;

/**
 * How often somebody may do what costs much, or could be a guess. Each has a bucket of so many, which fills up again evenly;
 * on this node alone, and forgotten by a restart: these limits keep the desk at work, and guard nothing that a guess of
 * ours could open.
 */
@Component
public class RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
    private static final int MOST_BUCKETS = 50_000;
    private static final long SECONDS_SAID = 90;

    /** What is limited. */
    public enum Kind {
        /** To try a secret address or a token that is not known, by source. */
        GUESS(30, Duration.ofMinutes(1)),
        /** To begin a session without having signed in, by source: an office may share one. */
        SESSION(600, Duration.ofMinutes(5)),
        /** To upload a file, by person. */
        UPLOAD(60, Duration.ofMinutes(10)),
        /** To export a list, by person. */
        EXPORT(60, Duration.ofMinutes(10)),
        /** To make a backup or to verify one, by person. */
        BACKUP(20, Duration.ofMinutes(30));

        private final int most;
        private final Duration within;

        Kind(int most, Duration within) {
            this.most = most;
            this.within = within;
        }

        /** So many at once. */
        public int most() {
            return most;
        }
    }

    private record Key(Kind kind, String whose) {}

    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            // By then each has filled up.
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    RateLimits(Clock clock) {
        time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Takes one; how long to wait where there is none, and otherwise no time at all. */
    public Duration take(Kind kind, String whose) {
        ConsumptionProbe taken = bucket(kind, whose).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? Duration.ZERO : Duration.ofNanos(taken.getNanosToWaitForRefill());
    }

    /**
     * Takes one for a person.
     *
     * @throws Refusal where there is none, saying when there will be
     */
    public void require(Kind kind, Person person) {
        Duration wait = take(kind, Long.toString(person.accountId()));
        if (wait.isPositive()) {
            LOG.warn("Person {} has to wait: {} came too often", person.accountId(), kind);
            throw refusal(wait);
        }
    }

    /** Whether there is one to be taken. */
    public boolean isOpen(Kind kind, String whose) {
        return bucket(kind, whose).getAvailableTokens() > 0;
    }

    /**
     * Refuses where none can be taken.
     *
     * @throws Refusal saying when there will be one
     */
    public void requireOpen(Kind kind, String whose) {
        if (!isOpen(kind, whose)) {
            throw refusal(Duration.ofNanos(
                    bucket(kind, whose).estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        }
    }

    private static Refusal refusal(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        return seconds <= SECONDS_SAID
                ? new Refusal(null, "security.often.seconds", seconds)
                : new Refusal(null, "security.often.minutes", (seconds + 59) / 60);
    }

    private Bucket bucket(Kind kind, String whose) {
        return buckets.get(new Key(kind, whose), key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(kind.most).refillGreedy(kind.most, kind.within))
                .withCustomTimePrecision(time)
                .build());
    }
}
