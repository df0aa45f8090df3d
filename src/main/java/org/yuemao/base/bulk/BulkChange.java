package org.yuemao.base.bulk;

import java.util.Collection;

/**
 * Changes many rows of one kind at once, in one transaction, as far as the current person may.
 *
 * @param <C> what can be changed of such rows
 */
public interface BulkChange<C> {

    /** What the change would do to the rows with these ids; changes nothing. */
    BulkPlan plan(Collection<Long> ids, C change);

    /**
     * Changes the rows.
     *
     * @param evenIfSomeAreHeld whether the others are changed where some may not be; else it is refused as a whole
     */
    BulkDone apply(Collection<Long> ids, C change, boolean evenIfSomeAreHeld);

    /** Makes the rows what they were, once, but those that somebody has changed since. */
    BulkUndone undo(BulkDone done);
}
