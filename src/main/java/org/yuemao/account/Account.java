package org.yuemao.account;

/** An account as it stands; the version is needed to change it. */
public record Account(long id, long version, AccountData data) {}
