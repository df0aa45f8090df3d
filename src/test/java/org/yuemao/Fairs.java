package org.yuemao;

import java.time.LocalDate;
import java.util.Set;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** Events of which a test needs no more than that they are there. */
public final class Fairs {
    private Fairs() {}

    /** Lets the review of an event approve it, on behalf of an official who has signed in. */
    public static Event approve(EventService events, Event event) {
        Event submitted = events.submit(event.id(), event.version());
        return events.approve(submitted.id(), submitted.version());
    }

    /** A fair of Shenzhen's businesses in Japan in May of the year. */
    public static EventData inMay(int year, String name) {
        return inMay(year, name, EventForm.ON_SITE);
    }

    /** The same, held on site, online or both. */
    public static EventData inMay(int year, String name, EventForm form) {
        return new EventData(
                Programme.GTW,
                name,
                null,
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 5, 3),
                form,
                "JP",
                null,
                null,
                null,
                null,
                "440300",
                Set.of("electronics"),
                EventStatus.CONFIRMED,
                null,
                null,
                null,
                null);
    }
}
