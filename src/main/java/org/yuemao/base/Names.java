package org.yuemao.base;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The English and the Chinese name of a record; at least one of the two is there. */
public record Names(@Nullable String en, @Nullable String zh) {

    public Names {
        en = en == null || en.isBlank() ? null : en.strip();
        zh = zh == null || zh.isBlank() ? null : zh.strip();
        if (en == null && zh == null) {
            throw new IllegalArgumentException("A Chinese or an English name is needed");
        }
    }

    /** The name in the language of the locale, or the other one where that is missing. */
    public String in(Locale locale) {
        String preferred = locale.getLanguage().equals("zh") ? zh : en;
        String other = locale.getLanguage().equals("zh") ? en : zh;
        return preferred != null ? preferred : other != null ? other : "";
    }

    /**
     * Whether both name the same thing, whatever the width, case and spaces: the Chinese names decide where both have one,
     * otherwise the English names, otherwise the only name of each.
     */
    public boolean isAlike(Names other) {
        if (zh != null && other.zh != null) {
            return alike(zh, other.zh);
        }
        if (en != null && other.en != null) {
            return alike(en, other.en);
        }
        return zh != null ? alike(zh, other.en) : alike(en, other.zh);
    }

    private static boolean alike(@Nullable String one, @Nullable String other) {
        return one != null && other != null && Spelling.folded(one).equals(Spelling.folded(other));
    }
}
