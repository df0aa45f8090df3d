package org.yuemao.security;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yuemao.security.SignInWays.Provider;

/**
 * That whoever comes back from the provider is to be bound to an account: the session holds it until the way to the provider
 * begins, from where on it belongs to that one way. So nobody who signs in later in the same browser is bound by it.
 *
 * @param number by which the way there names it
 * @param link the secret of the one-time link that opens the account
 * @param accountId the account of the person who has signed in, and has just shown the password
 */
public record IntendedBinding(
        String number, @Nullable String link, @Nullable Long accountId) implements Serializable {
    /** The attribute of the session, and of the way to the provider. */
    public static final String NAME = IntendedBinding.class.getName();

    static final String PARAMETER = "bind";

    /** To the account that a link opens. */
    public static IntendedBinding byLink(String secret) {
        return new IntendedBinding(UUID.randomUUID().toString(), secret, null);
    }

    /** To the own account. */
    public static IntendedBinding toOwn(long accountId) {
        return new IntendedBinding(UUID.randomUUID().toString(), null, accountId);
    }

    /** Where it begins, within the desk. */
    public String path() {
        return Provider.PATH + "?" + PARAMETER + "=" + number;
    }
}
