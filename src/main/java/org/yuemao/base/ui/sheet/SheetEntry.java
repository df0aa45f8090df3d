package org.yuemao.base.ui.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.sheet.SheetHistory.Step;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;

/**
 * Enters the records of one kind in a sheet. Keeps what was typed until it is saved, checks each cell as it is left, saves each
 * row as it is left, shows what others change without touching what is typed, and remembers what was done so that it can be
 * taken back.
 */
public final class SheetEntry {
    /** The reach of a fill or a deletion at once, so that nobody waits for minutes. */
    public static final int MOST_AT_ONCE = 5000;

    private final RecordSheet sheet;
    private final SheetLines lines;
    private final SheetHistory history;
    private final SheetSteps steps;
    private final SheetSaving saving;
    private final SheetMany many;
    private Consumer<SheetEvent.Pasted> pasting = this::paste;
    private Consumer<SheetEvent.NewWanted> entering = wanted -> {};
    private BiFunction<String, String, List<SheetChoice>> lookup = (column, text) -> List.of();
    private Runnable saved = () -> {};
    private @Nullable String held;
    private BiConsumer<String, String> moved = (row, column) -> {};
    private Runnable heard = () -> {};
    private Runnable kept = () -> {};
    private final SheetUnsaved unsaved;
    private SheetEvent.Placed place = new SheetEvent.Placed("", "");

    public SheetEntry(RecordSheet sheet, SheetRecords records) {
        this.sheet = sheet;
        lines = new SheetLines(sheet, records);
        history = lines.history;
        SheetTogether together = new SheetTogether(lines);
        steps = new SheetSteps(lines, together);
        saving = new SheetSaving(lines, steps, together);
        many = new SheetMany(lines, saving, steps, () -> saved.run());
        unsaved = new SheetUnsaved(lines);
        lines.onFlush(() -> kept.run());
        sheet.setCellByCell(records.cellByCell());
        sheet.setHoldsTyped(lines::isDirty);
        sheet.setListener(this::hear);
    }

    /** Shows the rows from the beginning; what was typed and not saved is forgotten, and so is what was done. */
    public void open() {
        lines.open();
    }

    /** Shows other rows; those with something typed and not saved stay, and what was done while its rows do. */
    public void reopen() {
        lines.reopen();
    }

    /** What is to be done with a copied block in place of entering it at once. */
    public void onPaste(Consumer<SheetEvent.Pasted> way) {
        pasting = way;
    }

    /** What is to be done when something is wanted that cannot be chosen yet; ends with {@link #enter} or {@link #release}. */
    public void onNewWanted(Consumer<SheetEvent.NewWanted> way) {
        entering = way;
    }

    /** What can be chosen in a column for a typed text. */
    public void onLookup(BiFunction<String, String, List<SheetChoice>> way) {
        lookup = way;
    }

    /** What is to be done after something was saved or removed. */
    public void onSaved(Runnable way) {
        saved = way;
    }

    /** What hears in which row and column the person is, in none where the column is empty; again when the row gets another key. */
    public void onMoved(BiConsumer<String, String> way) {
        moved = way;
    }

    /** What hears that the person's window is still there. */
    public void onHeard(Runnable way) {
        heard = way;
    }

    /** What hears whenever what is typed and not saved may have changed. */
    public void onUnsaved(Runnable way) {
        kept = way;
    }

    /** What is typed and not saved, with what is being typed at this moment, in the order of the rows. */
    public List<UnsavedCell> unsaved() {
        return unsaved.cells();
    }

    /** Whether the cell does not say yet what was typed into it. */
    public boolean differs(UnsavedCell cell) {
        return unsaved.differs(cell);
    }

    /** Types in again what was typed and not saved; what others have set meanwhile is found out when a row is saved. */
    public void restore(List<UnsavedCell> cells) {
        unsaved.restore(cells);
    }

    /** What a row is called. */
    public String nameOf(String row) {
        SheetLine line = row.isEmpty() ? null : lines.find(row);
        return line == null ? SheetLines.text("base.sheet.newRow") : lines.named(line);
    }

    /** What a new row says in a column as soon as something is typed in it. */
    public void setDefault(String column, String value) {
        lines.defaults.put(column, value);
    }

    private void hear(SheetEvent event) {
        switch (event) {
            case SheetEvent.Placed placed -> {
                place = placed;
                moved.accept(lines.latest(placed.row()), placed.column());
                return;
            }
            case SheetEvent.StillHere here -> {
                heard.run();
                return;
            }
            case SheetEvent.CellTyping typing -> {
                if (!sheet.isReadOnly()) {
                    unsaved.typing(typing);
                    kept.run();
                }
                sheet.heard(typing.turn());
                return;
            }
            default -> {
                if (sheet.isReadOnly()) {
                    return;
                }
            }
        }
        switch (event) {
            case SheetEvent.RowsWanted wanted -> {}
            case SheetEvent.Placed placed -> {}
            case SheetEvent.StillHere here -> {}
            case SheetEvent.CellTyping typing -> {}
            case SheetEvent.CellLeft left -> left(left);
            case SheetEvent.RowLeft left -> left(left);
            case SheetEvent.RowGivenUp given -> giveUp(given);
            case SheetEvent.RowsRemoved removed -> many.remove(removed.rows());
            case SheetEvent.FilledDown filled -> many.fill(filled);
            case SheetEvent.Emptied emptied -> many.empty(emptied);
            case SheetEvent.Pasted pasted -> pasting.accept(pasted);
            case SheetEvent.Undone undone ->
                steps.walk(undone.number(), history::undo, history::undoable, "base.sheet.undone", () -> saved.run());
            case SheetEvent.Redone redone ->
                steps.walk(redone.number(), history::redo, history::redoable, "base.sheet.redone", () -> saved.run());
            case SheetEvent.LookedUp looked ->
                sheet.offer(looked.number(), lookup.apply(looked.column(), looked.text()));
            case SheetEvent.NewWanted wanted -> {
                String key = lines.latest(wanted.row());
                SheetLine line = lines.line(key);
                line.handled = wanted.number();
                held = key;
                lines.changed.add(key);
                entering.accept(new SheetEvent.NewWanted(key, wanted.column(), wanted.text(), wanted.number()));
            }
        }
        lines.flush();
        if (!place.row().equals(lines.latest(place.row()))) {
            // The new row was saved, and the others know it by its key.
            place = new SheetEvent.Placed(lines.latest(place.row()), place.column());
            moved.accept(place.row(), place.column());
        }
    }

