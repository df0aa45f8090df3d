package org.yuemao.participation;

import java.time.OffsetDateTime;
import org.yuemao.base.Review;

/** What a change of many participations keeps of each, so that a removed one can come back as it was; the review is the event's. */
record ParticipationState(
        long eventId,
        String officeCode,
        Review review,
        OffsetDateTime createdAt,
        String createdBy,
        ParticipationData data) {

    ParticipationState with(ParticipationData other) {
        return new ParticipationState(eventId, officeCode, review, createdAt, createdBy, other);
    }
}
