package org.yuemao.base.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.Names;
import org.yuemao.base.Refusal;

/**
 * Plans, makes and undoes changes of many rows of one kind, in the transaction of the service that owns them. The change is
 * made to each row as it is then, so it needs no version: all else that is said about a row stays.
 */
public final class BulkRun<D extends Record> {
    /** The most rows that are changed at once. */
    public static final int MOST = 20_000;

    private static final int NAMED = 5;

    private final BulkRows<D> rows;
    private final Class<D> type;

    public BulkRun(BulkRows<D> rows, Class<D> type) {
        this.rows = rows;
        this.type = type;
    }

    /** What becomes of the data of one row: nothing where the row is to go. */
    public interface Step<D extends Record> {
        @Nullable
        D after(D before);
    }

    /** What the change would do. */
    public BulkPlan plan(Collection<Long> ids, Step<D> change) {
        return sort(ids, change, false).plan();
    }

    /**
     * Makes the change.
     *
     * @param evenIfSomeAreHeld whether the others are changed where some may not be; else nothing is
     * @throws Refusal where some may not be changed and all should
     */
    public BulkDone apply(Collection<Long> ids, Step<D> change, boolean evenIfSomeAreHeld) {
        Sorted<D> sorted = sort(ids, change, true);
        BulkPlan plan = sorted.plan();
        Refusal.when(plan.heldRows() > 0 && !evenIfSomeAreHeld, null, "base.bulk.refused.held", plan.heldRows());
        List<BulkRows.Change<D>> kept =
                sorted.changes.stream().filter(one -> one.after() != null).toList();
        List<BulkRow<D>> gone = sorted.changes.stream()
                .filter(one -> one.after() == null)
                .map(BulkRows.Change::row)
                .toList();
        if (!kept.isEmpty()) {
            rows.write(kept);
        }
        if (!gone.isEmpty()) {
            rows.remove(gone);
        }
        return new BulkDone(
                plan,
                sorted.changes.stream()
                        .map(one -> new BulkDone.Row(
                                one.row().id(),
                                one.row().version() + 1,
                                one.row().names(),
                                one.row().data(),
                                one.after()))
                        .toList());
    }

    /** Makes all rows what they were, but those that somebody has changed since. */
    public BulkUndone undo(BulkDone done) {
        Refusal.when(!done.takeUndo(), null, "base.bulk.refused.undone");
        try {
            return takeBack(done);
        } catch (RuntimeException failed) {
            done.giveUndoBack();
            throw failed;
        }
    }

    private BulkUndone takeBack(BulkDone done) {
        List<List<Long>> ids =
                Portions.of(done.rows().stream().map(BulkDone.Row::id).toList());
        Map<Long, BulkRow<D>> now = new HashMap<>();
        rows.read(ids, true).forEach(row -> now.put(row.id(), row));
        List<BulkRows.Change<D>> changes = new ArrayList<>();
        List<BulkRow<D>> gone = new ArrayList<>();
        List<Names> refused = new ArrayList<>();
        for (BulkDone.Row row : done.rows()) {
            BulkRow<D> kept = now.get(row.id());
            D before = type.cast(row.before());
            if (row.after() == null && kept == null) {
                gone.add(new BulkRow<>(row.id(), row.version(), row.names(), before));
            } else if (row.after() != null
                    && kept != null
                    && kept.version() == row.version()
                    && reason(kept.data(), before) == null) {
                changes.add(new BulkRows.Change<>(kept, before));
            } else {
                refused.add(row.names());
            }
        }
        List<BulkRow<D>> back = gone.isEmpty() ? gone : rows.restorable(gone);
        Set<Long> backIds = new HashSet<>(back.stream().map(BulkRow::id).toList());
        gone.stream()
                .filter(row -> !backIds.contains(row.id()))
                .map(BulkRow::names)
                .forEach(refused::add);
        if (!changes.isEmpty()) {
            rows.write(changes);
        }
        if (!back.isEmpty()) {
            rows.restore(back);
        }
        return new BulkUndone(changes.size() + back.size(), refused);
    }

    private record Sorted<D extends Record>(List<BulkRows.Change<D>> changes, BulkPlan plan) {}

    private Sorted<D> sort(Collection<Long> ids, Step<D> change, boolean hold) {
        Set<Long> wanted = new TreeSet<>(ids);
        Refusal.when(wanted.size() > MOST, null, "base.bulk.refused.many", wanted.size(), MOST);
        List<BulkRows.Change<D>> changes = new ArrayList<>();
        Map<Reason, List<Names>> held = new LinkedHashMap<>();
        Set<Long> found = new HashSet<>();
        int unchanged = 0;
        for (BulkRow<D> row : rows.read(Portions.of(wanted), hold)) {
            found.add(row.id());
            D after = change.after(row.data());
            if (row.data().equals(after)) {
                unchanged++;
                continue;
            }
            Reason reason = reason(row.data(), after == null ? row.data() : after);
            if (reason == null) {
                changes.add(new BulkRows.Change<>(row, after));
            } else {
                held.computeIfAbsent(reason, key -> new ArrayList<>()).add(row.names());
            }
        }
        List<BulkPlan.Held> reasons = new ArrayList<>();
        held.forEach((reason, names) -> reasons.add(new BulkPlan.Held(
                reason.key,
                reason.arguments,
                names.size(),
                names.stream().limit(NAMED).toList())));
        if (found.size() < wanted.size()) {
            reasons.add(new BulkPlan.Held("base.bulk.held.gone", List.of(), wanted.size() - found.size(), List.of()));
        }
        return new Sorted<>(changes, new BulkPlan(changes.size(), unchanged, reasons));
    }

    private record Reason(String key, List<Object> arguments) {}

    private @Nullable Reason reason(D before, D after) {
        try {
            rows.check(before, after);
            return null;
        } catch (AccessDeniedException denied) {
            return new Reason("base.bulk.held.denied", List.of());
        } catch (Refusal refusal) {
            return new Reason(refusal.key(), List.of(refusal.arguments()));
        }
    }
}
