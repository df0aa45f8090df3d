package org.yuemao.security;

/** The rules that services declare, in one place. */
public final class Rights {
    /** Everybody who has signed in. */
    public static final String READ = "isAuthenticated()";

    /** Clerks and officials; the office is checked by the service. */
    public static final String WRITE = "hasAnyRole('CLERK', 'OFFICIAL')";

    /** Officials alone. */
    public static final String OVERSEE = "hasRole('OFFICIAL')";

    /** Those who say what should be reached: officials and administrators. */
    public static final String SET_TARGETS = "hasAnyRole('OFFICIAL', 'ADMINISTRATOR')";

    /** Those who arrange walls and make links to them: officials and administrators. */
    public static final String ARRANGE_WALLS = SET_TARGETS;

    /** Administrators alone. */
    public static final String MANAGE = "hasRole('ADMINISTRATOR')";

    private Rights() {}
}
