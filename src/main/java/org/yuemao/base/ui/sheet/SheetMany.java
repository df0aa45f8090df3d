package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.PastedBlock;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.sheet.SheetHistory.Step;

/** Does what concerns many cells or many rows of a sheet at once: fills, empties, enters blocks, removes. */
final class SheetMany {
    private static final int MOST_COLUMNS = 100;

    private final SheetLines lines;
    private final SheetSaving saving;
    private final SheetSteps steps;
    private final RecordSheet sheet;
    private final SheetRecords records;
    private final Runnable saved;
    private int made;

    SheetMany(SheetLines lines, SheetSaving saving, SheetSteps steps, Runnable saved) {
        this.lines = lines;
        this.saving = saving;
        this.steps = steps;
        this.saved = saved;
        sheet = lines.sheet;
        records = lines.records;
    }

    void fill(SheetEvent.FilledDown filled) {
        SheetLine from = lines.line(lines.latest(filled.from()));
        Map<String, String> values = new LinkedHashMap<>();
        filled.columns().forEach(column -> values.put(column, from.value(column)));
        enter(SheetLines.text("base.sheet.step.fill"), filled.rows(), row -> values);
    }

    void empty(SheetEvent.Emptied emptied) {
        Map<String, String> values = new LinkedHashMap<>();
        emptied.columns().forEach(column -> values.put(column, ""));
        enter(SheetLines.text("base.sheet.step.empty"), emptied.rows(), row -> values);
    }

    /**
     * The cells of a copied block. As in a spreadsheet it is repeated where a multiple of it is selected: a single cell fills all
     * that are selected, a row each of the rows.
     */
    static List<List<String>> block(SheetEvent.Pasted pasted) {
        List<List<String>> block = PastedBlock.rows(pasted.text());
        int height = block.size();
        int width = block.stream().mapToInt(List::size).max().orElse(0);
        // A browser could name any number; more rows than are entered at once are refused later.
        int down = Math.min(times(pasted.rows(), height), SheetEntry.MOST_AT_ONCE / Math.max(1, height) + 1);
        int along = Math.min(times(pasted.columns(), width), MOST_COLUMNS);
        if (down * along <= 1) {
            return block;
        }
        List<List<String>> repeated = new ArrayList<>();
        for (int i = 0; i < down * height; i++) {
            List<String> row = new ArrayList<>(block.get(i % height));
            row.addAll(Collections.nCopies(width - row.size(), ""));
            List<String> all = new ArrayList<>();
            Collections.nCopies(along, row).forEach(all::addAll);
            repeated.add(all);
        }
        return repeated;
    }

    /** How often a block of this size goes into what is selected; 0 where it does not. */
    private static int times(int selected, int size) {
        return size == 0 ? 0 : selected <= 1 ? 1 : selected % size == 0 ? selected / size : 0;
    }

    /** The part of a block that lies within the sheet; a person is told of what does not. */
    List<List<String>> within(String row, String column, List<List<String>> block) {
        int columns = sheet.columns().size()
                - sheet.columns().stream().map(SheetColumn::id).toList().indexOf(column);
        int rows = sheet.isGrowing() || row.isEmpty()
                ? block.size()
                : lines.order.size() - lines.order.indexOf(lines.latest(row));
        List<List<String>> inside = new ArrayList<>();
        long outside = 0;
        for (int i = 0; i < block.size(); i++) {
            List<String> cells = block.get(i);
            int fitting = i < rows ? Math.min(columns, cells.size()) : 0;
            outside +=
                    cells.stream().skip(fitting).filter(text -> !text.isBlank()).count();
            if (i < rows) {
                inside.add(cells.subList(0, fitting));
            }
        }
        if (outside > 0) {
            Notices.refused(SheetLines.text("base.sheet.outside", outside));
        }
        return inside;
    }

