package org.yuemao.participation;

import java.time.Instant;

/** A participation as it is kept, with the version that a change has to name. */
public record Participation(
        long id,
        long version,
        long eventId,
        ParticipationData data,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {}
