package org.yuemao.base.ui.sheet;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
import org.yuemao.base.ui.sheet.SheetHistory.StepRefused;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;
import org.yuemao.base.ui.sheet.SheetRecords.Read;

/**
 * Enters the records of one kind in a sheet. Keeps what was typed until it is saved, checks each cell as it is left, saves each
 * row as it is left, shows what others change without touching what is typed, and remembers what was done so that it can be
 * taken back.
 */
public final class SheetEntry {
    /** The reach of a fill or a deletion at once, so that nobody waits for minutes. */
    public static final int MOST_AT_ONCE = 5000;

    private static final int MOST_COLUMNS = 100;

    private final RecordSheet sheet;
    private final SheetRecords records;
    private final SheetHistory history = new SheetHistory();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private Map<String, Long> versions = Map.of();
    private List<String> order = new ArrayList<>();
    private Consumer<SheetEvent.Pasted> pasting = this::paste;
    private Consumer<SheetEvent.NewWanted> entering = wanted -> {};
    private BiFunction<String, String, List<SheetChoice>> lookup = (column, text) -> List.of();
    private Runnable saved = () -> {};
    private @Nullable String held;
    private int made;
    private int walked;

    public SheetEntry(RecordSheet sheet, SheetRecords records) {
        this.sheet = sheet;
        this.records = records;
        sheet.setCellByCell(records.cellByCell());
        sheet.setHoldsTyped(this::isDirty);
        sheet.setListener(this::hear);
    }

    /** A row: what is kept, and what was typed over it. */
    private static final class Line {
        private @Nullable Kept kept;
        /** What was seen when the typed cells were typed. */
        private @Nullable Kept base;

        private final Map<String, String> typed = new LinkedHashMap<>();
        /** What the cells said that were typed over later than the first one. */
        private final Map<String, String> over = new HashMap<>();

        private Map<String, Read> read = Map.of();
        private final Map<String, String> refused = new LinkedHashMap<>();
        private final List<Kept> earlier = new ArrayList<>();
        private final Set<Long> own = new HashSet<>();
        private String reason = "";
        /** Whether it was tried to save what is typed. */
        private boolean tried;

        private int handled;

        /** What stands in the column now, as it would have to be typed. */
        String value(String column) {
            String text = typed.get(column);
            return text != null ? text : kept == null ? "" : kept.value(column);
        }

        Map<String, String> shown() {
            Map<String, String> cells = kept == null ? new LinkedHashMap<>() : new LinkedHashMap<>(kept.cells());
            cells.putAll(typed);
            read.forEach((column, one) -> cells.put(column, one.shown()));
            return cells;
        }

        boolean isWrong() {
            return !reason.isEmpty()
                    || !refused.isEmpty()
                    || tried && read.values().stream().anyMatch(one -> one.problem() != null);
        }

        void forgetTyped() {
            typed.clear();
            over.clear();
            read = Map.of();
            refused.clear();
            reason = "";
            tried = false;
            base = null;
        }

        void take(Kept now, boolean byOneself) {
            if (kept != null && kept.version() != now.version()) {
                earlier.add(kept);
                if (earlier.size() > 20) {
                    earlier.removeFirst();
                }
            }
            if (byOneself) {
                own.add(now.version());
            }
            kept = now;
        }

        /** The record as it was when the version was shown; a quick typist is not up to date with oneself. */
        @Nullable
        Kept asSeen(String seen) {
            if (kept == null || seen.isEmpty()) {
                return kept;
            }
            List<Kept> all = new ArrayList<>(earlier);
            all.add(kept);
            int at = 0;
            while (at < all.size() - 1 && !Long.toString(all.get(at).version()).equals(seen)) {
                at++;
            }
            while (at < all.size() - 1 && own.contains(all.get(at + 1).version())) {
                at++;
            }
            return all.get(at);
        }
    }

    /** Shows the rows from the beginning; what was typed and not saved is forgotten, and so is what was done. */
    public void open() {
        lines.clear();
        renamed.clear();
        history.clear();
        versions = new LinkedHashMap<>(records.versions());
        order = new ArrayList<>(versions.keySet());
        sheet.setRows(order, this::rows);
        showHistory();
    }

