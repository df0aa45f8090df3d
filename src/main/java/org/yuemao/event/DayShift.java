package org.yuemao.event;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** On which day of the next year an event is held. */
public enum DayShift {
    /** The nearest day that is the same day of the week: fairs open on the same one each year. */
    SAME_WEEKDAY {
        @Override
        public LocalDate next(LocalDate day) {
            LocalDate sameDate = day.plusYears(1);
            int ahead = Math.floorMod(
                    day.getDayOfWeek().getValue() - sameDate.getDayOfWeek().getValue(), 7);
            LocalDate nearest = sameDate.plusDays(ahead > 3 ? ahead - 7 : ahead);
            // A copy for the next year stays in it, at both ends of the year.
            return nearest.plusDays(7L * (day.getYear() + 1 - nearest.getYear()));
        }
    },
    /** The same day of the month; 29 February becomes the 28th. */
    SAME_DATE {
        @Override
        public LocalDate next(LocalDate day) {
            return day.plusYears(1);
        }
    };

    /** The first day in the next year of an event with this first day. */
    public abstract LocalDate next(LocalDate day);

    /** The last day of an event that lasts as long as before. */
    public LocalDate last(LocalDate firstDay, LocalDate lastDay) {
        return next(firstDay).plusDays(ChronoUnit.DAYS.between(firstDay, lastDay));
    }
}
