package org.yuemao.base.bulk;

import java.util.HashSet;
import java.util.Set;

/** What is to become of the sectors of many rows. */
public record SectorsChange(How how, Set<String> sectors) {

    public SectorsChange {
        sectors = Set.copyOf(sectors);
    }

    /** Whether the sectors are added to those that a row has, taken away from them, or put in their place. */
    public enum How {
        ADD,
        REMOVE,
        SET
    }

    /** What a row's sectors are afterwards. */
    public Set<String> of(Set<String> before) {
        Set<String> after = new HashSet<>(how == How.SET ? Set.of() : before);
        if (how == How.REMOVE) {
            after.removeAll(sectors);
        } else {
            after.addAll(sectors);
        }
        return after;
    }
}
