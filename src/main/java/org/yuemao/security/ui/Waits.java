package org.yuemao.security.ui;

import com.vaadin.flow.i18n.I18NProvider;

/** How long somebody has to wait, in words. */
public final class Waits {
    private static final long SECONDS_SAID = 90;

    private Waits() {}

    /** Seconds, or minutes where there are many; never less than it is. */
    public static String inWords(long seconds) {
        return seconds <= SECONDS_SAID
                ? I18NProvider.translate("security.wait.seconds", seconds)
                : I18NProvider.translate("security.wait.minutes", (seconds + 59) / 60);
    }
}
