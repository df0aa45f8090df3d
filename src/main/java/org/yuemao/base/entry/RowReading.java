package org.yuemao.base.entry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cells of one row say, and what is wrong with those that say nothing. */
public final class RowReading {
    private final Map<String, Optional<Object>> values = new HashMap<>();
    private final Map<String, CellType<?>> types = new HashMap<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private final Map<String, Problem> remarks = new LinkedHashMap<>();

    private RowReading() {}

    /**
     * Reads a row.
     *
     * @param blanksClear whether a blank cell empties what is kept; otherwise it leaves it as it is
     */
    public static RowReading of(TypedRow row, List<EntryColumn<?>> columns, boolean blanksClear) {
        RowReading reading = new RowReading();
        for (EntryColumn<?> column : columns) {
            String typed = row.cells().get(column.id());
            if (typed == null || column.need() == EntryColumn.Need.SHOWN) {
                continue;
            }
            if (blank(typed)) {
                if (blanksClear) {
                    reading.values.put(column.id(), Optional.empty());
                }
                continue;
            }
            switch (column.type().read(typed)) {
                case Reading.Value<?> value -> {
                    reading.types.put(column.id(), column.type());
                    reading.values.put(column.id(), Optional.of(value.value()));
                    if (value.remark() != null) {
                        reading.remarks.put(column.id(), value.remark());
                    }
                }
                case Reading.Unreadable<?> not -> reading.problems.put(column.id(), not.problem());
            }
        }
        return reading;
    }

    /** Whether nothing that a person could see is typed; workbooks are full of exotic spaces. */
    static boolean blank(String typed) {
        return typed.codePoints()
                .allMatch(one ->
                        Character.isWhitespace(one) || Character.isSpaceChar(one) || one == 0x200b || one == 0xfeff);
    }

    /**
     * What the row says in the column, or the current value where it says nothing else: a text that a cell reads as the same,
     * such as one with two spaces in a row, is not changed by being written into a workbook and read again.
     */
    @SuppressWarnings("unchecked") // A column's id stands for one type, its own.
    public <T> @Nullable T or(String column, @Nullable T current) {
        Optional<Object> value = values.get(column);
        if (value == null) {
            return current;
        }
        Object said = value.orElse(null);
        CellType<?> type = types.get(column);
        if (type != null
                && current instanceof String kept
                && !kept.equals(said)
                && type.read(kept) instanceof Reading.Value<?> same
                && same.value().equals(said)) {
            return current;
        }
        return (T) said;
    }

    /** Whether the row says something in the column, be it that it is to be emptied. */
    public boolean says(String column) {
        return values.containsKey(column);
    }

    /** What cannot be read, by column. */
    public Map<String, Problem> problems() {
        return problems;
    }

    /** What was read otherwise than it was typed, by column. */
    public Map<String, Problem> remarks() {
        return remarks;
    }
}
