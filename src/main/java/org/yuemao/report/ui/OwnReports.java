package org.yuemao.report.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Notices;
import org.yuemao.report.Report;
import org.yuemao.report.ReportService;
import org.yuemao.report.ReportState;

/** The reports of the person, those that are being made with their progress. */
class OwnReports extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient ReportService reports;
    private final UnorderedList list = new UnorderedList();
    private final Paragraph empty = new Paragraph(getTranslation("report.mine.empty"));
    private final Map<Long, ReportRow> rows = new HashMap<>();
    private transient @Nullable Runnable unfollow;

    OwnReports(ReportService reports) {
        this.reports = reports;
        Paragraph hint = new Paragraph(getTranslation("report.mine.hint", ReportService.KEPT));
        hint.addClassName("quiet");
        list.addClassName("report-list");
        getContent().addClassName("page-section");
        getContent().add(new H2(getTranslation("report.mine")), hint, empty, list);
        show();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        unfollow = reports.follow(() -> {
            try {
                ui.access(this::show);
            } catch (UIDetachedException closed) {
                end();
            }
        });
        show();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        end();
    }

    private void end() {
        Runnable ending = unfollow;
        if (ending != null) {
            ending.run();
        }
    }

    /** Rows stay as they are but for what has changed, or the focus would be lost with each step of a report. */
    void show() {
        List<Report> now = reports.mine();
        Set<Long> gone = new HashSet<>(rows.keySet());
        for (int i = now.size() - 1; i >= 0; i--) {
            Report report = now.get(i);
            gone.remove(report.id());
            ReportRow row = rows.get(report.id());
            if (row == null) {
                row = new ReportRow(reports, report);
                rows.put(report.id(), row);
                list.addComponentAsFirst(row);
            } else if (row.show(report) && report.state() == ReportState.DONE) {
                Notices.done(getTranslation("report.ready", row.name()));
            }
        }
        gone.forEach(id -> {
            ReportRow row = rows.remove(id);
            if (row != null) {
                list.remove(row);
            }
        });
        empty.setVisible(now.isEmpty());
    }
}
