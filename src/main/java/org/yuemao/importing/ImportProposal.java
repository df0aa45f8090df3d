package org.yuemao.importing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet seems to hold, for a person to confirm or correct.
 *
 * @param headerRow the number of the row with the headers
 * @param columns the file's columns in their order
 * @param titles what stands above the header
 * @param skippedRows rows below the header that are none of the table, such as totals
 * @param notes what a person may not see of the rows of the table
 */
public record ImportProposal(
        TableSheet sheet,
        int headerRow,
        List<Column> columns,
        List<String> titles,
        Set<Integer> skippedRows,
        SheetNotes notes) {

    /**
     * A column of the file.
     *
     * @param index its place, from 0
     * @param column the id of the column that it seems to stand for, or null where that is for the person to say
     * @param unit in what the file says that it counts there; null where it says nothing
     * @param remembered whether the person has said so before
     * @param examples what stands in its first cells
     */
    public record Column(
            int index,
            String header,
            @Nullable String column,
            @Nullable StatedUnit unit,
            boolean remembered,
            List<String> examples) {}
}
