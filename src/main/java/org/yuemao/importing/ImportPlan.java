package org.yuemao.importing;

import java.math.BigDecimal;
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
 */
public record ImportPlan(
        String kind,
        int sheet,
        int headerRow,
        Map<Integer, Meaning> columns,
        Map<String, String> fixed,
        boolean blanksClear,
        Set<Integer> skippedRows) {

    public ImportPlan {
        columns = Map.copyOf(columns);
        fixed = Map.copyOf(fixed);
        skippedRows = Set.copyOf(skippedRows);
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
