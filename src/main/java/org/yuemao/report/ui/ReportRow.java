package org.yuemao.report.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.event.Programme;
import org.yuemao.report.Report;
import org.yuemao.report.ReportFormat;
import org.yuemao.report.ReportService;
import org.yuemao.report.ReportState;
import org.yuemao.summary.Included;

/** One report with its state, and what can be done with it. */
class ReportRow extends Composite<ListItem> {
    private static final long serialVersionUID = 1L;

    private final transient ReportService reports;
    private final long id;
    private final Span said = new Span();
    private final Span since = new Span();
    private final ProgressBar progress = new ProgressBar();
    private final Anchor download = new Anchor();
    private final Button cancel;
    private final Button again;
    private final Button remove;
    private final String name;
    /** Tells it apart from others on the same year and programme. */
    private final String spoken;

    private transient Report shown;

    ReportRow(ReportService reports, Report report) {
        this.reports = reports;
        id = report.id();
        shown = report;
        Programme programme = report.order().programme();
        name = getTranslation(
                "report.one",
                String.valueOf(report.order().year()),
                getTranslation("report.programme." + (programme == null ? "ALL" : programme))
                        + (report.order().included() == Included.USUAL
                                ? ""
                                : " · "
                                        + getTranslation(
                                                report.order().included().nameKey())));
        Span title = new Span(name);
        title.addClassName("report-name");
        String kindOf = getTranslation(
                "report.one.kind",
                getTranslation("report.languages." + report.order().languages()),
                report.order().format() == ReportFormat.PDF ? "PDF" : "Excel");
        spoken = getTranslation("report.one.kind", name, kindOf);
        Span kind = new Span(kindOf);
        kind.addClassName("report-said");
        said.addClassName("report-said");
        said.getElement().setAttribute("role", "status");
        since.addClassName("report-said");
        cancel = button("report.cancel", () -> reports.cancel(id));
        again = button("report.again", () -> SaveFailures.attempt(() -> reports.order(shown.order()), Map.of()));
        remove = button("report.remove", () -> reports.remove(id));
        describeDownload();
        Div about = new Div(title, kind, said, since);
        about.addClassName("report-about");
        Div actions = new Div(download, cancel, again, remove);
        actions.addClassName("report-actions");
        progress.getElement().setAttribute("aria-label", spoken);
        getContent().add(about, actions, progress);
        showState(report);
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(getTranslation(key), clicked -> action.run());
        button.setAriaLabel(getTranslation(key + ".of", spoken));
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return button;
    }

    private void describeDownload() {
        Locale language = getLocale();
        download.setHref((DownloadHandler) event -> send(event, language), AttachmentType.DOWNLOAD);
        download.setText(getTranslation("report.download"));
        download.addComponentAsFirst(VaadinIcon.DOWNLOAD_ALT.create());
        download.setAriaLabel(getTranslation("report.download.of", spoken));
        download.addClassName("report-download");
    }

    private void send(DownloadEvent event, Locale language) throws IOException {
        Report done;
        try {
            done = reports.find(id);
        } catch (RecordNotFound gone) {
            // Removed in another window.
            event.getResponse().sendError(404, "Gone");
            return;
        }
        event.setFileName(reports.fileName(done, language));
        event.setContentType(done.order().format().contentType());
        event.setContentLength(Objects.requireNonNullElse(done.fileSize(), 0L));
        event.getResponse().setHeader("Cache-Control", "private, no-store");
        reports.write(id, event.getOutputStream());
    }

    /** What the report is called. */
    String name() {
        return spoken;
    }

    /** Shows the report as it is now; whether its state is another than before. */
    boolean show(Report report) {
        boolean another = report.state() != shown.state();
        showState(report);
        return another;
    }

    private void showState(Report report) {
        shown = report;
        ReportState state = report.state();
        boolean done = state == ReportState.DONE;
        getContent().setClassName(state.name());
        progress.setVisible(state.isUnderWay());
        progress.setIndeterminate(state == ReportState.WAITING);
        if (state == ReportState.RUNNING) {
            progress.setValue(Math.clamp(report.fraction(), 0, 1));
        }
        download.setVisible(done);
        cancel.setVisible(state.isUnderWay());
        again.setVisible(!state.isUnderWay());
        remove.setVisible(!state.isUnderWay());
        String now = done ? doneText(report) : getTranslation("report.state." + state);
        if (!now.equals(said.getText())) {
            said.setText(now);
        }
        since.setVisible(done);
        since.setText(getTranslation(report.outdated() ? "report.outdated" : "report.current"));
    }

    private String doneText(Report report) {
        Locale language = getLocale();
        String size = Formats.decimal(
                        BigDecimal.valueOf(Objects.requireNonNullElse(report.fileSize(), 0L) / 1024), 0, language)
                + " KB";
        String asOf = Formats.moment(report.asOf(), language);
        return report.pages() == null
                ? getTranslation("report.done", getTranslation("report.state.DONE"), size, asOf)
                : getTranslation("report.done.pages", getTranslation("report.state.DONE"), report.pages(), size, asOf);
    }
}
