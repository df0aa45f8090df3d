package org.yuemao.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a section with the version that a change has to name: 0 as long as nobody has written any, and then nobody has
 * changed them either.
 */
public record ReportText(
        long version,
        ReportTextData data,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {}
