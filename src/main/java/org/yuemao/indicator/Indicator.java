package org.yuemao.indicator;

import java.time.Instant;
import java.util.Locale;
import org.yuemao.base.Names;

/** An indicator as it is kept, with the version that a change has to name. The code is given by the system. */
public record Indicator(long id, long version, String code, IndicatorData data, Instant changedAt, String changedBy) {

    public Names names() {
        return new Names(data.nameEn(), data.nameZh());
    }

    /** The name in the language of the locale, or the other one where that is missing. */
    public String name(Locale locale) {
        return names().in(locale);
    }
}
