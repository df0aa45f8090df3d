package org.yuemao.business;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A unified social credit code (GB 32100-2015): 18 characters from an alphabet without I, O, S, V and Z, the last of which
 * checks the other 17 (weights 3^i mod 31). An invalid one cannot exist.
 */
public record CreditCode(String text) {
    /** How many characters a code has. */
    public static final int LENGTH = 18;

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public CreditCode {
        if (!(check(text) instanceof Check.Valid valid) || !valid.text().equals(text)) {
            throw new IllegalArgumentException("Not a unified social credit code: " + text);
        }
    }

    /** What a check finds: at most one thing, the first that is wrong. */
    public sealed interface Check {
        /** The code in its plain form: half-width, upper case, without spaces. */
        record Valid(String text) implements Check {}

        /** Not 18 characters, but so many. */
        record WrongLength(int length) implements Check {}

        /** A character that no code contains; positions count from 1. */
        record WrongCharacter(int position, String character) implements Check {}

        /** The check character does not fit the other 17; it would have to be the expected one. */
        record WrongCheckCharacter(String character, String expected) implements Check {}
    }

    /** Reads what a person typed or pasted: width, case, spaces and hyphens do not matter. */
    public static Check check(String typed) {
        String code = plain(typed);
        for (int i = 0; i < Math.min(code.length(), LENGTH); i++) {
            if (ALPHABET.indexOf(code.charAt(i)) < 0) {
                return new Check.WrongCharacter(i + 1, code.substring(i, i + 1));
            }
        }
        if (code.length() != LENGTH) {
            return new Check.WrongLength(code.length());
        }
        String expected = String.valueOf(checkCharacter(code.substring(0, LENGTH - 1)));
        return code.endsWith(expected)
                ? new Check.Valid(code)
                : new Check.WrongCheckCharacter(code.substring(LENGTH - 1), expected);
    }

    /** The code that was typed. */
    public static CreditCode of(String typed) {
        return new CreditCode(plain(typed));
    }

    /** The character that completes the 17 characters to a code. */
    public static char checkCharacter(String seventeen) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(seventeen.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    private static String plain(@Nullable String typed) {
        return typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s-]", "")
                        .toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
