package org.yuemao.security;

import org.yuemao.base.Refusal;

/** Binds what the provider calls somebody, the issuer and its number of the person (subject), to an account. */
public interface ProviderIdentities {
    /**
     * Binds it to the account of a one-time link, and uses the link up.
     *
     * @return whether the link opened one
     * @throws Refusal where it opens another account already
     */
    boolean bindByLink(String secret, String issuer, String subject);

    /**
     * Binds it to the account of the person who has signed in.
     *
     * @throws Refusal where it opens another account already
     */
    void bindOwn(String issuer, String subject);
}
