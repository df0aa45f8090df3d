package org.yuemao.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** After many failed attempts the next one has to wait; whether it would have been right is not looked at. */
public class SignInSlowed extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration left;

    SignInSlowed(Duration left) {
        super("Too many failed attempts: wait " + left.toSeconds() + " s");
        this.left = left;
    }

    /** How long the next attempt has to wait, in whole seconds. */
    public long seconds() {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }
}
