package org.yuemao.event;

/** How far an event is. */
public enum EventStatus {
    PLANNED,
    CONFIRMED,
    UNDER_WAY,
    COMPLETED,
    POSTPONED,
    CANCELLED;

    /** Whether the event has taken place or is taking place. */
    public boolean isHeld() {
        return this == UNDER_WAY || this == COMPLETED;
    }

    /** Whether summaries count the event's participations: all but postponed and cancelled events. */
    public boolean isCounted() {
        return this != POSTPONED && this != CANCELLED;
    }
}
