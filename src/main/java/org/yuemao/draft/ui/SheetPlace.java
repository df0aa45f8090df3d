package org.yuemao.draft.ui;

import org.jspecify.annotations.Nullable;

/** A cell of a sheet, as it is told to others and kept in drafts; without a column the row as a whole. */
record SheetPlace(String row, String column) {
    /** No key of a row and no column has it. */
    private static final char BETWEEN = '|';

    static @Nullable SheetPlace of(@Nullable String told) {
        int between = told == null ? -1 : told.lastIndexOf(BETWEEN);
        return told == null || between < 0
                ? null
                : new SheetPlace(told.substring(0, between), told.substring(between + 1));
    }

    String told() {
        return row + BETWEEN + column;
    }
}
