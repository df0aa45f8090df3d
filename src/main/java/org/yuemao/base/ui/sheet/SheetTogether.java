package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.ui.sheet.SheetRecords.Kept;

/** Changes many kept rows of a sheet in one transaction. */
final class SheetTogether {
    private static final int PORTION = 500;

    private final SheetLines lines;

    SheetTogether(SheetLines lines) {
        this.lines = lines;
    }

    /**
     * What came of it.
     *
     * @param before what was kept of the written rows, by key
     * @param wrong why the others were not written, by key
     */
    record Written(Map<String, Kept> before, Map<String, RowPlan> wrong) {}

    /** Takes over what is kept of the rows now. */
    void reload(Collection<String> keys) {
        load(keys, false);
    }

    private void load(Collection<String> keys, boolean byOneself) {
        List<String> all = List.copyOf(keys);
        Set<String> gone = new HashSet<>(all);
        for (int from = 0; from < all.size(); from += PORTION) {
            for (Kept now : lines.records.load(all.subList(from, Math.min(all.size(), from + PORTION)))) {
                SheetLine line = lines.known.get(now.key());
                gone.remove(now.key());
                if (line != null && (line.kept == null || line.kept.version() != now.version())) {
                    line.take(now, byOneself);
                    lines.versions.put(now.key(), now.version());
                }
            }
        }
        gone.forEach(key -> {
            SheetLine line = lines.known.get(key);
            if (line != null && line.kept != null && !line.typed.isEmpty()) {
                lines.orphan(line);
            }
        });
    }

    /** Writes these cells of the rows, those rows that are right; none where somebody has changed one of them meanwhile. */
    Written write(Map<String, Map<String, String>> cells) {
        RowsTogether together = lines.records.together();
        List<String> keys = List.copyOf(cells.keySet());
        Map<String, Kept> before = new LinkedHashMap<>();
        Map<Long, Long> seen = new HashMap<>();
        List<TypedRow> rows = new ArrayList<>();
        for (String key : keys) {
            Kept kept = Objects.requireNonNull(Objects.requireNonNull(lines.known.get(key)).kept);
            TypedRow row = together.row(rows.size() + 1L, key, Objects.requireNonNull(cells.get(key)));
            before.put(key, kept);
            rows.add(row);
            if (row.record() != null) {
                seen.put(row.record(), kept.version());
            }
        }
        EntryService.Entered done = together.enter(rows, seen);
        Map<String, RowPlan> wrong = new LinkedHashMap<>();
        for (RowPlan plan : done.plans()) {
            if (plan.verdict() == RowPlan.Verdict.WRONG) {
                String key = keys.get((int) plan.row().number() - 1);
                wrong.put(key, plan);
                before.remove(key);
            }
        }
        load(before.keySet(), true);
        return new Written(before, wrong);
    }
}
