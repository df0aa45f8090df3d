package org.yuemao.participation;

import java.util.Set;
import org.yuemao.base.DomainEvent;

/** Many participations of these events were entered, changed or removed at once; told instead of one by one. */
public record ParticipationsChanged(Set<Long> eventIds) implements DomainEvent {

    public ParticipationsChanged {
        eventIds = Set.copyOf(eventIds);
    }
}
