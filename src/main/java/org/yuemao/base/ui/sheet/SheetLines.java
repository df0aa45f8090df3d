package org.yuemao.base.ui.sheet;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;

/**
 * The rows that a sheet has: which there are in which order, what is kept of them and typed over them, and under which keys.
 * Tells the browser what has become of them.
 */
final class SheetLines {
    final RecordSheet sheet;
    final SheetRecords records;
    final SheetHistory history = new SheetHistory();
    final Map<String, SheetLine> known = new HashMap<>();
    /** The rows of which the browser is to be told. */
    final Set<String> changed = new LinkedHashSet<>();

    final Map<String, String> defaults = new LinkedHashMap<>();
    Map<String, Long> versions = Map.of();
    List<String> order = new ArrayList<>();
    private Runnable flushed = () -> {};
    private final Map<String, String> renamed = new HashMap<>();

    SheetLines(RecordSheet sheet, SheetRecords records) {
        this.sheet = sheet;
        this.records = records;
    }

    /** What hears whenever the browser has been told what has become of the rows. */
    void onFlush(Runnable way) {
        flushed = way;
    }

    /** Shows the rows from the beginning; what was typed and not saved is forgotten, and so is what was done. */
    void open() {
        known.clear();
        renamed.clear();
        history.clear();
        versions = new LinkedHashMap<>(records.versions());
        order = new ArrayList<>(versions.keySet());
        sheet.setRows(order, this::rows);
        showHistory();
    }

    /** Shows other rows; those with something typed and not saved stay, and what was done while its rows do. */
    void reopen() {
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
        known.keySet().retainAll(order);
        sheet.arrange(order);
        refresh();
    }

    /** Whether there is something typed that is not saved. */
    boolean isDirty() {
        return known.values().stream().anyMatch(line -> !line.typed.isEmpty());
    }

    boolean isTyped(String key) {
        SheetLine line = known.get(key);
        return line != null && !line.typed.isEmpty();
    }

    String latest(String key) {
        String now = key;
        while (renamed.containsKey(now)) {
            now = Objects.requireNonNull(renamed.get(now));
        }
        return now;
    }

    /** The row with the key, null where there is none. */
    @Nullable
    SheetLine find(String key) {
        String now = latest(key);
        if (!known.containsKey(now) && versions.containsKey(now)) {
            load(List.of(now));
        }
        return known.get(now);
    }

    /** Who knows a row by the one key finds it under the other from now on. */
    void follow(String before, String after) {
        renamed.put(latest(before), after);
    }

    /** The row with the key, loaded where it is not known yet; a key with a plus is that of a new one. */
    SheetLine line(String key) {
        SheetLine present = known.get(key);
        if (present != null) {
            return present;
        }
        SheetLine line = new SheetLine();
        if (key.startsWith("+")) {
            defaults.forEach(line.typed::put);
            read(line);
            known.put(key, line);
            order.add(key);
            sheet.arrange(order);
        } else {
            records.load(List.of(key)).forEach(kept -> line.kept = kept);
            known.put(key, line);
        }
        return line;
    }

    void read(SheetLine line) {
        line.read = records.read(line.kept, line.typed);
    }

    boolean mayChange(SheetLine line, String column) {
        return sheet.columns().stream()
                .anyMatch(one -> one.id().equals(column)
                        && one.kind() != SheetColumn.Kind.READ_ONLY
                        && (line.kept == null || !line.kept.readOnly() && !one.onlyNew()));
    }

