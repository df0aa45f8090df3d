package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.Attempted;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.sheet.SheetHistory.Step;
import org.yuemao.base.ui.sheet.SheetHistory.StepRefused;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;

/** What was done in a sheet, each as a step that can be taken back and done again. */
final class SheetSteps {
    private final SheetLines lines;
    private final RecordSheet sheet;
    private final SheetRecords records;
    private final SheetTogether together;
    private int walked;

    SheetSteps(SheetLines lines, SheetTogether together) {
        this.together = together;
        this.lines = lines;
        sheet = lines.sheet;
        records = lines.records;
    }

    // Taking back.

    void walk(int number, Runnable way, Supplier<String> next, String sentence, Runnable saved) {
        String what = next.get();
        if (what.isEmpty()) {
            return;
        }
        walked = number;
        try {
            way.run();
            sheet.say(SheetLines.text(sentence, what));
        } catch (StepRefused refused) {
            sheet.say(String.valueOf(refused.getMessage()));
        } catch (Refusal
                | StaleRecord
                | RecordNotFound
                | AccessDeniedException
                | OptimisticLockingFailureException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException e) {
            sheet.say(SheetLines.text("base.sheet.not-undone", what, SaveFailures.reason(e)));
        }
        saved.run();
    }

    private SheetLine present(String key, String name) {
        SheetLine line = lines.find(key);
        if (line == null) {
            throw new StepRefused(SheetLines.text("base.sheet.undo.gone", name));
        }
        return line;
    }

    private void requireUnchanged(SheetLine line, Map<String, String> values, String name) {
        Kept kept = line.kept;
        if (kept == null) {
            throw new StepRefused(SheetLines.text("base.sheet.undo.gone", name));
        }
        values.forEach((column, text) -> {
            if (!text.equals(kept.value(column))) {
                throw new StepRefused(
                        SheetLines.text("base.sheet.undo.changed", name, SheetLines.changedBy(kept, column)));
            }
        });
    }

    private Kept latestKept(String key, SheetLine line) {
        records.load(List.of(key)).forEach(now -> {
            if (line.kept == null || now.version() != line.kept.version()) {
                line.take(now, false);
            }
        });
        return Objects.requireNonNull(line.kept);
    }

    /** Something was typed into a cell and is not saved yet. */
    final class CellStep implements Step {
        private final String key;
        final String column;
        private final @Nullable String before;
        private final @Nullable String after;
        private final String name;

        CellStep(String key, String column, @Nullable String before, @Nullable String after, String name) {
            this.key = key;
            this.column = column;
            this.before = before;
            this.after = after;
            this.name = name;
        }

        String key() {
            return key;
        }

        @Override
        public String name() {
            return SheetLines.text("base.sheet.step.cell", name);
        }

        @Override
        public void undo() {
            put(before);
        }

        @Override
        public void redo() {
            put(after);
        }

        private void put(@Nullable String text) {
            String now = lines.latest(key);
            if (!lines.known.containsKey(now) && now.startsWith("+")) {
                lines.line(now);
            }
            SheetLine line = present(now, name);
            if (line.typed.isEmpty()) {
                line.base = line.kept;
            }
            lines.set(line, column, text);
            lines.changed.add(now);
            boolean onlyDefaults = line.kept == null
                    && line.typed.entrySet().stream()
                            .allMatch(cell -> cell.getValue().equals(lines.defaults.get(cell.getKey())));
            if (onlyDefaults) {
                lines.drop(now);
            } else {
                sheet.lead(now, column, walked);
            }
        }
    }

    /** A row was changed and saved. */
    final class ChangedStep implements Step {
        private final String key;
        private final Map<String, String> before;
        private final Map<String, String> after;
        private final String name;

        ChangedStep(String key, Map<String, String> before, Map<String, String> after, String name) {
            this.key = key;
            this.before = before;
            this.after = after;
            this.name = name;
        }

        @Override
        public String name() {
            return SheetLines.text("base.sheet.step.change", name);
        }

        @Override
        public void undo() {
            set(after, before);
        }

        @Override
        public void redo() {
            set(before, after);
        }

