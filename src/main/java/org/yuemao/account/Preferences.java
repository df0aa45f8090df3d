package org.yuemao.account;

import java.util.Locale;

/** How a person wants to see the desk. */
public record Preferences(Locale language, Appearance appearance) {

    /** Light, dark, or as the person's device says. */
    public enum Appearance {
        SYSTEM,
        LIGHT,
        DARK
    }
}
