package org.yuemao.security;

import org.springframework.security.core.AuthenticationException;

/** The provider does not answer, or not as one that could be believed. */
class ProviderDown extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    ProviderDown(Throwable cause) {
        super("The provider does not answer", cause);
    }
}
