package org.yuemao.event;

import java.util.List;
import org.yuemao.base.DomainEvent;

/** Many events were scheduled, changed or withdrawn at once; told instead of one by one. */
public record EventsChanged(List<EventChanged> changes) implements DomainEvent {

    public EventsChanged {
        changes = List.copyOf(changes);
    }
}
