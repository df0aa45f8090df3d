package org.yuemao.event;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ReviewState;

/**
 * Which events to list; what is null or empty does not restrict. The year and month are those of the first day, the period
 * takes in every event with a day in it.
 */
public record EventFilter(
        String search,
        @Nullable Programme programme,
        @Nullable Integer year,
        @Nullable Integer month,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Set<EventStatus> statuses,
        @Nullable ReviewState reviewState,
        @Nullable String officeCode,
        @Nullable String countryCode,
        @Nullable String provinceCode,
        @Nullable String sectorCode) {

    public EventFilter {
        statuses = Set.copyOf(statuses);
    }

    /** Every event. */
    public static EventFilter all() {
        return new EventFilter("", null, null, null, null, null, Set.of(), null, null, null, null, null);
    }

    public EventFilter searching(String words) {
        return new EventFilter(
                words,
                programme,
                year,
                month,
                from,
                to,
                statuses,
                reviewState,
                officeCode,
                countryCode,
                provinceCode,
                sectorCode);
    }

    public EventFilter of(@Nullable Programme other) {
        return new EventFilter(
                search,
                other,
                year,
                month,
                from,
                to,
                statuses,
                reviewState,
                officeCode,
                countryCode,
                provinceCode,
                sectorCode);
    }

    public EventFilter ofYear(@Nullable Integer other) {
        return new EventFilter(
                search,
                programme,
                other,
                month,
                from,
                to,
                statuses,
                reviewState,
                officeCode,
                countryCode,
                provinceCode,
                sectorCode);
    }

    public EventFilter in(Set<EventStatus> others) {
        return new EventFilter(
                search,
                programme,
                year,
                month,
                from,
                to,
                others,
                reviewState,
                officeCode,
                countryCode,
                provinceCode,
                sectorCode);
    }

    /** Events with a day between the two, whatever the year of their first day. */
    public EventFilter between(LocalDate first, LocalDate last) {
        return new EventFilter(
                search,
                programme,
                null,
                null,
                first,
                last,
                statuses,
                reviewState,
                officeCode,
                countryCode,
                provinceCode,
                sectorCode);
    }
}
