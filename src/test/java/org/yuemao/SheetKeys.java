package org.yuemao;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEvent;
import org.yuemao.base.ui.sheet.SheetRow;

/** Works a sheet of records as its browser does when a person presses keys in it. */
public final class SheetKeys {
    private final Supplier<RecordSheet> sheet;
    private int number;

    public SheetKeys(Supplier<RecordSheet> sheet) {
        this.sheet = sheet;
    }

    /** Types into a cell that shows what the browser knows now, and leaves it. */
    public void type(String row, String column, String text) {
        SheetRow shown = sheet.get().shown(row);
        typeOver(row, column, text, shown == null ? "" : shown.version());
    }

    /** Types into a cell of which an older version was seen. */
    public void typeOver(String row, String column, String text, String seen) {
        tell(new SheetEvent.CellLeft(row, column, text, seen, ++number));
    }

    public void leave(String row) {
        tell(new SheetEvent.RowLeft(row, ++number));
    }

    public void giveUp(String row) {
        tell(new SheetEvent.RowGivenUp(row, ++number));
    }

    public void undo() {
        tell(new SheetEvent.Undone(++number));
    }

    public void redo() {
        tell(new SheetEvent.Redone(++number));
    }

    public void remove(String... rows) {
        tell(new SheetEvent.RowsRemoved(List.of(rows), ++number));
    }

    public void fillDown(String from, List<String> rows, String... columns) {
        tell(new SheetEvent.FilledDown(from, rows, List.of(columns), ++number));
    }

    public void empty(List<String> rows, String... columns) {
        tell(new SheetEvent.Emptied(rows, List.of(columns), ++number));
    }

    public void paste(String row, String column, String text) {
        paste(row, column, text, 1, 1);
    }

    /** Pastes while so many rows and columns are selected. */
    public void paste(String row, String column, String text, int rows, int columns) {
        tell(new SheetEvent.Pasted(row, column, text, rows, columns, ++number));
    }

    public void wantNew(String row, String column, String text) {
        tell(new SheetEvent.NewWanted(row, column, text, ++number));
    }

    /** Types into a cell and stays in it. */
    public void typing(String row, String column, String text) {
        tell(new SheetEvent.CellTyping(row, column, text, false, ++number));
    }

    /** Gives up what was being typed into a cell. */
    public void stopTyping(String row, String column) {
        tell(new SheetEvent.CellTyping(row, column, "", true, ++number));
    }

    /** Goes to a cell; to none of the sheet where the column is empty. */
    public void place(String row, String column) {
        tell(new SheetEvent.Placed(row, column));
    }

    /** Looks at these rows, as one does who scrolls to them. */
    public void look(List<String> rows) {
        tell(new SheetEvent.RowsWanted(rows));
    }

    public List<String> keys() {
        return sheet.get().keys();
    }

    public boolean isReadOnly() {
        return sheet.get().isReadOnly();
    }

    /** What the browser shows of the row. */
    public SheetRow row(String key) {
        if (sheet.get().shown(key) == null) {
            look(List.of(key));
        }
        return Objects.requireNonNull(sheet.get().shown(key), "The sheet shows no row " + key);
    }

    private void tell(SheetEvent event) {
        sheet.get().receive(event);
    }
}
