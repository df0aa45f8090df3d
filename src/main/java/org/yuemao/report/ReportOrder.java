package org.yuemao.report;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;
import org.yuemao.summary.Included;

/** What a report is to be about, count and look like; without a programme it is about both. */
public record ReportOrder(
        int year, @Nullable Programme programme, Included included, ReportLanguages languages, ReportFormat format) {

    /** A report on the usual rows. */
    public ReportOrder(int year, @Nullable Programme programme, ReportLanguages languages, ReportFormat format) {
        this(year, programme, Included.USUAL, languages, format);
    }

    /** The same on other rows. */
    public ReportOrder with(Included other) {
        return new ReportOrder(year, programme, other, languages, format);
    }
}
