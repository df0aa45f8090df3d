package org.yuemao.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.RestorableRecords.Kept;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.security.Rights;

/** Restores earlier versions of records: what a record said after an entry of its history, written as a change of today. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class Restoring {
    private static final int LONGEST_REASON = 1_000;

    private final Map<String, RestorableRecords<?>> kinds = new HashMap<>();
    private final JdbcClient database;
    private final Operations operations;

    Restoring(List<RestorableRecords<?>> kinds, JdbcClient database, Operations operations) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
        this.database = database;
        this.operations = operations;
    }

    /**
     * What restoring would change.
     *
     * @param version the version of the record that this is about
     * @param changes each field from what it is now to what it was; none where the record says the same now
     */
    public record Plan(long version, List<History.FieldChange> changes) {}

    /** Whether the current person may change the record, so that an earlier version can be restored at all. */
    public boolean mayRestore(String kind, long id) {
        RestorableRecords<?> records = kinds.get(kind);
        return records != null && records.find(id).filter(Kept::mayWrite).isPresent();
    }

    /** What would be changed if the record were to say what it said after the entry; nothing where it is not there. */
    public Optional<Plan> plan(String kind, long id, long entry) {
        RestorableRecords<?> records = kinds.get(kind);
        return records == null ? Optional.empty() : plan(records, id, entry);
    }

    private <R extends Record> Optional<Plan> plan(RestorableRecords<R> records, long id, long entry) {
        return records.find(id).map(now -> {
            R then = earlier(records, id, entry, now.data());
            return new Plan(
                    now.version(),
                    ChangeLog.differences(now.data(), then).entrySet().stream()
                            .map(change -> new History.FieldChange(
                                    change.getKey(),
                                    change.getValue().before(),
                                    change.getValue().after()))
                            .toList());
        });
    }

    /**
     * Makes the record say what it said after the entry.
     *
     * @param version the version of the record that the person has seen
     * @param reason why, for the history
     */
    @Transactional
    public void restore(String kind, long id, long version, long entry, String reason) {
        Refusal.when(reason.isBlank(), "reason", "audit.refused.reason");
        Refusal.when(reason.strip().length() > LONGEST_REASON, "reason", "audit.refused.long", LONGEST_REASON);
        RestorableRecords<?> records = kinds.get(kind);
        if (records == null) {
            throw new RecordNotFound(kind, id);
        }
        operations.within(new Operation(Operations.Kind.RESTORE, null, reason.strip(), null), () -> {
            restore(records, id, version, entry);
            return Boolean.TRUE;
        });
    }

    private <R extends Record> void restore(RestorableRecords<R> records, long id, long version, long entry) {
        Kept<R> now = records.find(id).orElseThrow(() -> new RecordNotFound(records.kind(), id));
        records.restore(id, version, earlier(records, id, entry, now.data()));
    }

    /** What the record said after the entry: what it says now, with all that came later taken back, the newest first. */
    private <R extends Record> R earlier(RestorableRecords<R> records, long id, long entry, R now) {
        EarlierRecords.Since since = new EarlierRecords.Since();
        boolean known = database.sql("select count(*) from change_entry where id = :entry and record_kind = :kind"
                                + " and record_id = :id and action <> 'REMOVED'")
                        .param("entry", entry)
                        .param("kind", records.kind())
                        .param("id", Long.toString(id))
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            throw new RecordNotFound("Entry", entry);
        }
        database.sql("select f.field, f.value_before from change_entry c join field_change f on f.entry_id = c.id"
                        + " where c.record_kind = :kind and c.record_id = :id and c.id > :entry order by c.id desc")
                .param("kind", records.kind())
                .param("id", Long.toString(id))
                .param("entry", entry)
                .query(row -> {
                    since.takeBack(row.getString(1), row.getString(2));
                });
        return records.restorable(since.takenBack(records.type(), now), now);
    }
}
