package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.PastedBlock;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.sheet.SheetHistory.Step;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;

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
        List<Step> done = new ArrayList<>();
        int refused = 0;
        for (String row : rows) {
            String key = lines.latest(row);
            SheetLine line = lines.line(key);
            List<SheetSteps.CellStep> cells = new ArrayList<>();
            values.apply(row).forEach((column, text) -> {
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
            lines.changed.add(key);
            Step step = line.typed.isEmpty() ? null : saving.save(key, line);
            if (step != null) {
                done.add(step);
            }
            if (!line.typed.isEmpty()) {
                refused++;
                cells.stream()
                        .filter(cell -> line.typed.containsKey(cell.column))
                        .forEach(done::add);
            }
        }
        sheet.say(
                SheetLines.text(refused == 0 ? "base.sheet.entered" : "base.sheet.entered-some", rows.size(), refused));
        saved.run();
        return done.isEmpty() ? null : new SheetHistory.Together(name, done);
    }

    void remove(List<String> rows) {
        if (rows.size() > SheetEntry.MOST_AT_ONCE) {
            sheet.say(SheetLines.text("base.sheet.too-many", SheetEntry.MOST_AT_ONCE));
            return;
        }
        lines.load(rows);
        List<Step> done = new ArrayList<>();
        String name = "";
        for (String row : rows) {
            String key = lines.latest(row);
            SheetLine line = lines.line(key);
            name = lines.named(line);
            if (line.kept == null) {
                done.add(steps.new GivenUpStep(key, new LinkedHashMap<>(line.typed), true, name));
                lines.drop(key);
                continue;
            }
            try {
                Kept kept = line.kept;
                int at = lines.order.indexOf(key);
                records.remove(kept);
                done.add(steps.new RemovedStep(key, lines.valuesOf(kept), at, name));
                lines.forget(key);
            } catch (Refusal
                    | StaleRecord
                    | RecordNotFound
                    | AccessDeniedException
                    | OptimisticLockingFailureException
                    | DataIntegrityViolationException e) {
                line.reason = SaveFailures.reason(e);
                lines.changed.add(key);
                if (e instanceof StaleRecord || e instanceof OptimisticLockingFailureException) {
                    records.load(List.of(key)).forEach(now -> line.take(now, false));
                    line.reason = SheetLines.text("base.sheet.remove-stale");
                }
            }
        }
        sheet.arrange(lines.order);
        if (!done.isEmpty()) {
            String what = done.size() == 1
                    ? SheetLines.text("base.sheet.step.remove", name)
                    : SheetLines.text("base.sheet.step.remove-many", done.size());
            lines.history.record(done.size() == 1 ? done.getFirst() : new SheetHistory.Together(what, done));
            sheet.say(SheetLines.text("base.sheet.removed", what));
            saved.run();
        }
    }
}
