package org.yuemao.security;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The person who has signed in.
 *
 * @param signInEpoch what all sessions of the account must have begun in; a new one ends them
 */
public record Person(
        long accountId,
        String username,
        String fullName,
        String passwordHash,
        Role role,
        String officeCode,
        boolean enabled,
        int signInEpoch)
        implements UserDetails {

    public Person(
            long accountId,
            String username,
            String fullName,
            String passwordHash,
            Role role,
            String officeCode,
            boolean enabled) {
        this(accountId, username, fullName, passwordHash, role, officeCode, enabled, 0);
    }

    /** The same without what the password was compared with, which nobody needs who has signed in. */
    Person withoutPassword() {
        return new Person(accountId, username, fullName, "", role, officeCode, enabled, signInEpoch);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    /** Whether the person may write rows of the office. */
    public boolean mayWriteFor(String office) {
        return role == Role.OFFICIAL || role == Role.CLERK && officeCode.equals(office);
    }

    /** Whether the person reads what is not approved yet: leaders see what the department stands for. */
    public boolean readsDrafts() {
        return role != Role.VIEWER;
    }

    /** Whether the person approves and returns what offices submit, and may change what is approved. */
    public boolean mayOversee() {
        return role == Role.OFFICIAL;
    }

    /** Whether the person may write rows of any office at all. */
    public boolean mayWrite() {
        return role == Role.OFFICIAL || role == Role.CLERK;
    }
}
