package org.yuemao.base;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What two spellings of one name have in common. */
public final class Spelling {
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\u200b\ufeff]");

    private Spelling() {}

    /** The text without what does not matter when names are compared: width, case, spaces and what nobody can see. */
    public static String folded(String text) {
        return INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