    /** The rows that a block of so many covers from a row on; those beyond the last one are new. */
    List<String> rowsFrom(String row, int rows) {
        int at = row.isEmpty() ? lines.order.size() : lines.order.indexOf(lines.latest(row));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            keys.add(at + i < lines.order.size() ? lines.order.get(at + i) : "+p" + ++made);
        }
        return keys;
    }

    /** Enters a block of cells from a cell on, with new rows where it reaches beyond the last one; one step takes it back. */
    void enterBlock(String row, String column, List<List<String>> pasted) {
        List<List<String>> block = within(row, column, pasted);
        List<String> columns = sheet.columns().stream().map(SheetColumn::id).toList();
        int first = columns.indexOf(column);
        List<String> rows = rowsFrom(row, block.size());
        Map<String, Map<String, String>> values = new HashMap<>();
        for (int i = 0; i < block.size(); i++) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int j = 0; j < block.get(i).size() && first + j < columns.size(); j++) {
                cells.put(columns.get(first + j), block.get(i).get(j).strip());
            }
            values.put(rows.get(i), cells);
        }
        enter(SheetLines.text("base.sheet.step.paste"), rows, key -> values.getOrDefault(key, Map.of()));
    }

    private void enter(String name, List<String> rows, Function<String, Map<String, String>> values) {
        Step step = entered(name, rows, values);
        if (step != null) {
            lines.history.record(step);
        }
    }

    /** Enters cells of some rows, each saved where it is right; what was done, to be taken back, or null. */
    @Nullable
    Step entered(String name, List<String> rows, Function<String, Map<String, String>> values) {
        if (rows.size() > SheetEntry.MOST_AT_ONCE) {
            sheet.say(SheetLines.text("base.sheet.too-many", SheetEntry.MOST_AT_ONCE));
            return null;
        }
        lines.load(rows);
        Map<String, List<SheetSteps.CellStep>> cells = new LinkedHashMap<>();
        for (String row : rows) {
            String key = lines.latest(row);
            cells.computeIfAbsent(key, one -> new ArrayList<>()).addAll(typed(key, values.apply(row)));
            lines.changed.add(key);
        }
        List<Step> done = saved(name, cells.keySet());
        int refused = 0;
        for (Map.Entry<String, List<SheetSteps.CellStep>> row : cells.entrySet()) {
            SheetLine line = lines.find(row.getKey());
            if (line != null && !line.typed.isEmpty()) {
                refused++;
                row.getValue().stream()
                        .filter(cell -> line.typed.containsKey(cell.column))
                        .forEach(done::add);
            }
        }
        sheet.say(
                SheetLines.text(refused == 0 ? "base.sheet.entered" : "base.sheet.entered-some", rows.size(), refused));
        saved.run();
        return done.isEmpty() ? null : new SheetHistory.Together(name, done);
    }

    private List<SheetSteps.CellStep> typed(String key, Map<String, String> values) {
        SheetLine line = lines.line(key);
        List<SheetSteps.CellStep> cells = new ArrayList<>();
        values.forEach((column, text) -> {
            if (lines.mayChange(line, column)) {
                String before = line.typed.get(column);
                if (line.typed.isEmpty()) {
                    line.base = line.kept;
                } else if (line.kept != null && before == null) {
                    line.over.put(column, line.kept.value(column));
                }
                lines.set(line, column, text);
                cells.add(steps.new CellStep(key, column, before, line.typed.get(column), ""));
            }
        });
        return cells;
    }

    /** Saves what is typed in the rows: the kept ones together, each new one as one does that is left. */
    private List<Step> saved(String name, Collection<String> keys) {
        List<String> typed = keys.stream().filter(lines::isTyped).toList();
        List<String> kept = typed.stream()
                .filter(key -> Objects.requireNonNull(lines.find(key)).kept != null)
                .toList();
        List<Step> done = new ArrayList<>();
        if (kept.size() > 1) {
            add(done, saving.saveTogether(name, kept));
        }
        for (String key : typed) {
            if (kept.size() == 1 || !kept.contains(key)) {
                add(done, saving.save(key, Objects.requireNonNull(lines.find(key))));
            }
        }
        return done;
    }

    private static void add(List<Step> done, @Nullable Step step) {
        if (step != null) {
            done.add(step);
        }
    }

    void remove(List<String> rows) {
        if (rows.size() > SheetEntry.MOST_AT_ONCE) {
            sheet.say(SheetLines.text("base.sheet.too-many", SheetEntry.MOST_AT_ONCE));
            return;
        }
        lines.load(rows);
        List<Step> done = new ArrayList<>();
        Map<String, SheetSteps.Removed> kept = new LinkedHashMap<>();
        List<String> fresh = new ArrayList<>();
        String name = "";
        for (String row : rows) {
            String key = lines.latest(row);
            SheetLine line = lines.line(key);
            String called = lines.named(line);
            if (line.kept == null) {
                fresh.add(key);
                name = called;
            } else {
                kept.put(key, new SheetSteps.Removed(key, lines.valuesOf(line.kept), lines.order.indexOf(key), called));
            }
        }
        List<SheetSteps.Removed> removed = removed(kept);
        if (removed.size() == 1) {
            SheetSteps.Removed one = removed.getFirst();
            done.add(steps.new RemovedStep(one.key(), one.values(), one.at(), one.name()));
        } else if (!removed.isEmpty()) {
            done.add(steps.new RemovedTogether(removed));
        }
        for (String key : fresh) {
            SheetLine line = lines.line(key);
            done.add(steps.new GivenUpStep(key, new LinkedHashMap<>(line.typed), true, lines.named(line)));
            lines.drop(key);
        }
        sheet.arrange(lines.order);
        int count = removed.size() + fresh.size();
        if (count > 0) {
            String what = count == 1
                    ? SheetLines.text(
                            "base.sheet.step.remove",
                            removed.isEmpty() ? name : removed.getFirst().name())
                    : SheetLines.text("base.sheet.step.remove-many", count);
            lines.history.record(done.size() == 1 ? done.getFirst() : new SheetHistory.Together(what, done));
            sheet.say(SheetLines.text("base.sheet.removed", what));
            saved.run();
        }
    }

    /** Removes kept rows in one transaction; those of them that are gone now. The others say why they are not. */
    private List<SheetSteps.Removed> removed(Map<String, SheetSteps.Removed> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, RuntimeException> stay;
        try {
            stay = records.removeAll(rows.keySet().stream()
                    .map(key -> Objects.requireNonNull(lines.line(key).kept))
                    .toList());
        } catch (Refusal
                | OptimisticLockingFailureException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException
                | AccessDeniedException e) {
            stay = new HashMap<>();
            for (String key : rows.keySet()) {
                stay.put(key, e);
            }
        }
        List<SheetSteps.Removed> removed = new ArrayList<>();
        for (SheetSteps.Removed row : rows.values()) {
            RuntimeException why = stay.get(row.key());
            if (why == null) {
                removed.add(row);
                lines.forget(row.key());
            } else {
                stays(row.key(), why);
            }
        }
        return removed;
    }

    private void stays(String key, RuntimeException why) {
        SheetLine line = lines.line(key);
        line.reason = SaveFailures.reason(why);
        lines.changed.add(key);
        if (why instanceof StaleRecord || why instanceof OptimisticLockingFailureException) {
            records.load(List.of(key)).forEach(now -> line.take(now, false));
            line.reason = SheetLines.text("base.sheet.remove-stale");
        }
    }
}
