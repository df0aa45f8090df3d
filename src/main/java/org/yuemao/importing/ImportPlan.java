package org.yuemao.importing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a file is to be understood.
 *
 * @param kind the kind of record
 * @param sheet the sheet's place in the file, from 0
 * @param headerRow the number of the row with the headers
 * @param columns by the file's column, from 0, what it stands for; others are not imported
 * @param fixed what all rows say in a column that the file does not have
 * @param blanksClear whether a blank cell empties what is kept
 * @param skippedRows rows below the header that are none of the table, such as totals
 * @param merged cells that say the same for all rows over which they are merged
 */
public record ImportPlan(
        String kind,
        int sheet,
        int headerRow,
        Map<Integer, Meaning> columns,
        Map<String, String> fixed,
        boolean blanksClear,
        Set<Integer> skippedRows,
        List<SheetNotes.Merged> merged) {

    /** Where no cell stands for several rows. */
    public ImportPlan(
            String kind,
            int sheet,
            int headerRow,
            Map<Integer, Meaning> columns,
            Map<String, String> fixed,
            boolean blanksClear,
            Set<Integer> skippedRows) {
        this(kind, sheet, headerRow, columns, fixed, blanksClear, skippedRows, List.of());
    }

    public ImportPlan {
        columns = Map.copyOf(columns);
        fixed = Map.copyOf(fixed);
        skippedRows = Set.copyOf(skippedRows);
        merged = List.copyOf(merged);
    }

    /** The same, where these cells say the same for all rows over which they are merged. */
    public ImportPlan withMerged(List<SheetNotes.Merged> cells) {
        return new ImportPlan(kind, sheet, headerRow, columns, fixed, blanksClear, skippedRows, cells);
    }

    /**
     * What a column of the file stands for.
     *
     * @param column the id of the kind's column
     * @param factor what its numbers are to be multiplied with, such as 10,000 under 意向成交额（万元）
     */
    public record Meaning(String column, BigDecimal factor) {

        public Meaning(String column) {
            this(column, BigDecimal.ONE);
        }
    }
}
