package org.yuemao.participation;

import java.util.List;
import java.util.Set;
import org.yuemao.base.DomainEvent;

/**
 * Many participations of these events were entered, changed or removed at once; told instead of one by one, and where there
 * are very many, in several portions.
 *
 * @param each the changes, in the order in which they were made
 */
public record ParticipationsChanged(Set<Long> eventIds, List<ParticipationChanged> each) implements DomainEvent {

    public ParticipationsChanged {
        eventIds = Set.copyOf(eventIds);
        each = List.copyOf(each);
    }
}
