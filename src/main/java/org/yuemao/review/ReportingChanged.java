package org.yuemao.review;

import org.yuemao.base.DomainEvent;

/** A deadline was said, or an office has said that it has nothing to report. */
public record ReportingChanged() implements DomainEvent {}
