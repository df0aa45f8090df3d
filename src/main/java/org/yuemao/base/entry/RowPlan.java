package org.yuemao.base.entry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row would do if it were written now.
 *
 * @param problems why it cannot be written, by column; the key {@link #WHOLE_ROW} for what concerns no column alone
 * @param remarks what a person should look at before it is written, by column
 * @param changes what would change, from what to what
 * @param target what the kind needs to write it; nobody else's business
 */
public record RowPlan(
        TypedRow row,
        Verdict verdict,
        Map<String, Problem> problems,
        Map<String, Problem> remarks,
        List<Change> changes,
        @Nullable Object target) {
    /** Stands for no column alone. */
    public static final String WHOLE_ROW = "";

    public enum Verdict {
        /** A new record. */
        NEW,
        /** Changes a record that is kept. */
        CHANGED,
        /** Says what is kept already. */
        UNCHANGED,
        /** Cannot be written. */
        WRONG
    }

    /** What changes in one column; null where there is nothing. */
    public record Change(
            String column,
            @Nullable Object before,
            @Nullable Object after) {}

    public static RowPlan wrong(TypedRow row, Map<String, Problem> problems) {
        return new RowPlan(row, Verdict.WRONG, problems, Map.of(), List.of(), null);
    }
}
