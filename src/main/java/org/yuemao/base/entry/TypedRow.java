package org.yuemao.base.entry;

import java.util.Map;

/**
 * A row as it was typed: the text of each column that it has. What it does not have stays as it is kept.
 *
 * @param number where it stands in the file or block, from 1
 */
public record TypedRow(long number, Map<String, String> cells) {

    public TypedRow {
        cells = Map.copyOf(cells);
    }

    /** What stands in the column, blank where nothing does. */
    public String at(String column) {
        return cells.getOrDefault(column, "");
    }
}
