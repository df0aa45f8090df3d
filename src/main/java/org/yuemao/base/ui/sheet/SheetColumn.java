package org.yuemao.base.ui.sheet;

import java.util.List;

/**
 * A column of a sheet.
 *
 * @param about what the header says on hover, or empty
 * @param onlyNew whether only rows that are not kept yet take something here
 * @param lookup whether the choices are asked for while one types, being too many to send at once
 * @param width in rem
 */
public record SheetColumn(
        String id,
        String header,
        String about,
        Kind kind,
        boolean required,
        boolean onlyNew,
        boolean lookup,
        double width,
        List<SheetChoice> choices) {

    /** How a column's cells are edited. */
    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        DATE,
        CHOICE,
        CHOICES,
        READ_ONLY
    }

    public SheetColumn(String id, String header, Kind kind, double width) {
        this(id, header, "", kind, false, false, false, width, List.of());
    }

    /** The same, with these choices. */
    public SheetColumn of(List<SheetChoice> offered) {
        return new SheetColumn(id, header, about, kind, required, onlyNew, lookup, width, offered);
    }

    /** The same, with choices that are asked for while one types. */
    public SheetColumn lookedUp() {
        return new SheetColumn(id, header, about, kind, required, onlyNew, true, width, choices);
    }

    /** The same, needed in each row. */
    public SheetColumn needed() {
        return new SheetColumn(id, header, about, kind, true, onlyNew, lookup, width, choices);
    }

    /** The same, fixed once a row is kept. */
    public SheetColumn onlyInNewRows() {
        return new SheetColumn(id, header, about, kind, required, true, lookup, width, choices);
    }
}
