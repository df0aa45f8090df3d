package org.yuemao.base.bulk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** What a change of many rows has done, with what it takes to undo it once. */
public final class BulkDone {
    private final BulkPlan plan;
    private final List<Row> rows;
    private boolean undone;

    BulkDone(BulkPlan plan, List<Row> rows) {
        this.plan = plan;
        this.rows = List.copyOf(rows);
    }

    /** A row that was changed, with the version that it got; nothing after where it was removed. */
    record Row(
            long id,
            long version,
            Names names,
            Record before,
            @Nullable Record after) {}

    public BulkPlan plan() {
        return plan;
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether this has not been undone yet; from now on it has. */
    synchronized boolean takeUndo() {
        boolean first = !undone;
        undone = true;
        return first;
    }

    /** It could not be undone, and may be another time. */
    synchronized void giveUndoBack() {
        undone = false;
    }
}
