package org.yuemao.wall.ui;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.yuemao.wall.OpenedWall;
import org.yuemao.wall.WallLinkService;

/**
 * Where links are tried. Guessing one of 256 bits is without hope; that nobody keeps the database busy by trying is what
 * the limit is for. A link that was revoked is known, and asking by it is no guess.
 */
@Component
class WallDoor {
    /** So many unknown links may be tried from an address in a minute. */
    static final int GUESSES = 30;

    private final WallLinkService links;
    private final Cache<String, AtomicInteger> guesses = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    WallDoor(WallLinkService links) {
        this.links = links;
    }

    /** What came of trying a link. */
    record Tried(Optional<OpenedWall> opened, boolean tooOften) {}

    Tried open(String secret, String address) {
        AtomicInteger before = guesses.getIfPresent(address);
        if (before != null && before.get() >= GUESSES) {
            return new Tried(Optional.empty(), true);
        }
        Optional<OpenedWall> opened = links.open(secret);
        if (opened.isEmpty() && !links.isKnown(secret)) {
            guesses.get(address, key -> new AtomicInteger()).incrementAndGet();
        }
        return new Tried(opened, false);
    }
}
