package org.yuemao.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.Traced;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.importing.ImportJob.Counts;
import org.yuemao.importing.ImportJob.Phase;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/**
 * Imports files: a file is received, its sheet proposed for mapping, then checked and written in the background. What one
 * import writes is written in one transaction, all of it or nothing; others work meanwhile.
 */
@Service
@PreAuthorize(Rights.WRITE)
public class ImportService implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ImportService.class);
    private static final int CHUNK = 1_000;

    /** What is written of so many rows is remembered to be taken back. */
    private static final int REMEMBERED = 20_000;

    /** So many files are checked at once; each takes a database connection, and its rows memory. */
    private static final int CHECKED_AT_ONCE = 2;

    private final Map<String, RecordRows> kinds = new LinkedHashMap<>();
    private final ImportRecords records;
    private final CurrentPerson currentPerson;
    private final Wording wording;
    private final PlatformTransactionManager transactions;
    private final Operations operations;
    private final Clock clock;
    private final Path folder;
    private final AtomicInteger running = new AtomicInteger();
    private final RunningUploads uploads = new RunningUploads();
    private final ExecutorService checking = workers("import-check-", CHECKED_AT_ONCE);

    /** One after the other: two that hold the same events in another order would wait for each other. */
    private final ExecutorService writing = workers("import-write-", 1);

    ImportService(
            List<RecordRows> kinds,
            ImportRecords records,
            CurrentPerson currentPerson,
            Wording wording,
            PlatformTransactionManager transactions,
            Operations operations,
            Clock clock,
            @Value("${yuemao.data}") Path data)
            throws IOException {
        kinds.forEach(rows -> this.kinds.put(rows.kind(), rows));
        this.records = records;
        this.currentPerson = currentPerson;
        this.wording = wording;
        this.transactions = transactions;
        this.operations = operations;
        this.clock = clock;
        folder = Files.createDirectories(data.resolve("imports"));
        // What an earlier run of the program has left cannot be gone on with.
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : (Iterable<Path>) left::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static ExecutorService workers(String name, int atOnce) {
        return Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    /** The kinds of records that can be imported. */
    public List<RecordRows> kinds() {
        return List.copyOf(kinds.values());
    }

    /** The kind with the name, if there is one. */
    public @Nullable RecordRows kind(String name) {
        return kinds.get(name);
    }

    /**
     * Takes a file over, up to the size that is allowed.
     *
     * @throws Refusal where it is too large, or too many are under way
     */
    public ImportFile receive(String name, InputStream content) throws IOException {
        RunningUploads.Place place = uploads.take(currentPerson.username());
        try {
            return copy(name, content);
        } finally {
            place.close();
        }
    }

    private ImportFile copy(String name, InputStream content) throws IOException {
        Path path = folder.resolve(UUID.randomUUID().toString());
        long most = Limits.FILE_MEGABYTES * 1024 * 1024;
        try {
            long size = Files.copy(new Limited(content, most), path);
            return new ImportFile(path, name, size);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** The sheets of the file that an import may be about; refused where it is no file with tables. */
    public List<TableSheet> tables(ImportFile file) {
        try (TableFile table = TableFile.open(file.path(), file.name())) {
            List<TableSheet> tables = table.tables();
            Refusal.when(tables.isEmpty(), null, "importing.file.no-table");
            return tables;
        }
    }

    /** What the sheet seems to hold of the kind of record. */
    public ImportProposal propose(ImportFile file, String kind, TableSheet sheet) {
        RecordRows rows = kinds.get(kind);
        if (rows == null) {
            throw new IllegalArgumentException("No such kind: " + kind);
        }
        HeaderNames names = new HeaderNames(rows.columns(), wording);
        Map<String, String> remembered = records.mapping(currentPerson.username(), kind);
        return new Proposing(names, remembered).propose(file, sheet);
    }

    /** Checks the file as it is to be understood, in the background, and remembers that for the next file of this kind. */
    public ImportJob check(ImportFile file, ImportPlan plan, ImportProposal proposal) {
        RecordRows rows = kinds.get(plan.kind());
        if (rows == null) {
            throw new IllegalArgumentException("No such kind: " + plan.kind());
        }
        Map<String, String> meant = new HashMap<>();
        proposal.columns().forEach(column -> {
            ImportPlan.Meaning meaning = plan.columns().get(column.index());
            String header = HeaderNames.folded(column.header());
            if (!header.isEmpty() && header.length() <= 200) {
                meant.put(header, meaning == null ? "" : meaning.column());
            }
        });
        records.remember(currentPerson.username(), plan.kind(), meant);
        ImportJob job =
                new ImportJob(file, rows, plan, folder.resolve(file.path().getFileName() + ".wrong"));
        checking.execute(new DelegatingSecurityContextRunnable(counted(() -> check(job))));
        return job;
    }

    /** How many files are being checked or written, or wait for it. */
    @PreAuthorize("permitAll()")
    public int running() {
        return running.get();
    }

    private Runnable counted(Runnable work) {
        running.incrementAndGet();
        return Traced.work(() -> {
            try {
                work.run();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    private void check(ImportJob job) {
        attempt(
                job,
                () -> {
                    job.enter(Phase.CHECKING, clock.millis());
                    EntryRun run = new EntryRun(job.plan().blanksClear(), false);
                    ImportJob.Samples samples = new ImportJob.Samples();
                    try (WrongRows.Writing wrong = WrongRows.write(job.wrongRows())) {
                        Counts counts = each(
                                job,
                                run,
                                plans -> plans.forEach(plan -> {
                                    samples.see(plan);
                                    wrong.add(plan);
                                }));
                        job.show(samples);
                        job.progress(counts, 1, clock.millis());
                    }
                    job.enter(Phase.CHECKED, clock.millis());
                },
                (state, why) -> {
                    // Nothing is kept of a check.
                });
    }

    /**
     * Writes a checked file, in the background.
     *
     * @param onlyIfAllAreRight whether nothing is written where one row is wrong by then; otherwise the wrong rows are left out
     */
    public void write(ImportJob job, boolean onlyIfAllAreRight) {
        if (job.phase() != Phase.CHECKED) {
            throw new IllegalStateException("Only a checked file is written");
        }
        job.enter(Phase.WAITING, clock.millis());
        writing.execute(
                new DelegatingSecurityContextRunnable(counted(() -> write(job, onlyIfAllAreRight, job.counts()))));
    }

    private void write(ImportJob job, boolean onlyIfAllAreRight, Counts expected) {
        long id = records.begin(job.rows().kind(), job.file(), currentPerson.username());
        attempt(
                job,
                () -> {
                    job.enter(Phase.WRITING, clock.millis());
                    EntryRun run =
                            new EntryRun(job.plan().blanksClear(), expected.fresh() + expected.changed() <= REMEMBERED);
                    Operation operation =
                            new Operation(Operations.Kind.IMPORT, job.file().name(), null, id);
                    ImportJob.Samples samples = new ImportJob.Samples();
                    Counts counts = Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
                        Counts all = operations.within(operation, () -> writeAll(job, run, onlyIfAllAreRight, samples));
                        records.done(id, all);
                        return all;
                    }));
                    job.show(samples);
                    job.wrote(run.written());
                    job.progress(counts, 1, clock.millis());
                    job.enter(Phase.DONE, clock.millis());
                },
                (state, why) -> records.ended(id, state, why));
    }

    private Counts writeAll(ImportJob job, EntryRun run, boolean onlyIfAllAreRight, ImportJob.Samples samples) {
        try (WrongRows.Writing wrong = WrongRows.write(job.wrongRows())) {
            Counts counts = each(job, run, plans -> {
                for (RowPlan plan : plans) {
                    Refusal.when(
                            onlyIfAllAreRight && plan.verdict() == Verdict.WRONG,
                            null,
                            "importing.failed.wrong-by-now",
                            plan.row().number());
                    samples.see(plan);
                    wrong.add(plan);
                }
                job.rows()
                        .write(
                                plans.stream()
                                        .filter(plan -> plan.verdict() != Verdict.WRONG)
                                        .toList(),
                                run);
            });
            if (job.isCancelled()) {
                throw new Cancelled();
            }
            job.rows().finish(run);
            return counts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes back what an import has written, where that was remembered. */
    public void takeBack(ImportJob job) {
        Refusal.when(!job.canBeTakenBack(), null, "importing.refused.take-back");
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> operations.within(
                        Operation.about(Operations.Kind.UNDO, job.file().name()), () -> {
                            job.rows().takeBack(job.written());
                            return Boolean.TRUE;
                        }));
        job.wrote(List.of());
    }

    /** Stops an import; nothing of it is kept unless it is done already. */
    public void cancel(ImportJob job) {
        job.cancel();
    }

    /** Gives a file up, with the import of it that may be under way. */
    public void discard(ImportFile file, @Nullable ImportJob job) {
        if (job != null) {
            job.cancel();
        }
        try {
            Files.deleteIfExists(file.path());
            if (job != null) {
                Files.deleteIfExists(job.wrongRows());
            }
        } catch (IOException e) {
            LOG.warn("A file that was imported could not be deleted", e);
        }
    }

    /** The last imports, newest first: officials see everybody's, clerks their own. */
    public List<ImportRun> last(int most) {
        return records.last(currentPerson.get().role() == Role.OFFICIAL ? null : currentPerson.username(), most);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Takes down how an attempt ended that did not succeed, before anybody hears of it. */
    private interface Ended {
        void note(ImportRun.State state, @Nullable String why);
    }

    private void attempt(ImportJob job, Work work, Ended ended) {
        try {
            work.run();
        } catch (Cancelled cancelled) {
            ended.note(ImportRun.State.CANCELLED, null);
            job.enter(Phase.CANCELLED, clock.millis());
        } catch (IOException | RuntimeException e) {
            Problem why = reason(e);
            ended.note(ImportRun.State.FAILED, why.key());
            job.fail(why);
        }
    }

    private static Problem reason(Exception failure) {
        return switch (failure) {
            case Refusal refusal -> Problem.of(refusal);
            case AccessDeniedException denied -> Problem.of("importing.failed.denied");
            case StaleRecord changed -> changedMeanwhile(changed);
            case OptimisticLockingFailureException changed -> changedMeanwhile(changed);
            case PessimisticLockingFailureException changed -> changedMeanwhile(changed);
            case DataIntegrityViolationException changed -> changedMeanwhile(changed);
            default -> {
                LOG.error("An import failed", failure);
                yield Problem.of("importing.failed.error");
            }
        };
    }

    private static Problem changedMeanwhile(Exception changed) {
        LOG.info("An import ended since others changed the same records meanwhile", changed);
        return Problem.of("importing.failed.changed-meanwhile");
    }

    /** Somebody has asked to stop. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Chunks {
        void take(List<RowPlan> plans);
    }

    /** Plans all rows of the file, some at a time. */
    private Counts each(ImportJob job, EntryRun run, Chunks chunks) {
        ImportPlan plan = job.plan();
        RowsOfFile reading = new RowsOfFile(job.rows(), plan);
        Counts counts = Counts.NONE;
        try (TableFile file = TableFile.open(job.file().path(), job.file().name());
                TableRows rows = MergedRows.over(file.rows(file.sheets().get(plan.sheet())), plan.merged())) {
            List<TableRow> chunk = new ArrayList<>();
            while (rows.hasNext()) {
                TableRow row = rows.next();
                if (row.number() > plan.headerRow() && !plan.skippedRows().contains(row.number())) {
                    chunk.add(row);
                }
                if (chunk.size() == CHUNK || !rows.hasNext() && !chunk.isEmpty()) {
                    if (job.isCancelled()) {
                        throw new Cancelled();
                    }
                    List<RowPlan> plans = reading.plan(chunk, run);
                    chunks.take(plans);
                    counts = plus(counts, plans);
                    job.progress(counts, rows.fractionRead(), clock.millis());
                    chunk.clear();
                }
            }
        }
        return counts;
    }

    private static Counts plus(Counts counts, List<RowPlan> plans) {
        long fresh = counts.fresh();
        long changed = counts.changed();
        long unchanged = counts.unchanged();
        long wrong = counts.wrong();
        long remarked = counts.remarked();
        for (RowPlan plan : plans) {
            switch (plan.verdict()) {
                case NEW -> fresh++;
                case CHANGED -> changed++;
                case UNCHANGED -> unchanged++;
                case WRONG -> wrong++;
            }
            if (!plan.remarks().isEmpty()) {
                remarked++;
            }
        }
        return new Counts(fresh, changed, unchanged, wrong, remarked);
    }

    @Override
    public void destroy() {
        checking.shutdownNow();
        writing.shutdownNow();
    }

    /** Reads no more than is allowed. */
    private static final class Limited extends InputStream {
        private final InputStream from;
        private final long most;
        private long read;

        Limited(InputStream from, long most) {
            this.from = from;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = from.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = from.read(into, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int some) {
            read += some;
            Refusal.when(read > most, null, "importing.file.large", Limits.FILE_MEGABYTES);
        }
    }
}