        private void set(Map<String, String> from, Map<String, String> to) {
            String now = lines.latest(key);
            SheetLine line = present(now, name);
            Kept kept = latestKept(now, line);
            lines.changed.add(now);
            requireUnchanged(line, from, name);
            Kept changedBack = records.change(kept, to);
            line.take(changedBack, true);
            lines.versions.put(now, changedBack.version());
            to.keySet().forEach(line.typed::remove);
            if (line.typed.isEmpty()) {
                line.forgetTyped();
            }
            lines.read(line);
            sheet.lead(now, to.keySet().iterator().next(), walked);
        }
    }

    /** What one row said before and after many were changed together. */
    record Change(String key, Map<String, String> before, Map<String, String> after, String name) {}

    /** Many rows were changed and saved together. */
    final class ChangedTogether implements Step {
        private final String name;
        private final List<Change> changes;

        ChangedTogether(String name, List<Change> changes) {
            this.name = name;
            this.changes = changes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void undo() {
            set(Change::after, Change::before);
        }

        @Override
        public void redo() {
            set(Change::before, Change::after);
        }

        /** What somebody has changed since stays, and the others are set all the same. */
        private void set(Function<Change, Map<String, String>> from, Function<Change, Map<String, String>> to) {
            List<StepRefused> refused = new ArrayList<>();
            Map<String, Map<String, String>> cells = new LinkedHashMap<>();
            together.reload(changes.stream()
                    .map(change -> lines.latest(change.key()))
                    .filter(lines.known::containsKey)
                    .toList());
            for (Change change : changes) {
                String key = lines.latest(change.key());
                try {
                    requireUnchanged(present(key, change.name()), from.apply(change), change.name());
                    cells.put(key, to.apply(change));
                } catch (StepRefused stays) {
                    refused.add(stays);
                }
                lines.changed.add(key);
            }
            SheetTogether.Written written = together.write(cells);
            written.wrong().values().stream()
                    .flatMap(plan -> plan.problems().values().stream())
                    .forEach(problem -> refused.add(new StepRefused(SheetCells.say(problem))));
            written.before().keySet().forEach(key -> {
                SheetLine line = Objects.requireNonNull(lines.known.get(key));
                Map<String, String> set = Objects.requireNonNull(cells.get(key));
                line.typed.keySet().removeAll(set.keySet());
                if (line.typed.isEmpty()) {
                    line.forgetTyped();
                }
                lines.read(line);
                if (written.before().size() == changes.size()
                        && key.equals(cells.keySet().iterator().next())) {
                    sheet.lead(key, set.keySet().iterator().next(), walked);
                }
            });
            if (!refused.isEmpty()) {
                throw refused.getFirst();
            }
        }
    }

    /** One of many rows that were removed together, with the place where it was. */
    record Removed(String key, Map<String, String> values, int at, String name) {}

    /** Many rows were removed together. */
    final class RemovedTogether implements Step {
        private final List<Removed> rows;

        RemovedTogether(List<Removed> rows) {
            this.rows =
                    rows.stream().sorted(Comparator.comparingInt(Removed::at)).toList();
        }

        @Override
        public String name() {
            return SheetLines.text("base.sheet.step.remove-many", rows.size());
        }

        @Override
        public void undo() {
            List<Attempted<Kept>> again =
                    records.createAll(rows.stream().map(Removed::values).toList());
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Kept kept = again.get(i).done();
                if (kept != null) {
                    place(rows.get(i).key(), kept, rows.get(i).at());
                    keys.add(kept.key());
                }
            }
            sheet.arrange(lines.order);
            if (!keys.isEmpty()) {
                sheet.lead(keys.getFirst(), sheet.columns().getFirst().id(), walked);
            }
            again.stream()
                    .map(Attempted::refused)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(refused -> {
                        throw new StepRefused(SaveFailures.reason(refused));
                    });
        }

