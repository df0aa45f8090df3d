package org.yuemao.base.bulk;

import java.util.List;
import org.yuemao.base.Names;

/**
 * What a change of many rows would do, or has done.
 *
 * @param changing how many rows change
 * @param unchanged how many are as wanted already
 * @param held rows that stay as they are, by the reason why
 */
public record BulkPlan(int changing, int unchanged, List<Held> held) {

    public BulkPlan {
        held = List.copyOf(held);
    }

    /**
     * Rows that may not be changed.
     *
     * @param key the translated sentence that says why
     * @param rows how many there are
     * @param named some of them by name
     */
    public record Held(String key, List<Object> arguments, int rows, List<Names> named) {}

    /** How many rows stay as they are although they should change. */
    public int heldRows() {
        return held.stream().mapToInt(Held::rows).sum();
    }
}
