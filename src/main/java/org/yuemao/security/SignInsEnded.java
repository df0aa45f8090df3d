package org.yuemao.security;

import org.jspecify.annotations.Nullable;

/**
 * The sessions of an account have been ended, since what it may do or how it is opened has changed.
 *
 * @param epoch what sessions must have begun in from now on
 * @param kept the number of the sign-in that goes on, if one does
 */
public record SignInsEnded(
        long accountId, int epoch, @Nullable String kept) {}
