package org.yuemao.wall.ui;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.security.Origin;
import org.yuemao.security.RateLimits;
import org.yuemao.security.RateLimits.Kind;
import org.yuemao.wall.OpenedWall;
import org.yuemao.wall.WallLinkService;

/**
 * Where links are tried. Guessing one of 256 bits is without hope; that nobody keeps the database busy by trying is what
 * the limit is for. A link that was revoked is known, and asking by it is no guess.
 */
@Component
class WallDoor {
    /** So many unknown links may be tried from an address in a minute. */
    static final int GUESSES = Kind.GUESS.most();

    private final WallLinkService links;
    private final RateLimits rates;

    WallDoor(WallLinkService links, RateLimits rates) {
        this.links = links;
        this.rates = rates;
    }

    /** What came of trying a link. */
    record Tried(Optional<OpenedWall> opened, boolean tooOften) {}

    Tried open(String secret, String address) {
        String source = Origin.sourceOf(address);
        if (!rates.isOpen(Kind.GUESS, source)) {
            return new Tried(Optional.empty(), true);
        }
        Optional<OpenedWall> opened = links.open(secret);
        if (opened.isEmpty() && !links.isKnown(secret)) {
            rates.take(Kind.GUESS, source);
        }
        return new Tried(opened, false);
    }
}