        @Override
        public void redo() {
            List<StepRefused> refused = new ArrayList<>();
            List<Kept> kept = new ArrayList<>();
            together.reload(rows.stream()
                    .map(row -> lines.latest(row.key()))
                    .filter(lines.known::containsKey)
                    .toList());
            for (Removed row : rows) {
                String now = lines.latest(row.key());
                try {
                    SheetLine line = present(now, row.name());
                    requireUnchanged(line, row.values(), row.name());
                    kept.add(Objects.requireNonNull(line.kept));
                } catch (StepRefused stays) {
                    refused.add(stays);
                }
                lines.changed.add(now);
            }
            Map<String, RuntimeException> stay = records.removeAll(kept);
            stay.values().forEach(why -> refused.add(new StepRefused(SaveFailures.reason(why))));
            kept.stream().map(Kept::key).filter(key -> !stay.containsKey(key)).forEach(lines::forget);
            sheet.arrange(lines.order);
            if (!refused.isEmpty()) {
                throw refused.getFirst();
            }
        }
    }

    /** A row was entered. */
    final class CreatedStep implements Step {
        private final String key;
        private final Map<String, String> values;
        private final String name;
        private int at = -1;

        CreatedStep(String key, Map<String, String> values, String name) {
            this.key = key;
            this.values = values;
            this.name = name;
        }

        @Override
        public String name() {
            return SheetLines.text("base.sheet.step.create", name);
        }

        @Override
        public void undo() {
            at = remove(key, values, name);
        }

        @Override
        public void redo() {
            again(key, values, at);
        }
    }

    /** A row was removed. */
    final class RemovedStep implements Step {
        private final String key;
        private final Map<String, String> values;
        private final int at;
        private final String name;

        RemovedStep(String key, Map<String, String> values, int at, String name) {
            this.key = key;
            this.values = values;
            this.at = at;
            this.name = name;
        }

        @Override
        public String name() {
            return SheetLines.text("base.sheet.step.remove", name);
        }

        @Override
        public void undo() {
            again(key, values, at);
        }

        @Override
        public void redo() {
            remove(key, values, name);
        }
    }

    /** Removes a record that says this still; the place where it was. */
    private int remove(String key, Map<String, String> values, String name) {
        String now = lines.latest(key);
        SheetLine line = present(now, name);
        Kept kept = latestKept(now, line);
        lines.changed.add(now);
        requireUnchanged(line, values, name);
        records.remove(kept);
        int at = lines.order.indexOf(now);
        lines.forget(now);
        sheet.arrange(lines.order);
        return at;
    }

    /** Keeps a record that was there before; it gets a key of its own, under which the steps that know it find it. */
    private void again(String key, Map<String, String> values, int at) {
        Kept kept = records.create(values);
        place(key, kept, at);
        sheet.arrange(lines.order);
        sheet.lead(kept.key(), sheet.columns().getFirst().id(), walked);
    }

    private void place(String key, Kept kept, int at) {
        SheetLine line = new SheetLine();
        line.take(kept, true);
        lines.known.put(kept.key(), line);
        lines.follow(key, kept.key());
        lines.versions.put(kept.key(), kept.version());
        lines.order.add(Math.clamp(at, 0, lines.order.size()), kept.key());
        lines.changed.add(kept.key());
    }

    /** What was typed in a row was given up. */
    final class GivenUpStep implements Step {
        private final String key;
        private final Map<String, String> typed;
        private final boolean fresh;
        private final String name;

        GivenUpStep(String key, Map<String, String> typed, boolean fresh, String name) {
            this.key = key;
            this.typed = typed;
            this.fresh = fresh;
            this.name = name;
        }

        @Override
        public String name() {
            return SheetLines.text("base.sheet.step.give-up", name);
        }

        @Override
        public void undo() {
            String now = lines.latest(key);
            SheetLine line = fresh ? lines.line(now) : present(now, name);
            line.base = line.kept;
            line.typed.putAll(typed);
            lines.read(line);
            lines.changed.add(now);
        }

        @Override
        public void redo() {
            String now = lines.latest(key);
            SheetLine line = present(now, name);
            lines.changed.add(now);
            if (fresh) {
                lines.drop(now);
            } else {
                line.forgetTyped();
            }
        }
    }
}
