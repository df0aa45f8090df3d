package org.yuemao.security;

import org.springframework.security.core.AuthenticationException;

/** The provider knows the person, and no account that may be used is bound to that. */
class UnboundIdentity extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final boolean taken;

    UnboundIdentity() {
        this(false);
    }

    /** @param taken whether it should have been bound, and opens another account already */
    UnboundIdentity(boolean taken) {
        super("No account");
        this.taken = taken;
    }

    boolean isTaken() {
        return taken;
    }
}
