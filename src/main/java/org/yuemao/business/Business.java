package org.yuemao.business;

import java.time.Instant;
import java.util.Locale;
import org.yuemao.base.Names;

/** A business as it is kept, with the version that a change has to name. */
public record Business(
        long id,
        long version,
        BusinessData data,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    /** The business's name in the language of the locale, or the other one where that is missing. */
    public String name(Locale locale) {
        return new Names(data.nameEn(), data.nameZh()).in(locale);
    }
}
