package org.yuemao.event;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.DomainEvent;

/** An event was scheduled (nothing before), changed, or withdrawn (nothing after). */
public record EventChanged(
        long eventId, @Nullable EventFacts before, @Nullable EventFacts after) implements DomainEvent {}
