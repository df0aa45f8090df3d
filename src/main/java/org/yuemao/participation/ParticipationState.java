package org.yuemao.participation;

import java.time.OffsetDateTime;

/** What a change of many participations keeps of each, so that a removed one can come back as it was. */
record ParticipationState(
        long eventId, String officeCode, OffsetDateTime createdAt, String createdBy, ParticipationData data) {

    ParticipationState with(ParticipationData other) {
        return new ParticipationState(eventId, officeCode, createdAt, createdBy, other);
    }
}
