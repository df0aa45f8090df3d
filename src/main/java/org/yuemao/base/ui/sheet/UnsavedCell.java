package org.yuemao.base.ui.sheet;

/**
 * What was typed into a cell of a sheet and is not saved.
 *
 * @param row the key of its row, with a plus before that of a new one, empty for the one below the last
 * @param was what the cell said when it was typed over
 * @param typed what was typed
 * @param shown what was typed, as the person reads it
 */
public record UnsavedCell(String row, String column, String was, String typed, String shown) {
    /** Whether the cell is one of a row that is not kept yet. */
    public boolean isNew() {
        return row.isEmpty() || row.startsWith("+");
    }
}
