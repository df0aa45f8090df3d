package org.yuemao.account;

import org.yuemao.security.Role;

/** What an account says: whose it is, what that person is, and for which office. */
public record AccountData(String username, String fullName, Role role, String officeCode, boolean enabled) {}
