package org.yuemao.dashboard;

import org.yuemao.base.DomainEvent;

/** Somebody has made, changed or removed a dashboard. */
public record DashboardChanged(long id) implements DomainEvent {}
