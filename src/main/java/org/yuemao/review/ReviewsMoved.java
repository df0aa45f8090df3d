package org.yuemao.review;

import org.yuemao.base.DomainEvent;

/** Reviews of records of the kind went on; what waits for whom has to be counted anew. */
public record ReviewsMoved(ReviewKind kind) implements DomainEvent {}
