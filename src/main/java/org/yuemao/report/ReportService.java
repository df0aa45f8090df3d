package org.yuemao.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.stereotype.Service;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.Traced;
import org.yuemao.base.Wording;
import org.yuemao.event.Programme;
import org.yuemao.report.pdf.PdfReport;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;
import org.yuemao.summary.Included;

/** Makes annual reports in the background, and keeps them for the person who has ordered them. */
@Service
@PreAuthorize(Rights.READ)
public class ReportService implements DisposableBean {
    /** So many reports of a person are kept; older ones make room. */
    public static final int KEPT = 20;

    /** So many reports of one person wait or are made at once. */
    public static final int OF_ONE_PERSON = 4;

    /** So many wait or are made in all. */
    public static final int IN_ALL = 40;

    private static final Logger LOG = LoggerFactory.getLogger(ReportService.class);

    /** Each takes some tens of megabytes, and a processor for a second or two. */
    private static final int MADE_AT_ONCE = 2;

    private final ReportStore store;
    private final ReportComposer composer;
    private final ReportFiles files;
    private final CurrentPerson currentPerson;
    private final ReadingRights rights;
    private final Wording wording;
    private final Clock clock;
    private final Map<Long, ReportJob> jobs = new ConcurrentHashMap<>();
    private final Map<Long, Long> owners = new ConcurrentHashMap<>();
    private final List<Following> followers = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            MADE_AT_ONCE, Thread.ofPlatform().daemon().name("report-", 0).factory());

    private record Following(long account, Runnable follower) {}

    ReportService(
            ReportStore store,
            ReportComposer composer,
            ReportFiles files,
            CurrentPerson currentPerson,
            ReadingRights rights,
            Wording wording,
            Clock clock) {
        this.store = store;
        this.composer = composer;
        this.files = files;
        this.currentPerson = currentPerson;
        this.rights = rights;
        this.wording = wording;
        this.clock = clock;
    }

    /** Whether a report of the person's may count what is not approved yet as well. */
    public boolean mayCountAll() {
        return rights.readsDrafts();
    }

    /**
     * Orders a report; it is made in the background.
     *
     * @return its number
     * @throws Refusal where too many are under way already
     */
    public long order(ReportOrder wanted) {
        ReportOrder order = mayCountAll() ? wanted : wanted.with(Included.APPROVED);
        Refusal.when(
                order.year() < Period.FIRST_YEAR || order.year() > Period.LAST_YEAR,
                "year",
                "report.refused.year",
                Period.FIRST_YEAR,
                Period.LAST_YEAR);
        Refusal.when(order.format() == ReportFormat.PDF && !PdfReport.isPossible(), "format", "report.refused.font");
        long account = account();
        ReportJob job;
        synchronized (jobs) {
            long own = owners.values().stream().filter(one -> one == account).count();
            Refusal.when(own >= OF_ONE_PERSON, null, "report.refused.own", OF_ONE_PERSON);
            Refusal.when(owners.size() >= IN_ALL, null, "report.refused.all");
            long id = store.add(account, order);
            job = new ReportJob(id, () -> tell(account));
            jobs.put(id, job);
            owners.put(id, account);
        }
        workers.execute(new DelegatingSecurityContextRunnable(Traced.work(() -> make(account, job, order))));
        tell(account);
        return job.id();
    }

    private void make(long account, ReportJob job, ReportOrder order) {
        Path file = null;
        try {
            job.progress(0, clock.millis());
            store.begun(job.id());
            tell(account);
            ReportContent content = composer.compose(order);
            job.progress(0.1, clock.millis());
            file = Files.createTempFile("yuemao-report-", "." + order.format().ending());
            @Nullable Integer pages;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                pages = files.write(content, out, part -> job.progress(0.1 + 0.85 * part, clock.millis()));
            }
            job.progress(0.95, clock.millis());
            try (InputStream in = Files.newInputStream(file)) {
                store.done(account, job.id(), content, pages, in);
            }
        } catch (ReportJob.Cancelled cancelled) {
            end(job, ReportState.CANCELLED);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (!workers.isShutdown()) {
                LOG.error("A report could not be made", e);
            }
            end(job, ReportState.FAILED);
        } finally {
            jobs.remove(job.id());
            owners.remove(job.id());
            delete(file);
            tell(account);
        }
    }

    private void end(ReportJob job, ReportState state) {
        if (!workers.isShutdown()) {
            store.ended(job.id(), state);
        }
        // Otherwise the program ends, and its next start marks as interrupted what was under way.
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("The file of a report could not be deleted", e);
        }
    }

    /** The reports of the person who has signed in, the newest first. */
    public List<Report> mine() {
        return store.of(account()).stream().map(this::withProgress).toList();
    }

    private Report withProgress(Report report) {
        ReportJob job = jobs.get(report.id());
        return job == null
                ? report
                : new Report(
                        report.id(),
                        report.order(),
                        report.state(),
                        report.orderedAt(),
                        report.endedAt(),
                        report.asOf(),
                        report.fileSize(),
                        report.pages(),
                        report.outdated(),
                        job.fraction());
    }

    /** Stops a report of the person's; nothing of it is kept. */
    public void cancel(long id) {
        ReportJob job = jobs.get(id);
        Long owner = owners.get(id);
        if (job != null && owner != null && owner == account()) {
            job.cancel();
        }
    }

    /** Removes a report of the person's that is not under way. */
    public void remove(long id) {
        long account = account();
        store.remove(account, id);
        tell(account);
    }

    /** A report of the person's that is done. */
    public Report find(long id) {
        return store.find(account(), id)
                .filter(report -> report.state() == ReportState.DONE)
                .orElseThrow(() -> new RecordNotFound("report", id));
    }

    /** Writes the file of a report of the person's. */
    public void write(long id, OutputStream out) throws IOException {
        find(id);
        store.copy(id, out);
    }

    /** What the file of a report is called. */
    public String fileName(Report report, Locale language) {
        return wording.of(
                        "report.file",
                        language,
                        String.valueOf(report.order().year()),
                        wording.of(
                                "report.programme."
                                        + ReportProgrammes.kept(report.order().programme()),
                                language))
                + "." + report.order().format().ending();
    }

    /** What the sections of a report on a year and a programme, or on both, say as long as nobody writes anything, by section. */
    public Map<String, String> generatedTexts(int year, @Nullable Programme programme, Locale language) {
        return composer.generated(year, programme, language);
    }

    /** Calls when a report of the person's has got on, at most some times a second, on any thread. */
    public Runnable follow(Runnable follower) {
        Following following = new Following(account(), follower);
        followers.add(following);
        return () -> followers.remove(following);
    }

    private void tell(long account) {
        for (Following following : followers) {
            if (following.account() == account) {
                following.follower().run();
            }
        }
    }

    private long account() {
        return currentPerson.get().accountId();
    }

    /** How many wait or are being made. */
    @PreAuthorize("permitAll()")
    public int underWay() {
        return owners.size();
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
