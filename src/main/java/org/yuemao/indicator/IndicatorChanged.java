package org.yuemao.indicator;

import org.yuemao.base.DomainEvent;

/** An observation or a target was entered, changed or removed; the subject is an indicator's or a programme's code. */
public record IndicatorChanged(String subject) implements DomainEvent {}
