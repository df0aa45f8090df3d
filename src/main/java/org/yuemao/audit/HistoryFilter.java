package org.yuemao.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are shown; what is null or blank does not narrow.
 *
 * @param text a part of the name or the code of a record, or of what an operation is about
 * @param person the username of who made them
 * @param kind the kind of record, as the history names it
 * @param from the first day
 * @param to the last day
 * @param operation the operation whose entries alone are shown
 */
public record HistoryFilter(
        String text,
        @Nullable String person,
        @Nullable String kind,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long operation) {

    public static final HistoryFilter EVERYTHING = new HistoryFilter("", null, null, null, null, null);

    /** The entries of one operation. */
    public static HistoryFilter of(long operation) {
        return new HistoryFilter("", null, null, null, null, operation);
    }
}
