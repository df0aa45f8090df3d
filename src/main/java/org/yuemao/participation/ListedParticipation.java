package org.yuemao.participation;

import java.time.Instant;
import org.yuemao.business.BusinessData;

/** One participation of a whole list, with all that is kept of its business, and who changed it last. */
public record ListedParticipation(
        ParticipationListItem item, BusinessData business, Instant changedAt, String changedBy) {}
