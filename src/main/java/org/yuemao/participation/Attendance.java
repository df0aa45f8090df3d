package org.yuemao.participation;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.EventForm;

/** Whether a business takes part on site or online. */
public enum Attendance {
    ON_SITE,
    ONLINE;

    /** How businesses take part in an event of the form; null where it is held both ways, so that only the person knows. */
    public static @Nullable Attendance usualAt(EventForm form) {
        return switch (form) {
            case ON_SITE -> ON_SITE;
            case ONLINE -> ONLINE;
            case BOTH -> null;
        };
    }
}
