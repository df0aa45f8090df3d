package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.sheet.SheetHistory.Step;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;
import org.yuemao.base.ui.sheet.SheetRecords.Read;

/** Saves the rows of a sheet, the right ones; what cannot be saved stays as it was typed, with the reason. */
final class SheetSaving {
    private final SheetLines lines;
    private final SheetSteps steps;
    private final RecordSheet sheet;
    private final SheetRecords records;

    private final SheetTogether together;

    SheetSaving(SheetLines lines, SheetSteps steps, SheetTogether together) {
        this.together = together;
        this.lines = lines;
        this.steps = steps;
        sheet = lines.sheet;
        records = lines.records;
    }

    /** Saves what was typed in a row; the step that takes it back, or null where nothing was saved. */
    @Nullable
    Step save(String key, SheetLine line) {
        if (records.cellByCell() && line.kept != null) {
            return saveCells(key, line, Set.copyOf(line.typed.keySet()));
        }
        line.refused.clear();
        line.reason = "";
        line.tried = true;
        if (line.kept == null
                && line.typed.entrySet().stream()
                        .allMatch(cell -> cell.getValue().equals(lines.defaults.getOrDefault(cell.getKey(), "")))) {
            lines.drop(key);
            return null;
        }
        lines.read(line);
        requireCells(line);
        if (line.typed.isEmpty()
                || !line.refused.isEmpty()
                || line.read.values().stream().anyMatch(one -> one.problem() != null)) {
            return null;
        }
        return attempt(line, () -> line.kept == null ? create(key, line) : change(key, line));
    }

    /** Saves some cells of a row, those of them that are right. */
    @Nullable
    Step saveCells(String key, SheetLine line, Set<String> columns) {
        line.refused.keySet().removeAll(columns);
        line.reason = "";
        line.tried = true;
        lines.read(line);
        return attempt(line, () -> {
            Map<String, String> right = new LinkedHashMap<>(line.typed);
            right.keySet().retainAll(columns);
            line.read.forEach((column, one) -> {
                if (one.problem() != null) {
                    right.remove(column);
                }
            });
            return right.isEmpty() ? null : change(key, line, right);
        });
    }

    /** Saves what is typed in kept rows in one transaction, those that are right; the step that takes it back, or null. */
    @Nullable
    Step saveTogether(String name, Collection<String> keys) {
        together.reload(keys);
        Collection<String> left = keys;
        for (int attempts = 0; ; attempts++) {
            Map<String, Map<String, String>> right = new LinkedHashMap<>();
            for (String key : left) {
                SheetLine line = Objects.requireNonNull(lines.known.get(key));
                Map<String, String> cells = line.kept == null ? Map.of() : rightCells(line);
                if (!cells.isEmpty()) {
                    right.put(key, cells);
                }
            }
            if (right.isEmpty()) {
                return null;
            }
            try {
                return saved(name, right);
            } catch (StaleRecord | OptimisticLockingFailureException | DataIntegrityViolationException stale) {
                if (attempts == 3) {
                    refuse(right.keySet(), stale);
                    return null;
                }
                // Those that clashed are not tried again: saving them once more would mean to keep what was typed.
                left = right.keySet();
                together.reload(left);
            } catch (Refusal | RecordNotFound | AccessDeniedException refused) {
                refuse(right.keySet(), refused);
                return null;
            }
        }
    }

    private void refuse(Collection<String> keys, RuntimeException why) {
        keys.forEach(key -> Objects.requireNonNull(lines.known.get(key)).reason = SaveFailures.reason(why));
    }

    /** What can be saved of a row as it is typed now; the rest is marked. */
    private Map<String, String> rightCells(SheetLine line) {
        line.refused.clear();
        line.reason = "";
        line.tried = true;
        lines.read(line);
        if (!records.cellByCell()) {
            requireCells(line);
        }
        Map<String, String> right = new LinkedHashMap<>(line.typed);
        right.keySet().removeAll(line.refused.keySet());
        line.read.forEach((column, one) -> {
            if (one.problem() != null) {
                right.remove(column);
            }
        });
        if (!records.cellByCell() && (right.size() < line.typed.size() || !line.refused.isEmpty())) {
            return Map.of();
        }
        Set<String> clashes = clash(line, right);
        right.keySet().removeAll(clashes);
        return clashes.isEmpty() || records.cellByCell() ? right : Map.of();
    }

    private @Nullable Step saved(String name, Map<String, Map<String, String>> right) {
        SheetTogether.Written written = together.write(right);
        written.wrong().forEach((key, plan) -> refuse(Objects.requireNonNull(lines.known.get(key)), plan));
        List<SheetSteps.Change> changes = new ArrayList<>();
        written.before().forEach((key, before) -> {
            SheetLine line = Objects.requireNonNull(lines.known.get(key));
            SheetSteps.Change change = changed(key, line, before, Objects.requireNonNull(right.get(key)));
            if (change != null) {
                changes.add(change);
            }
        });
        return changes.isEmpty() ? null : steps.new ChangedTogether(name, changes);
    }

