package org.yuemao.account;

/** A link that has just been made, with the secret of its address, which is not kept. */
public record NewAccountLink(AccountLink link, String secret) {}
