package org.yuemao.base.bulk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the rows of one kind are read and written many at a time, in the transaction of the caller. */
public interface BulkRows<D extends Record> {

    /**
     * The rows with these ids, without those that are gone.
     *
     * @param hold whether they are held until the transaction ends, so that nobody else changes them
     */
    List<BulkRow<D>> read(List<List<Long>> ids, boolean hold);

    /** Throws what speaks against the change: no right to it, or something that has to be mended. */
    void check(D before, D after);

    /** Writes what is said about the rows now; nothing of rows that are to be removed. */
    void write(List<Change<D>> changes);

    /** Removes rows; only kinds whose rows can be removed many at a time do. */
    default void remove(List<BulkRow<D>> rows) {
        throw new UnsupportedOperationException("These rows are removed one by one");
    }

    /** Those of the removed rows that can be entered again, what they belong to being held. */
    default List<BulkRow<D>> restorable(List<BulkRow<D>> rows) {
        return rows;
    }

    /** Enters removed rows again, under the ids that they had. */
    default void restore(List<BulkRow<D>> rows) {
        throw new UnsupportedOperationException("These rows are removed one by one");
    }

    /** A row and what is said about it now; nothing where it is to go. */
    record Change<D extends Record>(
            BulkRow<D> row, @Nullable D after) {

        /** What is said about it now, where that is known to be something. */
        public D now() {
            if (after == null) {
                throw new IllegalStateException("Row " + row.id() + " is to go");
            }
            return after;
        }
    }
}
