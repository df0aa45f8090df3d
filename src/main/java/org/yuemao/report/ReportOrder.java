package org.yuemao.report;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/** What a report is to be about and look like; without a programme it is about both. */
public record ReportOrder(int year, @Nullable Programme programme, ReportLanguages languages, ReportFormat format) {}
