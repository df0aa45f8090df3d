package org.yuemao.report.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yuemao.base.Period;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.Programme;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.report.ReportService;
import org.yuemao.report.ReportTextChanged;
import org.yuemao.report.ReportTextService;
import org.yuemao.summary.SummaryService;

/** Makes annual reports, hands out those that are made, and shows what stands in them. */
@Route("reports")
@PermitAll
@StyleSheet("report.css")
class ReportsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient SummaryService summaries;
    private final transient Clock clock;
    private final OrderForm order;
    private final OwnReports own;
    private final ReportTexts texts;

    ReportsView(
            ReportService reports,
            ReportTextService textService,
            SummaryService summaries,
            SharedForms forms,
            LiveUpdates updates,
            Clock clock) {
        this.summaries = summaries;
        this.clock = clock;
        order = new OrderForm(reports, this::showAddress);
        own = new OwnReports(reports);
        texts = new ReportTexts(reports, textService, forms);
        addClassNames("view", "page", "report-view");
        add(new ViewHeader(getPageTitle()), order, own, texts);
        // Whatever is committed may be newer than a report.
        LiveRefresh.follow(this, updates, change -> true, own::show);
        LiveRefresh.follow(this, updates, ReportTextChanged.class::isInstance, texts::takeOverLatest);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("report.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Integer asked = LocationParameters.number(event.getLocation(), "year");
        int year = asked != null && asked >= Period.FIRST_YEAR && asked <= Period.LAST_YEAR
                ? asked
                : summaries.latestYear(LocalDate.now(clock).getYear());
        List<Integer> years = new TreeSet<>(Stream.concat(summaries.years().stream(), Stream.of(year))
                        .toList())
                .descendingSet().stream().toList();
        order.show(years, year, LocationParameters.constant(event.getLocation(), "programme", Programme.class));
        own.show();
        texts.show(order.year(), order.programme());
    }

    private void showAddress() {
        new LocationParameters()
                .with("year", order.year())
                .with("programme", order.programme())
                .show(UI.getCurrentOrThrow(), "reports");
        texts.show(order.year(), order.programme());
    }
}
