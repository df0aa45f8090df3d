package org.yuemao.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of accounts.
 *
 * @param lastSignInAt nothing where its person never has
 * @param bound whether the provider of the organisation opens it
 * @param linkUntil until when a one-time link can be used, where there is one
 * @param failedToday attempts that failed or were slowed within the last 24 hours
 */
public record AccountListItem(
        Account account,
        State state,
        @Nullable Instant lastSignInAt,
        boolean secondFactor,
        boolean bound,
        @Nullable Instant linkUntil,
        int failedToday) {

    /** Whether the account can be signed in to. */
    public enum State {
        /** Its person has neither set a password nor bound the account to the provider yet. */
        INVITED,
        ACTIVE,
        LOCKED
    }
}
