package org.yuemao.business;

import org.yuemao.base.DomainEvent;

/** The businesses were looked through for pairs that may be one and the same, and there are others than before. */
public record SuspectedPairsFound(int pairs) implements DomainEvent {}
