package org.yuemao.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard as it stands; the version is needed to change it.
 *
 * @param owner the full name of whose it is, or null where that account is gone
 * @param mine whether it is the asking person's, who alone may change it
 */
public record Dashboard(
        long id, long version, DashboardData data, @Nullable String owner, boolean mine, Instant changedAt) {}
