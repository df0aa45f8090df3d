package org.yuemao.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Operations;

/**
 * A line of the search over all changes: one entry, or an operation that opens into its entries.
 *
 * @param id the number of the entry or of the operation
 * @param fullName the full name of the person, where the account is there
 */
public record HistoryLine(
        long id,
        Instant recordedAt,
        String person,
        @Nullable String fullName,
        Content content) {

    /** What the line is about. */
    public sealed interface Content {}

    /**
     * A change of one record.
     *
     * @param action CREATED, CHANGED or REMOVED
     * @param recordId the number of the record, as the history keeps it
     * @param record how people know it; null where nothing is known of it any more
     * @param exists whether the record is there
     */
    public record Change(
            String kind,
            String recordId,
            String action,
            @Nullable NamedRecord record,
            boolean exists,
            List<History.FieldChange> fields)
            implements Content {}

    /**
     * What was done to many records together.
     *
     * @param subject what it is about where its rows do not say it
     * @param parts how many entries it has of each kind of record
     */
    public record Operation(
            Operations.Kind kind,
            @Nullable String subject,
            @Nullable String reason,
            long entries,
            Map<String, Long> parts)
            implements Content {}

    /** Newest first; of one moment operations first. */
    static int newestFirst(HistoryLine one, HistoryLine other) {
        int byMoment = other.recordedAt.compareTo(one.recordedAt);
        if (byMoment != 0) {
            return byMoment;
        }
        int bySort = Boolean.compare(one.content instanceof Change, other.content instanceof Change);
        return bySort == 0 ? Long.compare(other.id, one.id) : bySort;
    }
}
