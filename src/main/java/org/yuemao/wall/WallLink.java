package org.yuemao.wall;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A link that opens a wall without signing in; its secret is known only to whom it was shown.
 *
 * @param maker the username of the person who made it, on whose behalf the wall counts
 * @param lastDay after which it opens nothing any more, if it ends
 */
public record WallLink(
        long id,
        long wallId,
        String name,
        String maker,
        Instant createdAt,
        @Nullable LocalDate lastDay,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        State state) {

    /** Whether it opens the wall, or why not. */
    public enum State {
        OPEN,
        ENDED,
        REVOKED,
        /** The account of the person who made it is locked. */
        MAKER_LOCKED
    }
}
