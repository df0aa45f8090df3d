package org.yuemao.business;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.DomainEvent;

/** A business was registered or changed; its city may be another one, or none, than before. */
public record BusinessChanged(
        long businessId,
        @Nullable String cityBefore,
        @Nullable String cityAfter) implements DomainEvent {}
