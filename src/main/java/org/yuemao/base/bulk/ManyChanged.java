package org.yuemao.base.bulk;

import org.yuemao.base.DomainEvent;

/** Many rows of a kind, as the history names it, were changed at once; every open view looks anew. */
public record ManyChanged(String kind, int rows) implements DomainEvent {}
