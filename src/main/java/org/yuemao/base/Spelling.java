package org.yuemao.base;

import java.text.Normalizer;
import java.util.Locale;

/** What two spellings of one name have in common. */
public final class Spelling {
    private Spelling() {}

    /** The text without what does not matter when names are compared: width, case, spaces and what nobody can see. */
    public static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\u200b\ufeff]", "")
                .toLowerCase(Locale.ROOT);
    }
}
