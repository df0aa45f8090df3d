package org.yuemao.presence;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has the same record open.
 *
 * @param place the field or cell that the person is in, or null
 * @param colour which of {@link Presence#COLOURS} marks the person, the same for everybody
 */
public record Companion(
        long accountId, String fullName, @Nullable String place, int colour) {}
