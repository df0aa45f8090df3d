package org.yuemao.zone;

import java.time.Instant;
import java.util.Locale;
import org.yuemao.base.Names;

/** A zone as it is kept, with the version that a change has to name. */
public record Zone(
        long id,
        long version,
        ZoneData data,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    /** The zone's name in the language of the locale, or the other one where that is missing. */
    public String name(Locale locale) {
        return new Names(data.nameEn(), data.nameZh()).in(locale);
    }
}
