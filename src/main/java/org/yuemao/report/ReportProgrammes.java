package org.yuemao.report;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/** How the tables of reports name a programme, or both. */
final class ReportProgrammes {
    private static final String BOTH = "ALL";

    private ReportProgrammes() {}

    static String kept(@Nullable Programme programme) {
        return programme == null ? BOTH : programme.name();
    }

    static @Nullable Programme read(String kept) {
        return kept.equals(BOTH) ? null : Programme.valueOf(kept);
    }
}
