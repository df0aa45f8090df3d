package org.yuemao.event;

import java.util.Map;
import org.yuemao.base.DomainEvent;

/**
 * Events were copied to the next year.
 *
 * @param copies the new events' ids by those of the events that they are copies of
 * @param withBusinesses whether the businesses that take part are to be taken over, without their figures
 */
public record EventsCopied(Map<Long, Long> copies, boolean withBusinesses) implements DomainEvent {

    public EventsCopied {
        copies = Map.copyOf(copies);
    }
}
