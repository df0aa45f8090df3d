package org.yuemao.security;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in between the password and the code, kept in a session in which nobody has signed in.
 *
 * @param proved whether the factor has been set up this moment, by a code
 */
public record AwaitedSignIn(Person person, SignInDetails details, Instant until, boolean proved)
        implements Serializable {
    /** The attribute of the session. */
    public static final String NAME = AwaitedSignIn.class.getName();

    /** What the attribute holds, unless it is too late. */
    public static Optional<AwaitedSignIn> of(@Nullable Object attribute, Instant now) {
        return attribute instanceof AwaitedSignIn awaited && now.isBefore(awaited.until)
                ? Optional.of(awaited)
                : Optional.empty();
    }

    /** The same once the factor is proved. */
    public AwaitedSignIn withProof() {
        return new AwaitedSignIn(person, details, until, true);
    }
}
