package org.yuemao.base.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

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
            @Nullable Object after) {

        /**
         * What changes from what stood in the columns to what is to stand there, in the order of the columns.
         *
         * @param before null for a new record
         */
        public static List<Change> between(
                @Nullable Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
            List<Change> changes = new ArrayList<>();
            after.forEach((column, value) -> {
                Object kept = before == null ? null : before.get(column);
                if (!Objects.equals(kept, value)) {
                    changes.add(new Change(column, kept, value));
                }
            });
            return changes;
        }
    }

    public static RowPlan wrong(TypedRow row, Map<String, Problem> problems) {
        return new RowPlan(row, Verdict.WRONG, problems, Map.of(), List.of(), null);
    }

    /** A row that the service would refuse. */
    public static RowPlan refused(TypedRow row, Refusal refusal) {
        return wrong(row, Map.of(Objects.requireNonNullElse(refusal.field(), WHOLE_ROW), Problem.of(refusal)));
    }

    /** A row that an earlier one has said already. */
    public static RowPlan twice(TypedRow row, long before) {
        return wrong(row, Map.of(WHOLE_ROW, Problem.of("base.row.twice", before)));
    }
}
