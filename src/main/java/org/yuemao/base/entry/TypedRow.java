package org.yuemao.base.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was typed: the text of each column that it has. What it does not have stays as it is kept.
 *
 * @param number where it stands in the file or block, from 1
 * @param record the record that it is about, where that is known; otherwise its natural key tells
 */
public record TypedRow(long number, @Nullable Long record, Map<String, String> cells) {

    /** A row that tells by itself what it is about. */
    public TypedRow(long number, Map<String, String> cells) {
        this(number, null, cells);
    }

    public TypedRow {
        cells = Map.copyOf(cells);
    }

    /** What stands in the column, blank where nothing does. */
    public String at(String column) {
        return cells.getOrDefault(column, "");
    }
}
