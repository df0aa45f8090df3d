package org.yuemao.dashboard;

import java.io.Serializable;

/** Where a tile stands in a grid of twelve columns, whose first column and row are 0, and over how many of them. */
public record TilePlace(int column, int row, int width, int height) implements Serializable {
    /** The columns of the grid. */
    public static final int COLUMNS = 12;

    /** The most rows that a tile takes. */
    public static final int HIGHEST = 24;

    /** No tile begins below this row. */
    public static final int LAST_ROW = 1000;

    /** Whether it lies within the grid. */
    public boolean isWithinGrid() {
        return column >= 0
                && row >= 0
                && row <= LAST_ROW
                && width >= 1
                && column + width <= COLUMNS
                && height >= 1
                && height <= HIGHEST;
    }

    /** The first row below it. */
    public int below() {
        return row + height;
    }

    /** Whether both take a cell of the grid. */
    public boolean overlaps(TilePlace other) {
        return column < other.column + other.width
                && other.column < column + width
                && row < other.below()
                && other.row < below();
    }
}
