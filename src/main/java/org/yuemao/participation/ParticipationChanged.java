package org.yuemao.participation;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.DomainEvent;

/** A participation was registered (nothing before), changed, or withdrawn (nothing after). */
public record ParticipationChanged(
        long participationId,
        long eventId,
        long businessId,
        @Nullable Contribution before,
        @Nullable Contribution after)
        implements DomainEvent {}
