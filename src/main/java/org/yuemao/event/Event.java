package org.yuemao.event;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;

/** A trade-promotion event as it is kept, with the version that a change has to name. */
public record Event(
        long id,
        long version,
        String code,
        EventData data,
        ReviewState reviewState,
        @Nullable String reviewRemark,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    public Review review() {
        return new Review(reviewState, reviewRemark);
    }

    /** The event's name in the language of the locale, or the other one where that is missing. */
    public String name(Locale locale) {
        return new Names(data.nameEn(), data.nameZh()).in(locale);
    }
}
