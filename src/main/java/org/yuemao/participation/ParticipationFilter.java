package org.yuemao.participation;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/** Which participations a list shows; what is null or blank does not restrict it. The sector is the event's. */
public record ParticipationFilter(
        String search,
        @Nullable Long eventId,
        @Nullable Long businessId,
        @Nullable Integer year,
        @Nullable Programme programme,
        @Nullable String cityCode,
        @Nullable String sectorCode,
        @Nullable ParticipationRole role) {

    /** All participations in one event. */
    public static ParticipationFilter ofEvent(long eventId) {
        return new ParticipationFilter("", eventId, null, null, null, null, null, null);
    }

    /** All participations of one business. */
    public static ParticipationFilter ofBusiness(long businessId) {
        return new ParticipationFilter("", null, businessId, null, null, null, null, null);
    }
}
