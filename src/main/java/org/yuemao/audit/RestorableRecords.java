package org.yuemao.audit;

import java.util.Optional;

/**
 * Records of a kind of which an earlier version can be restored. The feature that owns them restores it as any change of
 * theirs, with its rules and its rights.
 *
 * @param <R> what is said about such a record, as the history has it
 */
public interface RestorableRecords<R extends Record> {

    /** The kind, as the history names it. */
    String kind();

    /** What is said about such a record. */
    Class<R> type();

    /**
     * A record as it is kept now.
     *
     * @param mayWrite whether the current person may change it
     */
    record Kept<R extends Record>(long version, R data, boolean mayWrite) {}

    /** The record with the number, if it is there. */
    Optional<Kept<R>> find(long id);

    /** What of an earlier version can be restored: all of it, but what no change of such a record can change. */
    default R restorable(R earlier, R now) {
        return earlier;
    }

    /** Makes the record say what it said earlier; refused as any change of it is. */
    void restore(long id, long version, R data);
}