    // One cell, one row.

    private void left(SheetEvent.CellLeft left) {
        String key = lines.latest(left.row());
        SheetLine line = lines.line(key);
        line.handled = left.number();
        unsaved.left(key, left.column());
        lines.changed.add(key);
        if (lines.mayChange(line, left.column())) {
            put(key, line, left.column(), left.text(), left.seen());
            if (lines.records.cellByCell() && line.kept != null) {
                keepCell(key, line, left.column());
            }
        }
    }

    private void keepCell(String key, SheetLine line, String column) {
        Step step = saving.saveCells(key, line, Set.of(column));
        if (!line.typed.containsKey(column)) {
            history.sumUp(
                    one -> one instanceof SheetSteps.CellStep cell
                            && lines.latest(cell.key()).equals(key)
                            && cell.column.equals(column),
                    step);
        }
        if (step != null) {
            saved.run();
        }
    }

    private void put(String key, SheetLine line, String column, String text, String seen) {
        String before = line.typed.get(column);
        Kept shown = line.asSeen(seen);
        if (line.typed.isEmpty()) {
            line.base = shown;
        } else if (shown != null && before == null) {
            line.over.put(column, shown.value(column));
        }
        lines.set(line, column, text);
        history.record(steps.new CellStep(key, column, before, line.typed.get(column), lines.named(line)));
    }

    private void left(SheetEvent.RowLeft left) {
        String key = lines.latest(left.row());
        SheetLine line = lines.known.get(key);
        if (line == null) {
            return;
        }
        line.handled = left.number();
        lines.changed.add(key);
        if (!key.equals(held)) {
            Step step = saving.save(key, line);
            if (line.typed.isEmpty()) {
                history.sumUp(
                        one -> one instanceof SheetSteps.CellStep cell
                                && lines.latest(cell.key()).equals(lines.latest(key)),
                        step);
            }
            if (step != null) {
                saved.run();
            }
        }
    }

    private void giveUp(SheetEvent.RowGivenUp given) {
        String key = lines.latest(given.row());
        SheetLine line = lines.known.get(key);
        if (line == null) {
            return;
        }
        line.handled = given.number();
        unsaved.gaveUp(key);
        lines.changed.add(key);
        Map<String, String> typed = new LinkedHashMap<>(line.typed);
        history.sumUp(
                one -> one instanceof SheetSteps.CellStep cell
                        && lines.latest(cell.key()).equals(key),
                null);
        if (line.kept == null) {
            lines.drop(key);
        } else {
            line.forgetTyped();
        }
        if (!typed.isEmpty()) {
            history.record(steps.new GivenUpStep(key, typed, line.kept == null, lines.named(typed)));
        }
    }

    private void paste(SheetEvent.Pasted pasted) {
        enterBlock(pasted.row(), pasted.column(), block(pasted));
    }

    /**
     * The cells of a copied block. As in a spreadsheet it is repeated where a multiple of it is selected: a single cell fills all
     * that are selected, a row each of the rows.
     */
    public static List<List<String>> block(SheetEvent.Pasted pasted) {
        return SheetMany.block(pasted);
    }

    /** The part of a block that lies within the sheet; a person is told of what does not. */
    public List<List<String>> within(String row, String column, List<List<String>> block) {
        return many.within(row, column, block);
    }

    /** The rows that a block of so many covers from a row on; those beyond the last one are new. */
    public List<String> rowsFrom(String row, int count) {
        return many.rowsFrom(row, count);
    }

    /** Enters cells of some rows, each saved where it is right; what was done, to be taken back, or null. */
    public @Nullable Step enterCells(List<String> rows, Function<String, Map<String, String>> values) {
        Step step = many.entered(SheetLines.text("base.sheet.step.paste"), rows, values);
        lines.flush();
        return step;
    }

    /** Enters a block of cells from a cell on, with new rows where it reaches beyond the last one; one step takes it back. */
    public void enterBlock(String row, String column, List<List<String>> block) {
        many.enterBlock(row, column, block);
        lines.flush();
    }

    /** Remembers something that was done beside the sheet, to be taken back like everything else. */
    public void remember(Step step) {
        history.record(step);
        lines.showHistory();
    }

    /** Types into one cell as a person would, and leads to it; the row may be saved again from now on. */
    public void enter(String row, String column, String text) {
        String key = lines.latest(row);
        release();
        SheetLine line = lines.line(key);
        if (lines.mayChange(line, column)) {
            put(key, line, column, text, "");
        }
        lines.changed.add(key);
        lines.flush();
        sheet.lead(key, column);
    }

    /** The row whose cell was entered elsewhere may be saved again. */
    public void release() {
        held = null;
    }

    /** Shows what others have changed, added and removed; what is typed stays. */
    public void refresh() {
        lines.refresh();
    }
}
