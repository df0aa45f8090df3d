package org.yuemao.event;

/** Whether an event is held on site, online or both. */
public enum EventForm {
    ON_SITE,
    ONLINE,
    BOTH
}
