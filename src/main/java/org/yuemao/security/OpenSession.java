package org.yuemao.security;

import java.time.Instant;

/** A session in which somebody has signed in. */
public record OpenSession(String number, long accountId, Origin origin, Instant since, Instant lastActive) {}
