package org.yuemao.zone;

import java.util.Set;
import org.yuemao.base.DomainEvent;

/** Many zones, or figures of them, were registered, changed or removed at once; told instead of one by one. */
public record ZonesChanged(Set<Long> zoneIds) implements DomainEvent {

    public ZonesChanged {
        zoneIds = Set.copyOf(zoneIds);
    }
}
