package org.yuemao.importing;

import org.yuemao.base.Refusal;

/** How large a file may be. With these, reading takes a few dozen megabytes of memory whatever is in the file. */
public final class Limits {
    /** Of the file itself. */
    public static final long FILE_MEGABYTES = 50;

    static final long FILE_BYTES = FILE_MEGABYTES << 20;

    /** What a spreadsheet has at most. */
    public static final int ROWS = 1_048_576;

    public static final int COLUMNS = 200;

    /** What a cell of a spreadsheet holds at most. */
    public static final int CELL_CHARACTERS = 32_767;

    /** Of all parts of a workbook together, unpacked: a million rows of fifteen columns have about 700 MB. */
    static final long UNPACKED_BYTES = 1L << 30;

    /** A part that is larger than {@link #SMALL_BYTES} and unpacks to more than so many times its size is no honest workbook. */
    static final int RATIO = 100;

    static final long SMALL_BYTES = 10L << 20;

    static final int PARTS = 10_000;

    private Limits() {}

    static void row(int row) {
        if (row > ROWS) {
            throw new Refusal(null, "importing.file.rows", ROWS);
        }
    }

    /** Refuses a cell that is too far right; rows count from 1, columns from 0. */
    static void column(int row, int column) {
        if (column >= COLUMNS) {
            throw new Refusal(null, "importing.file.columns", COLUMNS, address(row, column));
        }
    }

    static void length(int row, int column, int length) {
        if (length > CELL_CHARACTERS) {
            throw new Refusal(null, "importing.file.cell", CELL_CHARACTERS, address(row, column));
        }
    }

    /** A cell as a spreadsheet names it: C12. */
    static String address(int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.append(row).toString();
    }
}