    /** Shows other rows; those with something typed and not saved stay, and what was done while its rows do. */
    public void reopen() {
        if (order.isEmpty()) {
            open();
            return;
        }
        versions = new LinkedHashMap<>(records.versions());
        List<String> typed = order.stream()
                .filter(key -> !versions.containsKey(key) && isTyped(key))
                .toList();
        if (!versions.keySet().containsAll(order)) {
            history.clear();
        }
        order = new ArrayList<>(versions.keySet());
        order.addAll(typed);
        lines.keySet().retainAll(order);
        sheet.arrange(order);
        refresh();
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

    /** What a new row says in a column as soon as something is typed in it. */
    public void setDefault(String column, String value) {
        defaults.put(column, value);
    }

    /** What was done, for steps of one's own. */
    public SheetHistory history() {
        return history;
    }

    /** Whether there is something typed that is not saved. */
    private boolean isDirty() {
        return lines.values().stream().anyMatch(line -> !line.typed.isEmpty());
    }

    private boolean isTyped(String key) {
        Line line = lines.get(key);
        return line != null && !line.typed.isEmpty();
    }

    private void hear(SheetEvent event) {
        if (sheet.isReadOnly() && !(event instanceof SheetEvent.RowsWanted)) {
            return;
        }
        switch (event) {
            case SheetEvent.RowsWanted wanted -> {}
            case SheetEvent.CellLeft left -> left(left);
            case SheetEvent.RowLeft left -> left(left);
            case SheetEvent.RowGivenUp given -> giveUp(given);
            case SheetEvent.RowsRemoved removed -> remove(removed.rows());
            case SheetEvent.FilledDown filled -> fill(filled);
            case SheetEvent.Emptied emptied -> empty(emptied);
            case SheetEvent.Pasted pasted -> pasting.accept(pasted);
            case SheetEvent.Undone undone ->
                walk(undone.number(), history::undo, history::undoable, "base.sheet.undone");
            case SheetEvent.Redone redone ->
                walk(redone.number(), history::redo, history::redoable, "base.sheet.redone");
            case SheetEvent.LookedUp looked ->
                sheet.offer(looked.number(), lookup.apply(looked.column(), looked.text()));
            case SheetEvent.NewWanted wanted -> {
                String key = latest(wanted.row());
                Line line = line(key);
                line.handled = wanted.number();
                held = key;
                changed.add(key);
                entering.accept(new SheetEvent.NewWanted(key, wanted.column(), wanted.text(), wanted.number()));
            }
        }
        flush();
    }

    private String latest(String key) {
        String now = key;
        while (renamed.containsKey(now)) {
            now = Objects.requireNonNull(renamed.get(now));
        }
        return now;
    }

    /** The row with the key, loaded where it is not known yet; a key with a plus is that of a new one. */
    private Line line(String key) {
        Line known = lines.get(key);
        if (known != null) {
            return known;
        }
        Line line = new Line();
        if (key.startsWith("+")) {
            defaults.forEach(line.typed::put);
            read(line);
            lines.put(key, line);
            order.add(key);
            sheet.arrange(order);
        } else {
            records.load(List.of(key)).forEach(kept -> line.kept = kept);
            lines.put(key, line);
        }
        return line;
    }

    private void read(Line line) {
        line.read = records.read(line.kept, line.typed);
    }

    // One cell, one row.

    private void left(SheetEvent.CellLeft left) {
        String key = latest(left.row());
        Line line = line(key);
        line.handled = left.number();
        changed.add(key);
        if (mayChange(line, left.column())) {
            put(key, line, left.column(), left.text(), left.seen());
            if (records.cellByCell() && line.kept != null) {
                keepCell(key, line, left.column());
            }
        }
    }

    private void keepCell(String key, Line line, String column) {
        Step step = saveCells(key, line, Set.of(column));
        if (!line.typed.containsKey(column)) {
            history.sumUp(
                    one -> one instanceof CellStep cell && latest(cell.key()).equals(key) && cell.column.equals(column),
                    step);
        }
        if (step != null) {
            saved.run();
        }
    }

    private boolean mayChange(Line line, String column) {
        return sheet.columns().stream()
                .anyMatch(one -> one.id().equals(column)
                        && one.kind() != SheetColumn.Kind.READ_ONLY
                        && (line.kept == null || !line.kept.readOnly() && !one.onlyNew()));
    }

    private void put(String key, Line line, String column, String text, String seen) {
        String before = line.typed.get(column);
        Kept shown = line.asSeen(seen);
        if (line.typed.isEmpty()) {
            line.base = shown;
        } else if (shown != null && before == null) {
            line.over.put(column, shown.value(column));
        }
        set(line, column, text);
        history.record(new CellStep(key, column, before, line.typed.get(column), named(line)));
    }

    /** Keeps what was typed, unless it says what is kept anyway. */
    private void set(Line line, String column, @Nullable String text) {
        line.refused.remove(column);
        if (text == null
                || line.kept != null
                        && (text.equals(line.kept.value(column))
                                || text.equals(line.kept.cells().get(column)))) {
            line.typed.remove(column);
        } else if (line.kept != null || !text.isEmpty() || defaults.containsKey(column)) {
            line.typed.put(column, text);
        } else {
            line.typed.remove(column);
        }
        if (line.typed.isEmpty()) {
            line.forgetTyped();
        } else if (!line.typed.containsKey(column)) {
            line.over.remove(column);
        }
        line.reason = "";
        read(line);
    }

    private void left(SheetEvent.RowLeft left) {
        String key = latest(left.row());
        Line line = lines.get(key);
        if (line == null) {
            return;
        }
        line.handled = left.number();
        changed.add(key);
        if (!key.equals(held)) {
            Step step = save(key, line);
            if (line.typed.isEmpty()) {
                history.sumUp(
                        one -> one instanceof CellStep cell
                                && latest(cell.key()).equals(latest(key)),
                        step);
            }
            if (step != null) {
                saved.run();
            }
        }
    }

    private void giveUp(SheetEvent.RowGivenUp given) {
        String key = latest(given.row());
        Line line = lines.get(key);
        if (line == null) {
            return;
        }
        line.handled = given.number();
        changed.add(key);
        Map<String, String> typed = new LinkedHashMap<>(line.typed);
        history.sumUp(one -> one instanceof CellStep cell && latest(cell.key()).equals(key), null);
        if (line.kept == null) {
            drop(key);
        } else {
            line.forgetTyped();
        }
        if (!typed.isEmpty()) {
            history.record(new GivenUpStep(key, typed, line.kept == null, named(typed)));
        }
    }

    private void drop(String key) {
        lines.remove(key);
        order.remove(key);
        sheet.arrange(order);
    }

    /** Saves what was typed in a row; the step that takes it back, or null where nothing was saved. */
    private @Nullable Step save(String key, Line line) {
        if (records.cellByCell() && line.kept != null) {
            return saveCells(key, line, Set.copyOf(line.typed.keySet()));
        }
        line.refused.clear();
        line.reason = "";
        line.tried = true;
        if (line.kept == null
                && line.typed.entrySet().stream()
                        .allMatch(cell -> cell.getValue().equals(defaults.getOrDefault(cell.getKey(), "")))) {
            drop(key);
            return null;
        }
        read(line);
        requireCells(line);
        if (line.typed.isEmpty()
                || !line.refused.isEmpty()
                || line.read.values().stream().anyMatch(one -> one.problem() != null)) {
            return null;
        }
        return attempt(line, () -> line.kept == null ? create(key, line) : change(key, line));
    }

    /** Saves some cells of a row, those of them that are right. */
    private @Nullable Step saveCells(String key, Line line, Set<String> columns) {
        line.refused.keySet().removeAll(columns);
        line.reason = "";
        line.tried = true;
        read(line);
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

    private @Nullable Step attempt(Line line, Supplier<@Nullable Step> saving) {
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
                | DataIntegrityViolationException e) {
            line.reason = SaveFailures.reason(e);
        }
        return null;
    }

    private void requireCells(Line line) {
        for (SheetColumn column : sheet.columns()) {
            if (column.required() && line.shown().getOrDefault(column.id(), "").isBlank()) {
                line.refused.put(column.id(), text("base.row.required"));
            }
        }
    }

    private Step create(String key, Line line) {
        Kept kept = records.create(Map.copyOf(line.typed));
        line.take(kept, true);
        line.forgetTyped();
        rename(key, kept);
        return new CreatedStep(kept.key(), valuesOf(kept), named(kept.cells()));
    }

    private void rename(String before, Kept kept) {
        Line line = Objects.requireNonNull(lines.remove(before));
        lines.put(kept.key(), line);
        renamed.put(before, kept.key());
        order.replaceAll(one -> one.equals(before) ? kept.key() : one);
        versions.put(kept.key(), kept.version());
        changed.remove(before);
        changed.add(kept.key());
        sheet.rename(before, kept.key());
    }

    private @Nullable Step change(String key, Line line) {
        return change(key, line, new LinkedHashMap<>(line.typed));
    }

    private @Nullable Step change(String key, Line line, Map<String, String> typed) {
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
                read(line);
                versions.put(key, after.version());
                return from.equals(to) ? null : new ChangedStep(key, from, to, named(after.cells()));
            } catch (StaleRecord | OptimisticLockingFailureException | RecordNotFound stale) {
                if (attempts == 3) {
                    throw stale;
                }
                List<Kept> now = records.load(List.of(key));
                if (now.isEmpty()) {
                    orphan(line);
                    return null;
                }
                line.take(now.getFirst(), false);
            }
        }
    }

    /** Marks the cells that somebody else has set otherwise since; saving once more keeps what was typed. */
    private Set<String> clash(Line line, Map<String, String> typed) {
        Kept base = line.base;
        Kept now = Objects.requireNonNull(line.kept);
        if (base == null || base.version() == now.version()) {
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
        return text("base.sheet.clash", changedBy(now, column), theirs.isEmpty() ? "–" : theirs);
    }

    private static String changedBy(Kept kept, String column) {
        String person = kept.changedBy(column);
        return person.isEmpty() ? text("base.sheet.somebody") : person;
    }

    /** The record is gone, but nothing that was typed is to be lost: it stays as a new row. */
    private void orphan(Line line) {
        Kept gone = line.kept;
        if (gone != null) {
            Map<String, String> all = valuesOf(gone);
            all.putAll(line.typed);
            line.kept = null;
            line.base = null;
            line.typed.clear();
            line.typed.putAll(all);
            read(line);
        }
        line.reason = text("base.sheet.orphan");
    }

    private Map<String, String> valuesOf(Kept kept) {
        Map<String, String> values = new LinkedHashMap<>();
        sheet.columns().stream()
                .filter(column -> column.kind() != SheetColumn.Kind.READ_ONLY)
                .map(SheetColumn::id)
                .filter(column -> !kept.value(column).isEmpty())
                .forEach(column -> values.put(column, kept.value(column)));
        return values;
    }

    // Many cells, many rows.

    private void fill(SheetEvent.FilledDown filled) {
        Line from = line(latest(filled.from()));
        Map<String, String> values = new LinkedHashMap<>();
        filled.columns().forEach(column -> values.put(column, from.value(column)));
        enter(text("base.sheet.step.fill"), filled.rows(), row -> values);
    }

    private void empty(SheetEvent.Emptied emptied) {
        Map<String, String> values = new LinkedHashMap<>();
        emptied.columns().forEach(column -> values.put(column, ""));
        enter(text("base.sheet.step.empty"), emptied.rows(), row -> values);
    }

    private void paste(SheetEvent.Pasted pasted) {
        enterBlock(pasted.row(), pasted.column(), block(pasted));
    }

    /**
     * The cells of a copied block. As in a spreadsheet it is repeated where a multiple of it is selected: a single cell fills all
     * that are selected, a row each of the rows.
     */
    public static List<List<String>> block(SheetEvent.Pasted pasted) {
        List<List<String>> block = PastedBlock.rows(pasted.text());
        int height = block.size();
        int width = block.stream().mapToInt(List::size).max().orElse(0);
        // A browser could name any number; more rows than are entered at once are refused later.
        int down = Math.min(times(pasted.rows(), height), MOST_AT_ONCE / Math.max(1, height) + 1);
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
    public List<List<String>> within(String row, String column, List<List<String>> block) {
        int columns = sheet.columns().size()
                - sheet.columns().stream().map(SheetColumn::id).toList().indexOf(column);
        int rows = sheet.isGrowing() || row.isEmpty() ? block.size() : order.size() - order.indexOf(latest(row));
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
            Notices.refused(text("base.sheet.outside", outside));
        }
        return inside;
    }

    /** Remembers something that was done beside the sheet, to be taken back like everything else. */
    public void remember(Step step) {
        history.record(step);
        showHistory();
    }

    /** The rows that a block of so many covers from a row on; those beyond the last one are new. */
    public List<String> rowsFrom(String row, int rows) {
        int at = row.isEmpty() ? order.size() : order.indexOf(latest(row));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            keys.add(at + i < order.size() ? order.get(at + i) : "+p" + ++made);
        }
        return keys;
    }

    /** Enters cells of some rows, each saved where it is right; what was done, to be taken back, or null. */
    public @Nullable Step enterCells(List<String> rows, Function<String, Map<String, String>> values) {
        Step step = entered(text("base.sheet.step.paste"), rows, values);
        flush();
        return step;
    }

    /** Enters a block of cells from a cell on, with new rows where it reaches beyond the last one; one step takes it back. */
    public void enterBlock(String row, String column, List<List<String>> pasted) {
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
        enter(text("base.sheet.step.paste"), rows, key -> values.getOrDefault(key, Map.of()));
        flush();
    }

    /** Types into one cell as a person would, and leads to it; the row may be saved again from now on. */
    public void enter(String row, String column, String text) {
        String key = latest(row);
        release();
        Line line = line(key);
        if (mayChange(line, column)) {
            put(key, line, column, text, "");
        }
        changed.add(key);
        flush();
        sheet.lead(key, column);
    }

    /** The row whose cell was entered elsewhere may be saved again. */
    public void release() {
        held = null;
    }

    private void enter(String name, List<String> rows, Function<String, Map<String, String>> values) {
        Step step = entered(name, rows, values);
        if (step != null) {
            history.record(step);
        }
    }

    private @Nullable Step entered(String name, List<String> rows, Function<String, Map<String, String>> values) {
        if (rows.size() > MOST_AT_ONCE) {
            sheet.say(text("base.sheet.too-many", MOST_AT_ONCE));
            return null;
        }
        load(rows);
        List<Step> steps = new ArrayList<>();
        int refused = 0;
        for (String row : rows) {
            String key = latest(row);
            Line line = line(key);
            List<CellStep> cells = new ArrayList<>();
            values.apply(row).forEach((column, text) -> {
                if (mayChange(line, column)) {
                    String before = line.typed.get(column);
                    if (line.typed.isEmpty()) {
                        line.base = line.kept;
                    } else if (line.kept != null && before == null) {
                        line.over.put(column, line.kept.value(column));
                    }
                    set(line, column, text);
                    cells.add(new CellStep(key, column, before, line.typed.get(column), ""));
                }
            });
            changed.add(key);
            Step step = line.typed.isEmpty() ? null : save(key, line);
            if (step != null) {
                steps.add(step);
            }
            if (!line.typed.isEmpty()) {
                refused++;
                cells.stream()
                        .filter(cell -> line.typed.containsKey(cell.column))
                        .forEach(steps::add);
            }
        }
        sheet.say(text(refused == 0 ? "base.sheet.entered" : "base.sheet.entered-some", rows.size(), refused));
        saved.run();
        return steps.isEmpty() ? null : new SheetHistory.Together(name, steps);
    }

    private void load(Collection<String> keys) {
        List<String> unknown = keys.stream()
                .map(this::latest)
                .filter(key -> !lines.containsKey(key) && !key.startsWith("+"))
                .toList();
        for (int from = 0; from < unknown.size(); from += 500) {
            records.load(unknown.subList(from, Math.min(unknown.size(), from + 500)))
                    .forEach(kept -> {
                        Line line = new Line();
                        line.kept = kept;
                        lines.put(kept.key(), line);
                    });
        }
    }

    private void remove(List<String> rows) {
        if (rows.size() > MOST_AT_ONCE) {
            sheet.say(text("base.sheet.too-many", MOST_AT_ONCE));
            return;
        }
        load(rows);
        List<Step> steps = new ArrayList<>();
        String name = "";
        for (String row : rows) {
            String key = latest(row);
            Line line = line(key);
            name = named(line);
            if (line.kept == null) {
                steps.add(new GivenUpStep(key, new LinkedHashMap<>(line.typed), true, name));
                drop(key);
                continue;
            }
            try {
                Kept kept = line.kept;
                int at = order.indexOf(key);
                records.remove(kept);
                steps.add(new RemovedStep(key, valuesOf(kept), at, name));
                forget(key);
            } catch (Refusal
                    | StaleRecord
                    | RecordNotFound
                    | AccessDeniedException
                    | OptimisticLockingFailureException
                    | DataIntegrityViolationException e) {
                line.reason = SaveFailures.reason(e);
                changed.add(key);
                if (e instanceof StaleRecord || e instanceof OptimisticLockingFailureException) {
                    records.load(List.of(key)).forEach(now -> line.take(now, false));
                    line.reason = text("base.sheet.remove-stale");
                }
            }
        }
        sheet.arrange(order);
        if (!steps.isEmpty()) {
            String what = steps.size() == 1
                    ? text("base.sheet.step.remove", name)
                    : text("base.sheet.step.remove-many", steps.size());
            history.record(steps.size() == 1 ? steps.getFirst() : new SheetHistory.Together(what, steps));
            sheet.say(text("base.sheet.removed", what));
            saved.run();
        }
    }

    private void forget(String key) {
        lines.remove(key);
        order.remove(key);
        versions.remove(key);
    }

    // What others do.

    /** Shows what others have changed, added and removed; what is typed stays. */
    public void refresh() {
        Map<String, Long> now = records.versions();
        List<String> newer = lines.entrySet().stream()
                .filter(line -> line.getValue().kept != null
                        && now.containsKey(line.getKey())
                        && now.get(line.getKey())
                                != Objects.requireNonNull(line.getValue().kept).version())
                .map(Map.Entry::getKey)
                .toList();
        for (int from = 0; from < newer.size(); from += 500) {
            records.load(newer.subList(from, Math.min(newer.size(), from + 500)))
                    .forEach(kept -> {
                        Line line = Objects.requireNonNull(lines.get(kept.key()));
                        if (line.kept != null && kept.version() != line.kept.version()) {
                            line.take(kept, false);
                            read(line);
                            changed.add(kept.key());
                        }
                    });
        }
        Set<String> known = new HashSet<>(order);
        boolean arranged = false;
        for (String key : now.keySet()) {
            if (!known.contains(key)) {
                order.add(key);
                arranged = true;
            }
        }
        for (String key : List.copyOf(order)) {
            if (key.startsWith("+") || now.containsKey(key)) {
                continue;
            }
            Line line = lines.get(key);
            if (line == null || line.typed.isEmpty()) {
                lines.remove(key);
                order.remove(key);
                arranged = true;
            } else if (line.kept != null && records.load(List.of(key)).isEmpty()) {
                // One that is kept and not among those that are shown waits until it is saved.
                orphan(line);
                changed.add(key);
            }
        }
        versions = new LinkedHashMap<>(now);
        if (arranged) {
            sheet.arrange(order);
        }
        flush();
    }

    // What is shown.

    private List<SheetRow> rows(Collection<String> keys) {
        load(keys);
        return keys.stream()
                .map(this::latest)
                .filter(lines::containsKey)
                .map(key -> row(key, Objects.requireNonNull(lines.get(key))))
                .toList();
    }

    private SheetRow row(String key, Line line) {
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, String> remarks = new LinkedHashMap<>();
        line.read.forEach((column, read) -> {
            if (read.problem() != null) {
                problems.put(column, read.problem());
            }
            if (read.remark() != null) {
                remarks.put(column, read.remark());
            }
        });
        problems.putAll(line.refused);
        SheetRow.State state = line.isWrong()
                ? SheetRow.State.REFUSED
                : line.kept == null
                        ? SheetRow.State.NEW
                        : line.typed.isEmpty() ? SheetRow.State.SAVED : SheetRow.State.TYPED;
        return new SheetRow(
                key,
                line.kept == null ? "" : Long.toString(line.kept.version()),
                line.shown(),
                Set.copyOf(line.typed.keySet()),
                problems,
                remarks,
                state,
                line.reason,
                line.kept == null ? "" : line.kept.about(),
                asides(line, SheetRecords.Aside::hint),
                asides(line, SheetRecords.Aside::about),
                line.kept != null && line.kept.readOnly(),
                line.handled);
    }

    private static Map<String, String> asides(Line line, Function<SheetRecords.Aside, String> part) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (line.kept != null) {
            line.kept.asides().forEach((column, aside) -> {
                if (!part.apply(aside).isEmpty()) {
                    parts.put(column, part.apply(aside));
                }
            });
        }
        return parts;
    }

    private void flush() {
        List<SheetRow> rows = new ArrayList<>();
        for (String key : changed) {
            Line line = lines.get(key);
            if (line != null) {
                if (key.startsWith("+") || sheet.shown(key) == null) {
                    sheet.answer(row(key, line));
                } else {
                    rows.add(row(key, line));
                }
            }
        }
        changed.clear();
        sheet.update(rows);
        showHistory();
    }

    private void showHistory() {
        String undoable = history.undoable();
        String redoable = history.redoable();
        sheet.setHistory(
                undoable.isEmpty() ? "" : text("base.sheet.undo.what", undoable),
                redoable.isEmpty() ? "" : text("base.sheet.redo.what", redoable));
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    private String named(Line line) {
        return named(line.shown());
    }

    private String named(Map<String, String> shown) {
        String name = records.name(shown);
        return name.isBlank() ? text("base.sheet.newRow") : name;
    }

    // Taking back.

    private void walk(int number, Runnable way, Supplier<String> next, String sentence) {
        String what = next.get();
        if (what.isEmpty()) {
            return;
        }
        walked = number;
        try {
            way.run();
            sheet.say(text(sentence, what));
        } catch (StepRefused refused) {
            sheet.say(String.valueOf(refused.getMessage()));
        } catch (Refusal
                | StaleRecord
                | RecordNotFound
                | AccessDeniedException
                | OptimisticLockingFailureException
                | DataIntegrityViolationException e) {
            sheet.say(text("base.sheet.not-undone", what, SaveFailures.reason(e)));
        }
        saved.run();
    }

    private Line present(String key, String name) {
        Line line = lines.get(key);
        if (line == null && versions.containsKey(key)) {
            load(List.of(key));
            line = lines.get(key);
        }
        if (line == null) {
            throw new StepRefused(text("base.sheet.undo.gone", name));
        }
        return line;
    }

    private void requireUnchanged(Line line, Map<String, String> values, String name) {
        Kept kept = line.kept;
        if (kept == null) {
            throw new StepRefused(text("base.sheet.undo.gone", name));
        }
        values.forEach((column, text) -> {
            if (!text.equals(kept.value(column))) {
                throw new StepRefused(text("base.sheet.undo.changed", name, changedBy(kept, column)));
            }
        });
    }

    private Kept latestKept(String key, Line line) {
        records.load(List.of(key)).forEach(now -> {
            if (line.kept == null || now.version() != line.kept.version()) {
                line.take(now, false);
            }
        });
        return Objects.requireNonNull(line.kept);
    }

    /** Something was typed into a cell and is not saved yet. */
    private final class CellStep implements Step {
        private final String key;
        private final String column;
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
            return text("base.sheet.step.cell", name);
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
            String now = latest(key);
            if (!lines.containsKey(now) && now.startsWith("+")) {
                line(now);
            }
            Line line = present(now, name);
            if (line.typed.isEmpty()) {
                line.base = line.kept;
            }
            set(line, column, text);
            changed.add(now);
            boolean onlyDefaults = line.kept == null
                    && line.typed.entrySet().stream()
                            .allMatch(cell -> cell.getValue().equals(defaults.get(cell.getKey())));
            if (onlyDefaults) {
                drop(now);
            } else {
                sheet.lead(now, column, walked);
            }
        }
    }

    /** A row was changed and saved. */
    private final class ChangedStep implements Step {
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
            return text("base.sheet.step.change", name);
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
            String now = latest(key);
            Line line = present(now, name);
            Kept kept = latestKept(now, line);
            changed.add(now);
            requireUnchanged(line, from, name);
            Kept changedBack = records.change(kept, to);
            line.take(changedBack, true);
            versions.put(now, changedBack.version());
            to.keySet().forEach(line.typed::remove);
            if (line.typed.isEmpty()) {
                line.forgetTyped();
            }
            read(line);
            sheet.lead(now, to.keySet().iterator().next(), walked);
        }
    }

    /** A row was entered. */
    private final class CreatedStep implements Step {
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
            return text("base.sheet.step.create", name);
        }

        @Override
        public void undo() {
            String now = latest(key);
            Line line = present(now, name);
            Kept kept = latestKept(now, line);
            changed.add(now);
            requireUnchanged(line, values, name);
            records.remove(kept);
            at = order.indexOf(now);
            forget(now);
            sheet.arrange(order);
        }

        @Override
        public void redo() {
            again(key, values, at);
        }
    }

    /** A row was removed. */
    private final class RemovedStep implements Step {
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
            return text("base.sheet.step.remove", name);
        }

        @Override
        public void undo() {
            again(key, values, at);
        }

        @Override
        public void redo() {
            String now = latest(key);
            Line line = present(now, name);
            Kept kept = latestKept(now, line);
            changed.add(now);
            requireUnchanged(line, values, name);
            records.remove(kept);
            forget(now);
            sheet.arrange(order);
        }
    }

    /** Keeps a record that was there before; it gets a key of its own, under which the steps that know it find it. */
    private void again(String key, Map<String, String> values, int at) {
        Kept kept = records.create(values);
        Line line = new Line();
        line.take(kept, true);
        lines.put(kept.key(), line);
        renamed.put(latest(key), kept.key());
        versions.put(kept.key(), kept.version());
        order.add(Math.clamp(at, 0, order.size()), kept.key());
        sheet.arrange(order);
        changed.add(kept.key());
        sheet.lead(kept.key(), sheet.columns().getFirst().id(), walked);
    }

    /** What was typed in a row was given up. */
    private final class GivenUpStep implements Step {
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
            return text("base.sheet.step.give-up", name);
        }

        @Override
        public void undo() {
            String now = latest(key);
            Line line = fresh ? line(now) : present(now, name);
            line.base = line.kept;
            line.typed.putAll(typed);
            read(line);
            changed.add(now);
        }

        @Override
        public void redo() {
            String now = latest(key);
            Line line = present(now, name);
            changed.add(now);
            if (fresh) {
                drop(now);
            } else {
                line.forgetTyped();
            }
        }
    }

    /** The rows that are shown now, by key, with the text of each column; for a view that wants to look at them. */
    public Map<String, Map<String, String>> shown(Collection<String> keys) {
        load(keys);
        return keys.stream()
                .map(this::latest)
                .filter(lines::containsKey)
                .collect(Collectors.toMap(
                        key -> key,
                        key -> Objects.requireNonNull(lines.get(key)).shown(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
