package org.yuemao.business;

import org.yuemao.base.DomainEvent;

/**
 * Many businesses were entered or changed at once. Those whose city changed are told one by one besides, since the
 * roll-ups follow them.
 */
public record BusinessesChanged(int businesses) implements DomainEvent {}
