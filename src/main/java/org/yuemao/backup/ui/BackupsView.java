package org.yuemao.backup.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.yuemao.backup.Backup;
import org.yuemao.backup.BackupService;
import org.yuemao.backup.BackupStep;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.ViewHeader;

/** The backups, how old the last good one is, and a new one at once. */
@Route("backups")
@RolesAllowed("ADMINISTRATOR")
@StyleSheet("backup.css")
class BackupsView extends Composite<Div> implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);

    private final transient BackupService backups;
    private final transient Clock clock;
    private final Grid<Backup> grid = new Grid<>();
    private final Paragraph last = new Paragraph();
    private final Paragraph warning = new Paragraph();
    private final ProgressBar progress = new ProgressBar();
    private final Paragraph step = new Paragraph();
    private final Button make;
    private boolean underWay;

    BackupsView(BackupService backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
        make = new Button(
                getTranslation("backup.make"), VaadinIcon.PLUS.create(), click -> SaveFailures.attempt(backups::make));
        make.addThemeVariants(ButtonVariant.PRIMARY);
        columns();
        getContent().addClassName("view");
        BackupService.Standing standing = backups.standing();
        if (!standing.possible()) {
            Paragraph server = new Paragraph(getTranslation("backup.server"));
            server.addClassName("quiet");
            getContent().add(new ViewHeader(getPageTitle()), server);
            return;
        }
        warning.addClassName("notice-warning");
        warning.getElement().setAttribute("role", "alert");
        step.getElement().setAttribute("role", "status");
        progress.setMax(BackupStep.values().length);
        progress.getElement().setAttribute("aria-label", getTranslation("backup.make"));
        Div told = new Div(warning, last, step, progress);
        told.addClassName("backup-standing");
        getContent().add(new ViewHeader(getPageTitle(), make), told, grid, hint(standing.folder()));
        FollowedBackups.follow(this, backups, this::show);
        NarrowWindow.follow(this, narrow -> List.of("age", "holds", "verified")
                .forEach(key -> grid.getColumnByKey(key).setVisible(!narrow)));
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("backup.title");
    }

    private Div hint(String folder) {
        Paragraph kept = new Paragraph(getTranslation("backup.hint", folder));
        Paragraph how = new Paragraph(getTranslation("backup.restore.how"));
        kept.addClassName("quiet");
        how.addClassName("quiet");
        Code command = new Code("./yuemao restore FILE --data DIR");
        how.add(" ");
        how.add(command);
        Div about = new Div(kept, how);
        about.addClassName("backup-about");
        return about;
    }

    private void columns() {
        grid.addColumn(backup -> Formats.moment(backup.madeAt(), getLocale()))
                .setHeader(getTranslation("backup.column.made"))
                .setComparator(Comparator.comparing(Backup::madeAt))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(backup -> age(backup.madeAt()))
                .setKey("age")
                .setHeader(getTranslation("backup.column.age"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(backup -> size(backup.bytes()))
                .setHeader(getTranslation("backup.column.size"))
                .setComparator(Comparator.comparing(Backup::bytes))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(this::holds)
                .setKey("holds")
                .setHeader(getTranslation("backup.column.holds"))
                .setTooltipGenerator(this::holds)
                .setWidth("16rem")
                .setFlexGrow(2);
        grid.addColumn(backup -> Formats.moment(backup.verifiedAt(), getLocale()))
                .setKey("verified")
                .setHeader(getTranslation("backup.column.verified"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(this::actions)
                .setHeader(getTranslation("backup.column.actions"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setSizeFull();
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("backup.empty.title"), getTranslation("backup.empty.hint")));
    }

    private String holds(Backup backup) {
        Backup.Contents contents = backup.contents();
        return contents == null
                ? getTranslation("backup.damaged", backup.name())
                : getTranslation("backup.holds", contents.events(), contents.participations(), contents.rows());
    }

    private String size(long bytes) {
        return Formats.decimal(BigDecimal.valueOf(bytes).divide(MEGABYTE, 2, RoundingMode.HALF_UP), 2, getLocale())
                + " MB";
    }

    private String age(Instant moment) {
        Duration age = Duration.between(moment, clock.instant());
        return age.toHours() < 1
                ? getTranslation("backup.age.minutes", Math.max(0, age.toMinutes()))
                : age.toDays() < 2
                        ? getTranslation("backup.age.hours", age.toHours())
                        : getTranslation("backup.age.days", age.toDays());
    }

    private Div actions(Backup backup) {
        Div actions = new Div();
        actions.addClassNames("row-actions", "backup-actions");
        if (backup.isGood()) {
            String made = Formats.moment(backup.madeAt(), getLocale());
            Button verify = new Button(getTranslation("backup.verify"), click -> verify(backup));
            verify.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
            verify.setAriaLabel(getTranslation("backup.verify.of", made));
            Anchor download = new Anchor();
            download.setHref((DownloadHandler) event -> send(event, backup), AttachmentType.DOWNLOAD);
            download.setText(getTranslation("backup.download"));
            download.setAriaLabel(getTranslation("backup.download.of", made));
            actions.add(verify, download);
        } else {
            // A phone has no room for the column that says so.
            Span why = new Span(holds(backup));
            why.addClassName("backup-why");
            actions.add(why);
        }
        return actions;
    }

    private void verify(Backup backup) {
        SaveFailures.attempt(() -> {
            Backup verified = backups.verify(backup.name());
            if (verified.isGood()) {
                Notices.done(getTranslation("backup.verify.good", Formats.moment(backup.madeAt(), getLocale())));
            } else {
                Notices.refused(getTranslation("backup.verify.bad"));
            }
            show();
        });
    }

    private void send(DownloadEvent event, Backup backup) throws IOException {
        event.setFileName(backup.name());
        event.setContentType("application/zip");
        event.setContentLength(backup.bytes());
        event.getResponse().setHeader("Cache-Control", "private, no-store");
        try {
            backups.write(backup.name(), event.getOutputStream());
        } catch (RecordNotFound thinnedOut) {
            event.getResponse().sendError(404, "Gone");
        }
    }

    private void show() {
        BackupService.Standing standing = backups.standing();
        if (!standing.possible()) {
            return;
        }
        Instant lastGood = standing.lastGood();
        last.setText(
                lastGood == null
                        ? getTranslation("backup.last.none")
                        : getTranslation("backup.last", Formats.moment(lastGood, getLocale()), age(lastGood)));
        showWarning(standing);
        // One sentence of the two is enough.
        last.setVisible(lastGood != null || !warning.isVisible());
        BackupStep reached = standing.underWay();
        make.setEnabled(reached == null);
        progress.setVisible(reached != null);
        step.setVisible(reached != null);
        if (reached != null) {
            progress.setValue(reached.ordinal() + 0.5);
            step.setText(getTranslation("backup.step." + reached));
        }
        if (underWay && reached == null && standing.failure() == null) {
            Notices.done(getTranslation("backup.made"));
        }
        underWay = reached != null;
        grid.setItems(backups.all());
    }

    private void showWarning(BackupService.Standing standing) {
        warning.removeAll();
        if (standing.failure() != null) {
            warning.add(new Span(getTranslation("backup.failed", SaveFailures.reason(standing.failure()))));
        } else if (standing.overdue()) {
            warning.add(
                    new Span(getTranslation(standing.lastGood() == null ? "backup.overdue.none" : "backup.overdue")));
        }
        warning.setVisible(warning.getChildren().findAny().isPresent());
    }
}
