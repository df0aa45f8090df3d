package org.yuemao.security;

import org.springframework.security.core.AuthenticationException;

/** The password is right, or the provider knows the person, and a second factor is asked for: so far nobody has signed in. */
class CodeAwaited extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Person person;
    private final SignInDetails details;

    CodeAwaited(Person person, SignInDetails details) {
        super("A code is awaited");
        this.person = person;
        this.details = details;
    }

    Person person() {
        return person;
    }

    SignInDetails details() {
        return details;
    }
}
