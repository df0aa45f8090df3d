package org.yuemao.base.entry;

/**
 * A column of records of one kind, the same in sheets, pasted blocks, workbooks and exports.
 *
 * @param id the component of the data record that it stands for
 * @param titleKey the key of its title; what else people call it stands in the text {@code titleKey + ".also"}, parted by
 *     semicolons, where there is such a text
 * @param need whether a row has to have it
 * @param width in characters of a workbook
 */
public record EntryColumn<T>(String id, String titleKey, CellType<T> type, Need need, int width) {

    /** Whether a row has to have a column. */
    public enum Need {
        /** Every row. */
        REQUIRED,
        /** A row may leave it empty. */
        OPTIONAL,
        /** Only written, for people who read an export; what an import says there is not kept. */
        SHOWN
    }
}
