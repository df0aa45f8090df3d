package org.yuemao.review;

import java.util.List;
import org.yuemao.base.bulk.BulkPlan.Held;

/**
 * What came of a step that many records should take.
 *
 * @param done how many took it
 * @param held those that did not, by the reason why
 */
public record ReviewOutcome(int done, List<Held> held) {

    public ReviewOutcome {
        held = List.copyOf(held);
    }

    /** How many records stay where they were. */
    public int heldRecords() {
        return held.stream().mapToInt(Held::rows).sum();
    }
}
