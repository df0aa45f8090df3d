package org.yuemao.report;

import java.util.List;
import java.util.Locale;

/** The languages of a report, in their order. */
public enum ReportLanguages {
    CHINESE(Locale.SIMPLIFIED_CHINESE),
    ENGLISH(Locale.ENGLISH),
    BOTH(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final List<Locale> locales;

    ReportLanguages(Locale... locales) {
        this.locales = List.of(locales);
    }

    public List<Locale> locales() {
        return locales;
    }

    /** The one that a person of the language most likely wants. */
    public static ReportLanguages of(Locale locale) {
        return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }
}
