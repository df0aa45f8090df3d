package org.yuemao.wall;

import org.yuemao.base.DomainEvent;

/** A wall came to be, was changed or removed, or a link to it was made or revoked. */
public record WallChanged(long wallId) implements DomainEvent {}
