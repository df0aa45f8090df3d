package org.yuemao.diagnosis.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.yuemao.base.Jobs.Job;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.diagnosis.Diagnostics;
import org.yuemao.diagnosis.Standing;
import org.yuemao.diagnosis.Trouble;

/** How the desk is now, what it does by itself, and what has gone wrong last; and all of it as a text for whoever helps. */
@Route("diagnostics")
@RolesAllowed("ADMINISTRATOR")
@StyleSheet("diagnosis.css")
class DiagnosticsView extends Composite<Div> implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1L << 20);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'yuemao-diagnostics-'yyyy-MM-dd-HHmm'.txt'");

    private static final int SHOWN = 50;

    private final transient Diagnostics diagnostics;
    private final Span asOf = new Span();
    private final Facts program = new Facts(getTranslation("diagnosis.program"));
    private final Facts database = new Facts(getTranslation("diagnosis.database"));
    private final Facts room = new Facts(getTranslation("diagnosis.room"));
    private final Facts use = new Facts(getTranslation("diagnosis.use"));
    private final Grid<Job> jobs = new Grid<>();
    private final Grid<Trouble> troubles = new Grid<>();
    private final Div text = new Div();
    private transient Standing standing;
    private transient List<Trouble> shownTroubles = List.of();

    DiagnosticsView(Diagnostics diagnostics, FollowedStanding followed) {
        this.diagnostics = diagnostics;
        standing = diagnostics.look();
        asOf.addClassName("quiet");
        jobColumns();
        troubleColumns();
        Div facts = new Div(program, database, room, use);
        facts.addClassName("diagnosis-all");
        Div running = card("diagnosis.jobs", jobs);
        Div wrong = card("diagnosis.troubles", troubles);
        text.addClassName("diagnosis-text");
        text.getElement().setAttribute("aria-hidden", "true");
        getContent().addClassNames("view", "diagnosis");
        getContent()
                .add(
                        new ViewHeader(getPageTitle(), copy(), download()).about(asOf),
                        about(),
                        facts,
                        running,
                        wrong,
                        text);
        show();
        followed.follow(this, () -> {
            standing = diagnostics.look();
            show();
        });
        NarrowWindow.follow(this, narrow -> {
            List.of("runs", "failures", "took")
                    .forEach(key -> jobs.getColumnByKey(key).setVisible(!narrow));
            List.of("where", "request")
                    .forEach(key -> troubles.getColumnByKey(key).setVisible(!narrow));
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("diagnosis.title");
    }

    private Paragraph about() {
        Paragraph about = new Paragraph(getTranslation("diagnosis.about"));
        about.addClassName("quiet");
        return about;
    }

    private Div card(String key, Grid<?> grid) {
        Div card = new Div(new H2(getTranslation(key)), grid);
        card.addClassNames("form-card", "diagnosis-list");
        return card;
    }

    private Button copy() {
        Button copy = new Button(getTranslation("diagnosis.copy"), VaadinIcon.COPY_O.create());
        copy.addClickListener(clicked -> {
            text.setText(diagnostics.forSupport(standing));
            // Without a secure connection browsers have no clipboard; then the text is chosen to be copied by hand.
            text.getElement().executeJs("""
                            const chosen = () => {
                              this.classList.add('shown');
                              getSelection().selectAllChildren(this);
                              this.scrollIntoView();
                            };
                            if (navigator.clipboard) navigator.clipboard.writeText(this.textContent).catch(chosen); else chosen();
                            """);
            copy.setText(getTranslation("diagnosis.copied"));
        });
        return copy;
    }

    private Anchor download() {
        Anchor download = new Anchor();
        download.addClassName("diagnosis-download");
        download.setHref((DownloadHandler) this::send, AttachmentType.DOWNLOAD);
        download.setText(getTranslation("diagnosis.download"));
        return download;
    }

    private void send(DownloadEvent event) throws IOException {
        Standing now = diagnostics.look();
        event.setFileName(NAME.format(now.at().atOffset(ZoneOffset.UTC)));
        event.setContentType("text/plain;charset=UTF-8");
        event.getResponse().setHeader("Cache-Control", "private, no-store");
        event.getOutputStream().write(diagnostics.forSupport(now).getBytes(StandardCharsets.UTF_8));
    }

    private void jobColumns() {
        jobs.addColumn(job -> getTranslation("diagnosis.job." + job.name()))
                .setHeader(getTranslation("diagnosis.job"))
                .setFlexGrow(2);
        jobs.addColumn(job -> Formats.moment(job.begun(), getLocale()))
                .setHeader(getTranslation("diagnosis.job.last"))
                .setAutoWidth(true);
        jobs.addColumn(job -> job.begun() == null
                        ? ""
                        : getTranslation("diagnosis.millis", job.took().toMillis()))
                .setKey("took")
                .setHeader(getTranslation("diagnosis.job.took"))
                .setAutoWidth(true);
        jobs.addComponentColumn(this::outcome)
                .setHeader(getTranslation("diagnosis.job.outcome"))
                .setAutoWidth(true);
        jobs.addColumn(job -> Formats.integer(job.runs(), getLocale()))
                .setKey("runs")
                .setHeader(getTranslation("diagnosis.job.runs"))
                .setAutoWidth(true);
        jobs.addColumn(job -> Formats.integer(job.failures(), getLocale()))
                .setKey("failures")
                .setHeader(getTranslation("diagnosis.job.failures"))
                .setAutoWidth(true);
        plain(jobs);
    }

    private Span outcome(Job job) {
        String failure = job.failure();
        Span outcome = new Span(
                job.running()
                        ? getTranslation("diagnosis.job.running")
                        : failure != null
                                ? getTranslation("diagnosis.job.failed", failure)
                                : job.begun() == null
                                        ? getTranslation("diagnosis.job.never")
                                        : getTranslation("diagnosis.job.done"));
        outcome.setClassName("bad", failure != null && !job.running());
        return outcome;
    }

    private void troubleColumns() {
        troubles.addColumn(trouble -> Formats.moment(trouble.at(), getLocale()))
                .setHeader(getTranslation("diagnosis.trouble.at"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        troubles.addComponentColumn(trouble -> {
                    Span kind = new Span(
                            getTranslation(trouble.error() ? "diagnosis.trouble.error" : "diagnosis.trouble.warning"));
                    kind.setClassName("bad", trouble.error());
                    return kind;
                })
                .setHeader(getTranslation("diagnosis.trouble.kind"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        troubles.addColumn(Trouble::where)
                .setKey("where")
                .setHeader(getTranslation("diagnosis.trouble.where"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        troubles.addColumn(trouble ->
                        trouble.failure() == null ? trouble.what() : trouble.what() + " " + trouble.failure())
                .setHeader(getTranslation("diagnosis.trouble.what"))
                .setFlexGrow(3);
        troubles.addColumn(Trouble::request)
                .setKey("request")
                .setHeader(getTranslation("diagnosis.trouble.request"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        plain(troubles);
        troubles.setEmptyStateComponent(new EmptyState(
                getTranslation("diagnosis.troubles.none"), getTranslation("diagnosis.troubles.none.hint")));
    }

    private static void plain(Grid<?> grid) {
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.ROW_STRIPES, GridVariant.WRAP_CELL_CONTENT);
    }

    private void show() {
        asOf.setText(getTranslation("diagnosis.as-of", Formats.moment(standing.at(), getLocale())));
        Standing.Program runs = standing.program();
        program.show(getTranslation("diagnosis.version"), runs.version());
        program.show(
                getTranslation("diagnosis.built"),
                runs.built() == null
                        ? getTranslation("diagnosis.development")
                        : Formats.moment(runs.built(), getLocale()));
        program.show(
                getTranslation("diagnosis.uptime"),
                getTranslation(
                        "diagnosis.since", duration(runs.uptime()), Formats.moment(runs.started(), getLocale())));
        program.show("Java", runs.java());
        program.show(getTranslation("diagnosis.system"), runs.system());
        program.show(
                getTranslation("diagnosis.memory"),
                getTranslation("diagnosis.of", megabytes(runs.heapUsed()), megabytes(runs.heapMost())));
        Standing.Database kept = standing.database();
        database.show(getTranslation("diagnosis.database.kind"), kept.kind());
        database.show(getTranslation("diagnosis.database.size"), kept.bytes() < 0 ? "" : megabytes(kept.bytes()));
        database.show(
                getTranslation("diagnosis.database.connections"),
                getTranslation("diagnosis.of", kept.inUse(), kept.mostConnections()),
                kept.waiting() > 0);
        database.show(getTranslation("diagnosis.database.migration"), kept.migration());
        database.show(getTranslation("diagnosis.database.to-fold"), Formats.integer(kept.toFold(), getLocale()));
        database.show(getTranslation("diagnosis.database.to-seal"), Formats.integer(kept.toSeal(), getLocale()));
        Standing.Room left = standing.room();
        room.show(
                getTranslation("diagnosis.room.free"),
                megabytes(left.free()),
                left.embedded() && left.free() < left.spare());
        if (left.embedded()) {
            room.show(getTranslation("diagnosis.room.spare"), megabytes(left.spare()));
            room.show(
                    getTranslation("diagnosis.room.backup"),
                    left.lastBackup() == null
                            ? getTranslation("diagnosis.job.never")
                            : Formats.moment(left.lastBackup(), getLocale()),
                    left.backupOverdue());
        }
        Standing.Use busy = standing.use();
        use.show(getTranslation("diagnosis.use.sessions"), String.valueOf(busy.sessions()));
        use.show(getTranslation("diagnosis.use.windows"), String.valueOf(busy.windows()));
        use.show(getTranslation("diagnosis.use.followers"), String.valueOf(busy.followers()));
        use.show(
                getTranslation("diagnosis.use.work"),
                getTranslation("diagnosis.use.works", busy.exports(), busy.imports(), busy.reports()));
        jobs.setItems(standing.jobs());
        if (!standing.troubles().equals(shownTroubles)) {
            shownTroubles = standing.troubles();
            troubles.setItems(shownTroubles.stream().limit(SHOWN).toList());
        }
    }

    private String megabytes(long bytes) {
        return Formats.decimal(BigDecimal.valueOf(bytes).divide(MEGABYTE, 1, RoundingMode.HALF_UP), 1, getLocale())
                + " MB";
    }

    private String duration(Duration time) {
        return Stream.of(
                        time.toDays() > 0 ? getTranslation("diagnosis.days", time.toDays()) : "",
                        getTranslation("diagnosis.hours", time.toHoursPart()),
                        getTranslation("diagnosis.minutes", time.toMinutesPart()))
                .filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}
