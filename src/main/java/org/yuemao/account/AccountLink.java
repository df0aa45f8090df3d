package org.yuemao.account;

import java.time.Instant;

/**
 * A link by which a person sets the own password once.
 *
 * @param createdBy the administrator's username
 */
public record AccountLink(
        long id, long accountId, Purpose purpose, Instant createdAt, String createdBy, Instant expiresAt) {

    /** Why a person gets a link. */
    public enum Purpose {
        /** The account is new. */
        INVITATION,
        /** The password is forgotten, or somebody else may know it. */
        NEW_PASSWORD
    }
}
