package org.yuemao.security;

/** What signing in asks of the second factor. */
public interface SecondFactors {
    /** Whether the person has one. */
    boolean has(Person person);

    /** Whether the person may not sign in without one. */
    boolean isRequiredOf(Person person);

    /** Whether it is the code of this moment, or a recovery code, and has not been used before; uses it up. */
    boolean accepts(Person person, String code);
}
