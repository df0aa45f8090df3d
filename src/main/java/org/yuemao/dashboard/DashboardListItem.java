package org.yuemao.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard in a list.
 *
 * @param owner the full name of whose it is, or null where that account is gone
 * @param mine whether it is the asking person's
 */
public record DashboardListItem(
        long id,
        long version,
        String name,
        Sharing sharing,
        int tiles,
        @Nullable String owner,
        boolean mine,
        Instant changedAt) {}
