package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;
import org.yuemao.base.ui.sheet.SheetRecords.Read;

/** A row of a sheet: what is kept, and what was typed over it. */
final class SheetLine {
    @Nullable
    Kept kept;
    /** What was seen when the typed cells were typed. */
    @Nullable
    Kept base;

    final Map<String, String> typed = new LinkedHashMap<>();
    /** What the cells said that were typed over later than the first one. */
    final Map<String, String> over = new HashMap<>();

    Map<String, Read> read = Map.of();
    final Map<String, String> refused = new LinkedHashMap<>();
    final List<Kept> earlier = new ArrayList<>();
    final Set<Long> own = new HashSet<>();
    String reason = "";
    /** Whether it was tried to save what is typed. */
    boolean tried;

    int handled;

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