    private SheetSteps.@Nullable Change changed(String key, SheetLine line, Kept before, Map<String, String> typed) {
        Kept after = Objects.requireNonNull(line.kept);
        Map<String, String> from = new LinkedHashMap<>();
        Map<String, String> to = new LinkedHashMap<>();
        // One cell may empty another, as a city does a country.
        Set<String> columns = new LinkedHashSet<>(typed.keySet());
        if (!records.cellByCell()) {
            sheet.columns().stream()
                    .filter(column -> column.kind() != SheetColumn.Kind.READ_ONLY)
                    .map(SheetColumn::id)
                    .filter(column -> !before.value(column).equals(after.value(column)))
                    .forEach(columns::add);
        }
        columns.forEach(column -> {
            from.put(column, before.value(column));
            to.put(column, after.value(column));
        });
        line.typed.keySet().removeAll(typed.keySet());
        line.over.keySet().removeAll(typed.keySet());
        if (line.typed.isEmpty()) {
            line.forgetTyped();
        }
        lines.read(line);
        return from.equals(to) ? null : new SheetSteps.Change(key, from, to, lines.named(after.cells()));
    }

    private void refuse(SheetLine line, RowPlan plan) {
        plan.problems().forEach((field, problem) -> {
            String column = records.columnOf(field);
            if (column != null
                    && sheet.columns().stream().anyMatch(one -> one.id().equals(column))) {
                line.refused.put(column, SheetCells.say(problem));
            } else {
                line.reason = SheetCells.say(problem);
            }
        });
    }

    private @Nullable Step attempt(SheetLine line, Supplier<@Nullable Step> saving) {
        try {
            return saving.get();
        } catch (Refusal refusal) {
            String reason = SaveFailures.reason(refusal);
            String column = records.columnOf(refusal.field());
            if (column != null
                    && sheet.columns().stream().anyMatch(one -> one.id().equals(column))) {
                line.refused.put(column, reason);
            } else {
                line.reason = reason;
            }
        } catch (StaleRecord
                | RecordNotFound
                | AccessDeniedException
                | OptimisticLockingFailureException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException e) {
            line.reason = SaveFailures.reason(e);
        }
        return null;
    }

    private void requireCells(SheetLine line) {
        for (SheetColumn column : sheet.columns()) {
            if (column.required() && line.shown().getOrDefault(column.id(), "").isBlank()) {
                line.refused.put(column.id(), SheetLines.text("base.row.required"));
            }
        }
    }

    private Step create(String key, SheetLine line) {
        Kept kept = records.create(Map.copyOf(line.typed));
        line.take(kept, true);
        line.forgetTyped();
        lines.rename(key, kept);
        return steps.new CreatedStep(kept.key(), lines.valuesOf(kept), lines.named(kept.cells()));
    }

    private @Nullable Step change(String key, SheetLine line) {
        return change(key, line, new LinkedHashMap<>(line.typed));
    }

    private @Nullable Step change(String key, SheetLine line, Map<String, String> typed) {
        for (int attempts = 0; ; attempts++) {
            Set<String> clashes = clash(line, typed);
            if (!clashes.isEmpty() && !records.cellByCell()) {
                return null;
            }
            typed.keySet().removeAll(clashes);
            if (typed.isEmpty()) {
                return null;
            }
            Kept before = Objects.requireNonNull(line.kept);
            try {
                Kept after = records.change(before, Map.copyOf(typed));
                Map<String, String> from = new LinkedHashMap<>();
                Map<String, String> to = new LinkedHashMap<>();
                typed.keySet().forEach(column -> {
                    from.put(column, before.value(column));
                    to.put(column, after.value(column));
                });
                if (!records.cellByCell()) {
                    // One cell may empty another, as a city does a country.
                    sheet.columns().stream()
                            .filter(column -> column.kind() != SheetColumn.Kind.READ_ONLY)
                            .map(SheetColumn::id)
                            .filter(column -> !before.value(column).equals(after.value(column)))
                            .forEach(column -> {
                                from.put(column, before.value(column));
                                to.put(column, after.value(column));
                            });
                }
                line.take(after, true);
                line.typed.keySet().removeAll(typed.keySet());
                line.over.keySet().removeAll(typed.keySet());
                if (line.typed.isEmpty()) {
                    line.forgetTyped();
                }
                lines.read(line);
                lines.versions.put(key, after.version());
                return from.equals(to) ? null : steps.new ChangedStep(key, from, to, lines.named(after.cells()));
            } catch (StaleRecord | OptimisticLockingFailureException | RecordNotFound stale) {
                if (attempts == 3) {
                    throw stale;
                }
                List<Kept> now = records.load(List.of(key));
                if (now.isEmpty()) {
                    lines.orphan(line);
                    return null;
                }
                line.take(now.getFirst(), false);
            }
        }
    }

    /** Marks the cells that somebody else has set otherwise since; saving once more keeps what was typed. */
    private Set<String> clash(SheetLine line, Map<String, String> typed) {
        Kept base = line.base;
        Kept now = Objects.requireNonNull(line.kept);
        if (base == null
                || base.version() == now.version()
                        && line.over.keySet().stream().noneMatch(typed::containsKey)) {
            return Set.of();
        }
        Map<String, String> clashes = new LinkedHashMap<>();
        typed.forEach((column, text) -> {
            String theirs = now.cells().getOrDefault(column, "");
            Read read = line.read.get(column);
            boolean same = text.equals(now.value(column)) || read != null && theirs.equals(read.shown());
            if (!line.over.getOrDefault(column, base.value(column)).equals(now.value(column)) && !same) {
                clashes.put(column, clash(now, column, theirs));
            }
            line.over.put(column, now.value(column));
        });
        line.refused.putAll(clashes);
        return clashes.keySet();
    }

    private static String clash(Kept now, String column, String theirs) {
        return SheetLines.text("base.sheet.clash", SheetLines.changedBy(now, column), theirs.isEmpty() ? "–" : theirs);
    }
}
