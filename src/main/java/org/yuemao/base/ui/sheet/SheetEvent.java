package org.yuemao.base.ui.sheet;

import java.util.List;

/** What a person did in a sheet; numbered in the order of doing where an answer is waited for. */
public sealed interface SheetEvent {

    /** Rows have come into sight that the browser does not know. */
    record RowsWanted(List<String> keys) implements SheetEvent {}

    /** Something was typed into a cell, over the version seen, and the cell left; a key with a plus is that of a new row. */
    record CellLeft(String row, String column, String text, String seen, int number) implements SheetEvent {}

    /** A row with something typed was left. */
    record RowLeft(String row, int number) implements SheetEvent {}

    /** What was typed in a row and is not saved was given up. */
    record RowGivenUp(String row, int number) implements SheetEvent {}

    /** Rows were deleted. */
    record RowsRemoved(List<String> rows, int number) implements SheetEvent {}

    /** The columns of the rows are to say what the row they are filled from says. */
    record FilledDown(String from, List<String> rows, List<String> columns, int number) implements SheetEvent {}

    /** The columns of the rows are to say nothing. */
    record Emptied(List<String> rows, List<String> columns, int number) implements SheetEvent {}

    /** A copied block is to land from the cell on; an empty row is the one below the last. Rows and columns are selected. */
    record Pasted(String row, String column, String text, int rows, int columns, int number) implements SheetEvent {}

    /** The last step is to be taken back. */
    record Undone(int number) implements SheetEvent {}

    /** The step taken back last is to be done again. */
    record Redone(int number) implements SheetEvent {}

    /** Choices for what is typed are waited for. */
    record LookedUp(String row, String column, String text, int number) implements SheetEvent {}

    /** The person is in this cell now, in none of the sheet where the column is empty; an empty row is the one below the last. */
    record Placed(String row, String column) implements SheetEvent {}

    /** The window is still there. */
    record StillHere() implements SheetEvent {}

    /**
     * Something stands in a cell that is being typed into, or does so no more as the typing was given up.
     *
     * @param turn what is told back once it is kept
     */
    record CellTyping(String row, String column, String text, boolean ended, int turn) implements SheetEvent {}

    /** What was typed does not exist yet and is to be entered. */
    record NewWanted(String row, String column, String text, int number) implements SheetEvent {}
}
