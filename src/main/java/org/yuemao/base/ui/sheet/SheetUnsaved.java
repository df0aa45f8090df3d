package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;
import org.yuemao.base.ui.sheet.SheetRecords.Read;

/** What was typed into a sheet and is not saved, to be kept elsewhere and put back one day. */
final class SheetUnsaved {
    private final SheetLines lines;
    private SheetEvent.@Nullable CellTyping typing;
    private int restored;

    SheetUnsaved(SheetLines lines) {
        this.lines = lines;
    }

    /** Something is being typed into a cell that has not been left yet. */
    void typing(SheetEvent.CellTyping now) {
        typing = now.ended() ? null : now;
    }

    /** The cell was left: what was typed into it is known from now on. */
    void left(String row, String column) {
        if (typing != null
                && typing.column().equals(column)
                && (typing.row().isEmpty() || lines.latest(typing.row()).equals(row))) {
            typing = null;
        }
    }

    /** The row was given up, and what was being typed into it. */
    void gaveUp(String row) {
        if (typing != null && lines.latest(typing.row()).equals(row)) {
            typing = null;
        }
    }

    /** Cell by cell, in the order of the rows; what new rows say of their own accord was not typed. */
    List<UnsavedCell> cells() {
        Map<String, UnsavedCell> cells = new LinkedHashMap<>();
        for (String key : lines.order) {
            SheetLine line = lines.known.get(key);
            if (line != null && !line.typed.isEmpty()) {
                lines.sheet.columns().stream().map(SheetColumn::id).forEach(column -> {
                    String text = line.typed.get(column);
                    if (text != null && (line.kept != null || !text.equals(lines.defaults.getOrDefault(column, "")))) {
                        Read read = line.read.get(column);
                        String shown = read == null ? text : read.shown();
                        cells.put(key + "|" + column, new UnsavedCell(key, column, was(line, column), text, shown));
                    }
                });
            }
        }
        SheetEvent.CellTyping now = typing;
        if (now != null) {
            String key = now.row().isEmpty() ? "" : lines.latest(now.row());
            SheetLine line = lines.known.get(key);
            String was = line == null ? "" : was(line, now.column());
            cells.put(key + "|" + now.column(), new UnsavedCell(key, now.column(), was, now.text(), now.text()));
        }
        return new ArrayList<>(cells.values());
    }

    private static String was(SheetLine line, String column) {
        Kept base = line.base == null ? line.kept : line.base;
        return line.over.getOrDefault(column, base == null ? "" : base.value(column));
    }

    /** Whether the cell does not say what was typed into it. */
    boolean differs(UnsavedCell cell) {
        SheetLine line = cell.isNew() ? null : loaded(cell.row());
        Kept kept = line == null ? null : line.kept;
        if (kept == null) {
            return !cell.typed().isBlank();
        }
        String says = kept.cells().getOrDefault(cell.column(), "");
        Read read =
                lines.records.read(kept, Map.of(cell.column(), cell.typed())).get(cell.column());
        return !cell.typed().equals(kept.value(cell.column()))
                && !cell.typed().equals(says)
                && (read == null || read.problem() != null || !read.shown().equals(says));
    }

    /** Types the cells in as they were typed; what others have set meanwhile is found out when a row is saved. */
    void restore(List<UnsavedCell> cells) {
        Map<String, List<UnsavedCell>> rows = new LinkedHashMap<>();
        cells.forEach(cell ->
                rows.computeIfAbsent(cell.row(), key -> new ArrayList<>()).add(cell));
        String first = null;
        for (Map.Entry<String, List<UnsavedCell>> row : rows.entrySet()) {
            SheetLine known = row.getValue().getFirst().isNew() ? null : loaded(row.getKey());
            String key =
                    known != null ? lines.latest(row.getKey()) : lines.sheet.isGrowing() ? "+r" + ++restored : null;
            if (key != null) {
                SheetLine line = known == null ? lines.line(key) : known;
                show(key);
                row.getValue().forEach(cell -> put(line, cell));
                line.tried = line.kept != null;
                if (known == null && !row.getValue().getFirst().isNew()) {
                    line.reason = SheetLines.text("base.sheet.orphan");
                }
                lines.changed.add(key);
                first = first == null ? key : first;
            }
        }
        if (first != null) {
            lines.flush();
            lines.sheet.lead(
                    first,
                    Objects.requireNonNull(rows.values().iterator().next())
                            .getFirst()
                            .column());
        }
    }

    /** The row of a record, null where there is none any more. */
    private @Nullable SheetLine loaded(String row) {
        String key = lines.latest(row);
        try {
            lines.load(List.of(key));
        } catch (IllegalArgumentException e) {
            // A browser could name anything.
            return null;
        }
        return lines.known.get(key);
    }

    /** Shows the row from now on where it was not shown. */
    private void show(String key) {
        if (!lines.order.contains(key)) {
            lines.order.add(key);
            lines.sheet.arrange(lines.order);
        }
    }

    private void put(SheetLine line, UnsavedCell cell) {
        if (line.typed.containsKey(cell.column()) && line.kept != null || !lines.mayChange(line, cell.column())) {
            return;
        }
        Kept kept = line.kept;
        if (kept != null) {
            if (line.typed.isEmpty()) {
                line.base = kept;
            }
            // A browser tells what it showed.
            boolean same = cell.was().equals(kept.cells().getOrDefault(cell.column(), ""));
            line.over.put(cell.column(), same ? kept.value(cell.column()) : cell.was());
        }
        lines.set(line, cell.column(), cell.typed());
    }
}
