package org.yuemao.zone;

import org.yuemao.base.DomainEvent;

/** A zone or one of its figures was registered, changed or removed. */
public record ZoneChanged(long zoneId) implements DomainEvent {}
