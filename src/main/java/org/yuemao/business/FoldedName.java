package org.yuemao.business;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of a business's name is compared with others' names, as {@link NameFolding} makes it.
 *
 * <p>Two folded names are near each other when at most one character has to be left out of each to make them the same: one
 * character mistyped, missing, added, or two that have changed places. That is looked up by equality alone, in an index of
 * each name without each of its characters, and so costs the same however many businesses there are.
 */
public record FoldedName(String text) {
    /** Longer names are only compared for being the same. */
    static final int LONGEST_NEAR = 60;

    /** The name, and what is left of it without each of its characters; nothing for a very long name. */
    Set<String> nearNames() {
        Set<String> near = new LinkedHashSet<>();
        int[] characters = text.codePoints().toArray();
        if (characters.length > LONGEST_NEAR) {
            return near;
        }
        near.add(text);
        for (int left = 0; left < characters.length; left++) {
            near.add(new String(characters, 0, left) + new String(characters, left + 1, characters.length - left - 1));
        }
        return near;
    }

    /** How many characters it has. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    /** Whether it is the other one with a small difference, or the same. */
    boolean isNear(FoldedName other) {
        if (Math.abs(length() - other.length()) > 1) {
            return false;
        }
        Set<String> shared = nearNames();
        shared.retainAll(other.nearNames());
        return !shared.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
