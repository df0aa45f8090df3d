package org.yuemao.report;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/** What people say in a section of the reports on a year and a programme, or on both; nothing where a text is generated. */
public record ReportTextData(
        int year,
        @Nullable Programme programme,
        String section,
        @Nullable String zh,
        @Nullable String en) {

    public ReportTextData {
        zh = plain(zh);
        en = plain(en);
    }

    private static @Nullable String plain(@Nullable String text) {
        String stripped = text == null
                ? ""
                : text.replace("\r\n", "\n").replace('\r', '\n').strip();
        return stripped.isEmpty() ? null : stripped;
    }
}
