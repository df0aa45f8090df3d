package org.yuemao.importing;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A cell as a person means it, as text that does not depend on a language: {@code 0.3}, {@code 2021-03-05},
 * {@code 2021-03-05T09:30}, {@code 45%}, {@code TRUE}.
 *
 * @param kind what the file holds
 * @param text the text; of an error its name, such as {@code #N/A}
 */
public record Cell(Kind kind, String text) {
    /** A cell that holds nothing. */
    public static final Cell EMPTY = new Cell(Kind.EMPTY, "");

    /** More digits than these a spreadsheet does not keep of a number. */
    static final int DIGITS = 15;

    /** What a cell holds. */
    public enum Kind {
        EMPTY,
        TEXT,
        NUMBER,
        /** A day, with its time where the cell shows one; only {@code 2021-03} or {@code 2021} where it shows no more. */
        DATE,
        BOOLEAN,
        /** An error value, such as {@code #N/A}: there is no value to read. */
        ERROR,
        /** A formula that no program has computed yet: there is no value to read. */
        UNCOMPUTED
    }

    /** A cell of text; nothing where the text is empty. */
    public static Cell text(String text) {
        return text.isEmpty() ? EMPTY : new Cell(Kind.TEXT, text);
    }

    /** Whether nothing that a person could see is in it; workbooks are full of exotic spaces. */
    public boolean isBlank() {
        return kind == Kind.EMPTY
                || kind == Kind.TEXT
                        && text.codePoints()
                                .allMatch(one -> Character.isWhitespace(one)
                                        || Character.isSpaceChar(one)
                                        || one == 0x200b
                                        || one == 0xfeff);
    }

    /**
     * Whether it is a number of so many digits that the spreadsheet has put zeros for the last ones: a long code that was
     * typed into a cell that is not formatted as text.
     */
    public boolean lostDigits() {
        return kind == Kind.NUMBER
                && text.chars()
                                .takeWhile(one -> one != '.')
                                .filter(Character::isDigit)
                                .count()
                        > DIGITS;
    }

    /** The value with the type that it has in the file, so that it can be written back as it was. */
    public Object value() {
        return switch (kind) {
            case NUMBER -> text.endsWith("%") ? text : new BigDecimal(text);
            case DATE -> text.length() == 10 ? LocalDate.parse(text) : text;
            case BOOLEAN -> Boolean.valueOf(text);
            case EMPTY, TEXT, ERROR, UNCOMPUTED -> text;
        };
    }
}
