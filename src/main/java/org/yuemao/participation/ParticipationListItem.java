package org.yuemao.participation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** One participation in a list, with its event and its business. */
public record ParticipationListItem(
        long id,
        long version,
        long eventId,
        String eventCode,
        Names eventNames,
        Programme programme,
        EventStatus eventStatus,
        LocalDate firstDay,
        String officeCode,
        long businessId,
        @Nullable String creditCode,
        Names businessNames,
        @Nullable String cityCode,
        @Nullable String countryCode,
        ParticipationData data) {}
