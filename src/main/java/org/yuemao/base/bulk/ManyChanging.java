package org.yuemao.base.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Many rows are about to change at once in this transaction. Published before the first of them is written, so that whoever
 * keeps sums of them can look at what is there now, and again once all is written. The events concerned are held by then.
 */
public final class ManyChanging {
    private final Set<Long> businessIds;
    private final List<Runnable> afterwards = new ArrayList<>();

    /** Announces a change that concerns participations of these businesses, and no others. */
    public ManyChanging(Set<Long> businessIds) {
        this.businessIds = Set.copyOf(businessIds);
    }

    public Set<Long> businessIds() {
        return businessIds;
    }

    /** Has something done, in the same transaction, once everything is written. */
    public void whenWritten(Runnable action) {
        afterwards.add(action);
    }

    /** To be called by the writer when everything is written. */
    public void written() {
        afterwards.forEach(Runnable::run);
    }
}
