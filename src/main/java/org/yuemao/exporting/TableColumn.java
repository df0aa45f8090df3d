package org.yuemao.exporting;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table that is written.
 *
 * @param title its header
 * @param width in characters
 * @param shape what its cells hold
 * @param decimals how many decimals its numbers show; 0 for everything else
 * @param note what a spreadsheet shows when the pointer is on the header, if anything
 */
public record TableColumn(
        String title,
        int width,
        Shape shape,
        int decimals,
        @Nullable String note) {
    static final int MOST_DECIMALS = 6;

    /** What the cells of a column hold. Each cell may be of another type; then it is written as what it is. */
    public enum Shape {
        TEXT,
        NUMBER,
        DATE,
        DATE_TIME
    }

    public TableColumn {
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException("Columns have 0 to " + MOST_DECIMALS + " decimals");
        }
    }

    public static TableColumn text(String title, int width) {
        return new TableColumn(title, width, Shape.TEXT, 0, null);
    }

    public static TableColumn number(String title, int width, int decimals) {
        return new TableColumn(title, width, Shape.NUMBER, decimals, null);
    }

    public static TableColumn date(String title, int width) {
        return new TableColumn(title, width, Shape.DATE, 0, null);
    }

    public static TableColumn dateTime(String title, int width) {
        return new TableColumn(title, width, Shape.DATE_TIME, 0, null);
    }

    /** The same column with a note on its header. */
    public TableColumn withNote(String text) {
        return new TableColumn(title, width, shape, decimals, text);
    }
}
