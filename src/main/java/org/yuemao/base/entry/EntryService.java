package org.yuemao.base.entry;

import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Operations;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.RowPlan.Verdict;

/** Enters a block of rows, such as one that was pasted, in one transaction, and takes it back. The kinds say who may. */
@Service
@PreAuthorize("permitAll()")
public class EntryService {
    private final Operations operations;

    EntryService(Operations operations) {
        this.operations = operations;
    }

    /** What came of it: what was planned at the moment of writing, and the run that can be taken back. */
    public record Entered(List<RowPlan> plans, EntryRun run) {}

    /** What the rows would do; a blank cell empties what is kept. */
    @Transactional(readOnly = true)
    public List<RowPlan> plan(RecordRows kind, List<TypedRow> rows) {
        return kind.plan(rows, new EntryRun(true, false));
    }

    /** Writes the rows that are right by now and leaves the wrong ones out. */
    @Transactional
    public Entered enter(RecordRows kind, List<TypedRow> rows) {
        return operations.together(Operations.Kind.ENTRY, rows.size(), () -> write(kind, rows));
    }

    private static Entered write(RecordRows kind, List<TypedRow> rows) {
        EntryRun run = new EntryRun(true, true);
        kind.hold(rows);
        List<RowPlan> plans = kind.plan(rows, run);
        kind.write(
                plans.stream().filter(plan -> plan.verdict() != Verdict.WRONG).toList(), run);
        kind.finish(run);
        return new Entered(plans, run);
    }

    /**
     * The same for rows about records of which these versions were seen; refused as a whole where somebody has changed one of
     * them since.
     *
     * @param seen the version that was seen of a record, by its id
     */
    @Transactional
    public Entered enter(RecordRows kind, List<TypedRow> rows, Map<Long, Long> seen) {
        Entered entered = enter(kind, rows);
        for (EntryRun.Written one : entered.run().written()) {
            Long version = one.before() == null ? null : seen.get(one.id());
            if (version != null && one.version() != version + 1) {
                throw new StaleRecord(one.kind(), one.id());
            }
        }
        return entered;
    }

    /** Takes everything back that was entered; refused as a whole where somebody has changed a part of it since. */
    @Transactional
    public void takeBack(RecordRows kind, EntryRun run) {
        operations.together(Operations.Kind.UNDO, run.written().size(), () -> {
            kind.takeBack(run.written());
            return Boolean.TRUE;
        });
    }
}
