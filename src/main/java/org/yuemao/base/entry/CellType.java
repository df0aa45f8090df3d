package org.yuemao.base.entry;

import java.util.List;
import java.util.Locale;

/** What the cells of a column hold: reads them as people write them, and writes them so that they are read as the same. */
public interface CellType<T> {

    /** How a sheet edits and a workbook formats such a cell. */
    enum Shape {
        TEXT,
        LONG_TEXT,
        NUMBER,
        DATE,
        PERIOD,
        CHOICE,
        CHOICES
    }

    Shape shape();

    /** Reads a cell that is not blank. */
    Reading<T> read(String typed);

    /** The value as text in the language. */
    String write(T value, Locale locale);

    /** How many decimals a number has; 0 for everything else. */
    default int decimals() {
        return 0;
    }

    /** What can be chosen; nothing where anything can be typed. */
    default List<Choice> choices() {
        return List.of();
    }
}
