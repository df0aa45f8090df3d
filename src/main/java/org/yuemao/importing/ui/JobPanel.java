package org.yuemao.importing.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.PlannedRows;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.importing.ImportFiles;
import org.yuemao.importing.ImportJob;
import org.yuemao.importing.ImportJob.Counts;
import org.yuemao.importing.ImportJob.Phase;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.ImportService;

/** Follows one import: its progress, what it would do, what it has done. */
class JobPanel extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient ImportService imports;
    private final transient ImportFiles files;
    private final transient ImportJob job;
    private final transient Clock clock;
    private final transient ImportProposal proposal;
    private final transient Runnable anew;
    private final transient Runnable back;
    private final H2 title = new H2();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph progress = new Paragraph();
    private final Div tiles = new Div();
    private final Div body = new Div();
    private final Button cancel;
    private @Nullable Phase shown;
    private transient @Nullable Runnable follower;

    JobPanel(
            ImportService imports,
            ImportFiles files,
            ImportJob job,
            Clock clock,
            ImportProposal proposal,
            Runnable anew,
            Runnable back) {
        this.imports = imports;
        this.files = files;
        this.job = job;
        this.clock = clock;
        this.proposal = proposal;
        this.anew = anew;
        this.back = back;
        cancel = new Button(getTranslation("importing.cancel"), clicked -> imports.cancel(job));
        progress.getElement().setAttribute("role", "status");
        tiles.addClassName("import-tiles");
        body.addClassName("import-body");
        getContent().addClassNames("form-card", "import-card");
        getContent().add(title, bar, progress, cancel, tiles, body);
        show();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Runnable following = () -> {
            try {
                ui.access(this::show);
            } catch (UIDetachedException closed) {
                end();
            }
        };
        follower = following;
        job.follow(following);
        show();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        end();
    }

    /** Follows it no longer. */
    void end() {
        Runnable following = follower;
        if (following != null) {
            job.unfollow(following);
        }
    }

    private void show() {
        Phase phase = job.phase();
        boolean busy = phase == Phase.WAITING || phase == Phase.CHECKING || phase == Phase.WRITING;
        bar.setVisible(busy);
        cancel.setVisible(busy);
        progress.setVisible(busy);
        bar.setIndeterminate(phase == Phase.WAITING);
        if (busy) {
            if (phase != Phase.WAITING) {
                bar.setValue(Math.clamp(job.fraction(), 0, 1));
            }
            progress.setText(progressText());
        }
        title.setText(getTranslation("importing.phase." + phase, job.file().name()));
        showTiles(phase);
        if (phase != shown) {
            shown = phase;
            showBody(phase);
        }
    }

    private String progressText() {
        String rows = getTranslation("importing.progress", job.counts().all());
        Long left = job.secondsLeft(clock.millis());
        return left == null
                ? rows
                : getTranslation(
                        left < 60 ? "importing.progress.seconds" : "importing.progress.minutes",
                        rows,
                        left < 60 ? Math.max(1, left) : Math.round(left / 60.0));
    }

    private void showTiles(Phase phase) {
        tiles.removeAll();
        if (phase == Phase.CANCELLED || phase == Phase.FAILED || phase == Phase.WAITING) {
            return;
        }
        Counts counts = job.counts();
        String tense = phase == Phase.DONE ? "done." : "would.";
        for (Verdict verdict : Verdict.values()) {
            Span number = new Span(Formats.integer(counts.of(verdict), getLocale()));
            number.addClassName("import-tile-number");
            Div tile = new Div(number, new Span(getTranslation("importing.verdict." + tense + verdict)));
            tile.addClassNames("import-tile", verdict.name().toLowerCase(Locale.ROOT));
            tiles.add(tile);
        }
    }

    private void showBody(Phase phase) {
        body.removeAll();
        switch (phase) {
            case WAITING, CHECKING, WRITING -> {
                // The bar says it.
            }
            case CHECKED -> showChecked();
            case DONE -> showDone();
            case CANCELLED -> {
                body.add(new Paragraph(getTranslation("importing.cancelled")), againActions());
            }
            case FAILED -> {
                Problem failure = job.failure();
                Paragraph why = new Paragraph(failure == null ? "" : sentence(failure));
                why.addClassName("import-refused");
                body.add(why, new Paragraph(getTranslation("importing.nothing-kept")), againActions());
            }
        }
    }

    private Component againActions() {
        Button again = new Button(getTranslation("importing.back"), clicked -> back.run());
        again.addThemeVariants(ButtonVariant.PRIMARY);
        Div actions = new Div(again, new Button(getTranslation("importing.other-file"), clicked -> anew.run()));
        actions.addClassName("import-actions");
        return actions;
    }

    private void showChecked() {
        Counts counts = job.counts();
        long right = counts.fresh() + counts.changed();
        Button write = new Button(getTranslation("importing.write", right));
        write.addThemeVariants(ButtonVariant.PRIMARY);
        write.setEnabled(right > 0);
        RadioButtonGroup<Boolean> mode = new RadioButtonGroup<>();
        mode.setLabel(getTranslation("importing.mode"));
        mode.setItems(true, false);
        mode.setItemLabelGenerator(all -> getTranslation(all ? "importing.mode.all" : "importing.mode.right"));
        mode.setValue(true);
        mode.setVisible(counts.wrong() > 0);
        Paragraph hint = new Paragraph();
        hint.addClassName("quiet");
        mode.addValueChangeListener(changed -> decide(write, hint, mode.getValue()));
        decide(write, hint, true);
        write.addClickListener(clicked -> imports.write(job, mode.getValue()));
        Div actions = new Div(write);
        if (counts.wrong() > 0) {
            actions.add(wrongRows());
        }
        actions.add(
                new Button(getTranslation("importing.back"), clicked -> back.run()),
                new Button(getTranslation("importing.other-file"), clicked -> anew.run()));
        actions.addClassName("import-actions");
        body.add(new ReadingNotes(job.rows(), job.plan(), proposal), mode, hint, actions);
        showRows();
        write.focus();
    }

    private void decide(Button write, Paragraph hint, boolean onlyAll) {
        Counts counts = job.counts();
        long right = counts.fresh() + counts.changed();
        write.setEnabled(right > 0 && !(onlyAll && counts.wrong() > 0));
        hint.setText(
                right == 0
                        ? getTranslation("importing.nothing-to-write")
                        : onlyAll && counts.wrong() > 0
                                ? getTranslation("importing.mode.all.hint", counts.wrong())
                                : counts.wrong() > 0
                                        ? getTranslation("importing.mode.right.hint", counts.wrong())
                                        : "");
    }

    private Anchor wrongRows() {
        Anchor link = new Anchor(
                ImportDownloads.wrongRows(
                        files, job, getTranslation("importing.wrong-rows.file", baseName()), getLocale()),
                getTranslation("importing.wrong-rows", job.counts().wrong()));
        link.getElement().setAttribute("download", true);
        link.addComponentAsFirst(VaadinIcon.DOWNLOAD_ALT.create());
        link.addClassName("import-download");
        return link;
    }

    private String baseName() {
        String name = job.file().name();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void showDone() {
        body.add(new Paragraph(getTranslation("importing.done")));
        Button another = new Button(getTranslation("importing.another"), clicked -> anew.run());
        another.addThemeVariants(ButtonVariant.PRIMARY);
        Div actions = new Div(another);
        actions.addClassName("import-actions");
        if (job.counts().wrong() > 0) {
            actions.add(wrongRows());
        }
        if (job.canBeTakenBack()) {
            Button undo = new Button(getTranslation("importing.take-back"));
            undo.addClickListener(clicked -> {
                if (SaveFailures.attempt(() -> imports.takeBack(job))) {
                    undo.setVisible(false);
                    Notices.done(getTranslation("importing.taken-back"));
                }
            });
            actions.add(undo);
        }
        body.add(actions);
        showRows();
        another.focus();
    }

    private void showRows() {
        PlannedRows rows = new PlannedRows(job.rows().columns());
        for (Verdict verdict : List.of(Verdict.WRONG, Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)) {
            rows.add(verdict, job.shown(verdict), job.counts().of(verdict));
        }
        rows.addRemarked(job.remarked(), job.counts().remarked());
        body.add(rows);
    }

    private String sentence(Problem problem) {
        return getTranslation(problem.key(), problem.arguments().toArray());
    }
}
