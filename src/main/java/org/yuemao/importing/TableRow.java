package org.yuemao.importing;

import java.util.List;

/**
 * A row of a file that is not blank.
 *
 * @param number its number in the file as a spreadsheet shows it, from 1
 * @param cells its cells up to the last one that is not empty
 */
public record TableRow(int number, List<Cell> cells) {

    public TableRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column, counted from 0; an empty one where the row has none. */
    public Cell at(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    /** What the cells say. */
    public List<String> texts() {
        return cells.stream().map(Cell::text).toList();
    }
}
