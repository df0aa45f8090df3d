package org.yuemao.importing;

import java.util.List;
import java.util.Set;

/**
 * What a person may not see of a sheet, or see otherwise than its cells say.
 *
 * @param hiddenRows the numbers of the rows that are hidden or filtered out, and not blank
 * @param merged cells that stand for several rows
 */
public record SheetNotes(Set<Integer> hiddenRows, List<Merged> merged) {
    static final SheetNotes NONE = new SheetNotes(Set.of(), List.of());

    public SheetNotes {
        hiddenRows = Set.copyOf(hiddenRows);
        merged = List.copyOf(merged);
    }

    /**
     * A cell that is merged over several rows: only the first of them has its content.
     *
     * @param column its column, from 0; the first where it spans several
     * @param text what it says
     */
    public record Merged(int firstRow, int lastRow, int column, String text) {

        /** How many cells lie under the first one. */
        public int covered() {
            return lastRow - firstRow;
        }

        Merged saying(String content) {
            return new Merged(firstRow, lastRow, column, content);
        }
    }
}
