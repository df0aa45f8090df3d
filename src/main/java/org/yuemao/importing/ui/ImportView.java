package org.yuemao.importing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.importing.ImportFile;
import org.yuemao.importing.ImportFiles;
import org.yuemao.importing.ImportJob;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.ImportRun;
import org.yuemao.importing.ImportService;
import org.yuemao.importing.Limits;
import org.yuemao.importing.TableSheet;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.RateLimits;

/** Imports a file: choose it, say what its columns are, look at what it would do, write it. */
@Route("import")
@RolesAllowed({"CLERK", "OFFICIAL"})
@StyleSheet("importing.css")
class ImportView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int RUNS = 10;

    /** The parameter of the address that says the kind of record. */
    static final String KIND = "kind";

    /** What the parameters begin with that say what stands in a column for all rows; the column's id follows. */
    static final String FIXED = "all.";

    private final transient ImportService imports;
    private final transient ImportFiles files;
    private final transient CurrentPerson currentPerson;
    private final transient RateLimits rates;
    private final transient Clock clock;
    private final Select<RecordRows> kind = new Select<>();
    private final Div template = new Div();
    private final FixedCells fixed = new FixedCells(this::showAddress);
    private final Div refused = new Div();
    private final Div steps = new Div();
    private final Div runs = new Div();
    private transient @Nullable ImportFile file;
    private transient @Nullable ImportJob job;
    private @Nullable JobPanel panel;

    ImportView(ImportService imports, ImportFiles files, CurrentPerson currentPerson, RateLimits rates, Clock clock) {
        this.currentPerson = currentPerson;
        this.rates = rates;
        this.imports = imports;
        this.files = files;
        this.clock = clock;
        addClassNames("view", "page", "import-view");
        describeKind();
        refused.addClassName("import-refused");
        refused.getElement().setAttribute("role", "alert");
        steps.addClassName("import-steps");
        runs.addClassName("page-section");
        add(new ViewHeader(getTranslation("importing.title")), steps, runs);
    }

    private void describeKind() {
        kind.setLabel(getTranslation("importing.kind"));
        kind.setItems(imports.kinds());
        kind.setItemLabelGenerator(one -> getTranslation("importing.kind." + one.kind()));
        kind.addValueChangeListener(changed -> {
            showTemplate();
            if (changed.isFromClient()) {
                fixed.forget();
                showAddress();
            }
        });
    }

    private void showAddress() {
        LocationParameters parameters =
                new LocationParameters().with(KIND, kind.getValue().kind());
        fixed.cells().forEach((column, text) -> parameters.with(FIXED + column, text));
        parameters.show(UI.getCurrentOrThrow(), "import");
    }

    private void showTemplate() {
        RecordRows rows = kind.getValue();
        template.removeAll();
        Anchor link = new Anchor(
                ImportDownloads.template(
                        files,
                        rows,
                        getTranslation("importing.template.file", getTranslation("importing.kind." + rows.kind())),
                        getLocale()),
                getTranslation("importing.template"));
        link.getElement().setAttribute("download", true);
        link.addComponentAsFirst(VaadinIcon.DOWNLOAD_ALT.create());
        link.addClassName("import-download");
        template.add(link);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("importing.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = LocationParameters.text(event.getLocation(), KIND);
        RecordRows rows = asked == null ? null : imports.kind(asked);
        kind.setValue(rows == null ? imports.kinds().getFirst() : rows);
        fixed.show(kind.getValue(), column -> LocationParameters.text(event.getLocation(), FIXED + column.id()));
        start();
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        ImportJob current = job;
        UnsavedChanges.guard(
                event,
                current != null
                        && switch (current.phase()) {
                            case WAITING, CHECKING, CHECKED, WRITING -> true;
                            case DONE, CANCELLED, FAILED -> false;
                        });
    }

    /** Asks for a file; what is here of another one is given up. */
    private void start() {
        giveUp();
        addDetachListener(detached -> {
            detached.unregisterListener();
            giveUp();
        });
        Div choice = new Div(kind, template);
        choice.addClassName("import-choice");
        Paragraph hint = new Paragraph(getTranslation("importing.hint", Limits.FILE_MEGABYTES));
        hint.addClassName("quiet");
        Div card = card(getTranslation("importing.step.file"), choice, fixed, upload(), refused, hint);
        steps.removeAll();
        steps.add(card);
        showRuns();
    }

    private void giveUp() {
        ImportFile old = file;
        if (old != null) {
            imports.discard(old, job);
        }
        if (panel != null) {
            panel.end();
        }
        file = null;
        job = null;
        panel = null;
    }

    private static Div card(String title, Component... content) {
        Div card = new Div(new H2(title));
        card.addClassNames("form-card", "import-card");
        card.add(content);
        return card;
    }

    private Upload upload() {
        Upload upload = new Upload(new Receiving());
        upload.setMaxFiles(1);
        upload.setMaxFileSize((int) (Limits.FILE_MEGABYTES * 1024 * 1024));
        upload.setI18n(UploadTexts.of(this, (int) Limits.FILE_MEGABYTES));
        upload.addFileRejectedListener(rejected -> refuse(rejected.getErrorMessage()));
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        upload.addClassName("import-upload");
        return upload;
    }

    /** Stores what is uploaded; the window is told once it is there. */
    private final class Receiving implements UploadHandler {
        private static final long serialVersionUID = 1L;

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            UI ui = event.getUI();
            try (InputStream content = event.getInputStream()) {
                rates.require(RateLimits.Kind.UPLOAD, currentPerson.get());
                ImportFile received = imports.receive(event.getFileName(), content);
                ui.access(() -> open(received));
            } catch (Refusal refusal) {
                ui.access(() -> refuse(SaveFailures.reason(refusal)));
            }
        }
    }

    private void refuse(String reason) {
        refused.setText(reason);
    }

    private void open(ImportFile received) {
        refused.setText("");
        giveUp();
        file = received;
        try {
            List<TableSheet> tables = imports.tables(received);
            showMapping(received, tables, tables.getFirst());
        } catch (Refusal refusal) {
            refuse(received.name() + getTranslation("importing.colon") + SaveFailures.reason(refusal));
            giveUp();
        }
    }

    private void showMapping(ImportFile received, List<TableSheet> tables, TableSheet sheet) {
        ImportProposal proposal = imports.propose(received, kind.getValue().kind(), sheet);
        MappingPanel mapping = new MappingPanel(
                received,
                kind.getValue(),
                tables,
                proposal,
                fixed.cells(),
                other -> showMappingOrRefuse(received, tables, other),
                plan -> check(received, plan, proposal),
                this::start);
        steps.removeAll();
        runs.setVisible(false);
        steps.add(mapping);
        mapping.focus();
    }

    private void showMappingOrRefuse(ImportFile received, List<TableSheet> tables, TableSheet sheet) {
        SaveFailures.attempt(() -> showMapping(received, tables, sheet));
    }

    private void check(ImportFile received, ImportPlan plan, ImportProposal proposal) {
        ImportJob started = imports.check(received, plan, proposal);
        job = started;
        JobPanel shown = new JobPanel(imports, files, started, clock, proposal, this::start, () -> {
            if (panel != null) {
                panel.end();
            }
            SaveFailures.attempt(() -> showMapping(received, imports.tables(received), proposal.sheet()));
        });
        panel = shown;
        steps.removeAll();
        steps.add(shown);
    }

    private void showRuns() {
        List<ImportRun> last = imports.last(RUNS);
        runs.removeAll();
        runs.setVisible(true);
        runs.add(new H2(getTranslation("importing.runs")));
        if (last.isEmpty()) {
            runs.add(new EmptyState(
                    getTranslation("importing.runs.empty"), getTranslation("importing.runs.empty.hint")));
            return;
        }
        Grid<ImportRun> grid = new Grid<>();
        grid.setItems(last);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(run -> Formats.moment(run.begunAt(), getLocale()))
                .setHeader(getTranslation("importing.run.begun"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(run -> getTranslation("importing.kind." + run.kind()))
                .setHeader(getTranslation("importing.kind"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ImportRun::fileName).setHeader(getTranslation("importing.run.file"));
        grid.addColumn(ImportRun::person)
                .setHeader(getTranslation("importing.run.person"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(this::outcome)
                .setHeader(getTranslation("importing.run.outcome"))
                .setFlexGrow(2);
        runs.add(grid);
    }

    private Component outcome(ImportRun run) {
        Span text = new Span(
                run.state() == ImportRun.State.DONE
                        ? getTranslation(
                                "importing.run.DONE",
                                run.rowsNew(),
                                run.rowsChanged(),
                                run.rowsUnchanged(),
                                run.rowsWrong())
                        : getTranslation("importing.run." + run.state()));
        text.addClassNames("import-outcome", run.state().name().toLowerCase(Locale.ROOT));
        return text;
    }
}