    /** Keeps what was typed, unless it says what is kept anyway. */
    void set(SheetLine line, String column, @Nullable String text) {
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

    void drop(String key) {
        known.remove(key);
        order.remove(key);
        sheet.arrange(order);
    }

    void rename(String before, Kept kept) {
        SheetLine line = Objects.requireNonNull(known.remove(before));
        known.put(kept.key(), line);
        renamed.put(before, kept.key());
        order.replaceAll(one -> one.equals(before) ? kept.key() : one);
        versions.put(kept.key(), kept.version());
        changed.remove(before);
        changed.add(kept.key());
        sheet.rename(before, kept.key());
    }

    static String changedBy(Kept kept, String column) {
        String person = kept.changedBy(column);
        return person.isEmpty() ? text("base.sheet.somebody") : person;
    }

    /** The record is gone, but nothing that was typed is to be lost: it stays as a new row. */
    void orphan(SheetLine line) {
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

    Map<String, String> valuesOf(Kept kept) {
        Map<String, String> values = new LinkedHashMap<>();
        sheet.columns().stream()
                .filter(column -> column.kind() != SheetColumn.Kind.READ_ONLY)
                .map(SheetColumn::id)
                .filter(column -> !kept.value(column).isEmpty())
                .forEach(column -> values.put(column, kept.value(column)));
        return values;
    }

    void load(Collection<String> keys) {
        List<String> unknown = keys.stream()
                .map(this::latest)
                .filter(key -> !known.containsKey(key) && !key.startsWith("+"))
                .toList();
        for (int from = 0; from < unknown.size(); from += 500) {
            records.load(unknown.subList(from, Math.min(unknown.size(), from + 500)))
                    .forEach(kept -> {
                        SheetLine line = new SheetLine();
                        line.kept = kept;
                        known.put(kept.key(), line);
                    });
        }
    }

    void forget(String key) {
        known.remove(key);
        order.remove(key);
        versions.remove(key);
    }

    // What others do.

    /** Shows what others have changed, added and removed; what is typed stays. */
    void refresh() {
        Map<String, Long> now = records.versions();
        List<String> newer = known.entrySet().stream()
                .filter(line -> line.getValue().kept != null
                        && now.containsKey(line.getKey())
                        && now.get(line.getKey())
                                != Objects.requireNonNull(line.getValue().kept).version())
                .map(Map.Entry::getKey)
                .toList();
        for (int from = 0; from < newer.size(); from += 500) {
            records.load(newer.subList(from, Math.min(newer.size(), from + 500)))
                    .forEach(kept -> {
                        SheetLine line = Objects.requireNonNull(known.get(kept.key()));
                        if (line.kept != null && kept.version() != line.kept.version()) {
                            line.take(kept, false);
                            read(line);
                            changed.add(kept.key());
                        }
                    });
        }
        Set<String> shown = new HashSet<>(order);
        boolean arranged = false;
        for (String key : now.keySet()) {
            if (!shown.contains(key)) {
                order.add(key);
                arranged = true;
            }
        }
        for (String key : List.copyOf(order)) {
            if (key.startsWith("+") || now.containsKey(key)) {
                continue;
            }
            SheetLine line = known.get(key);
            if (line == null || line.typed.isEmpty()) {
                known.remove(key);
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

    List<SheetRow> rows(Collection<String> keys) {
        load(keys);
        return keys.stream()
                .map(this::latest)
                .filter(known::containsKey)
                .map(key -> row(key, Objects.requireNonNull(known.get(key))))
                .toList();
    }

    private SheetRow row(String key, SheetLine line) {
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
                marks(line),
                line.kept != null && line.kept.readOnly(),
                line.handled);
    }

    private static Map<String, SheetRecords.Mark> marks(SheetLine line) {
        Map<String, SheetRecords.Mark> marks = new LinkedHashMap<>();
        if (line.kept != null) {
            line.kept.asides().forEach((column, aside) -> {
                if (aside.mark() != null) {
                    marks.put(column, aside.mark());
                }
            });
        }
        return marks;
    }

    private static Map<String, String> asides(SheetLine line, Function<SheetRecords.Aside, String> part) {
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

    void flush() {
        List<SheetRow> rows = new ArrayList<>();
        for (String key : changed) {
            SheetLine line = known.get(key);
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
        flushed.run();
    }

    void showHistory() {
        String undoable = history.undoable();
        String redoable = history.redoable();
        sheet.setHistory(
                undoable.isEmpty() ? "" : text("base.sheet.undo.what", undoable),
                redoable.isEmpty() ? "" : text("base.sheet.redo.what", redoable));
    }

    static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    String named(SheetLine line) {
        return named(line.shown());
    }

    String named(Map<String, String> shown) {
        String name = records.name(shown);
        return name.isBlank() ? text("base.sheet.newRow") : name;
    }
}
