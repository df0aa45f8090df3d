package org.yuemao.report;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.DomainEvent;
import org.yuemao.event.Programme;

/** Somebody has changed what stands in a section of the reports on a year and a programme. */
public record ReportTextChanged(int year, @Nullable Programme programme, String section) implements DomainEvent {}
