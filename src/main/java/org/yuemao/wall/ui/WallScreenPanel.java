package org.yuemao.wall.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.dashboard.Dashboard;
import org.yuemao.dashboard.ui.DashboardBoard;
import org.yuemao.dashboard.ui.DashboardBoards;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryCharts;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.ui.ScreenWords;
import org.yuemao.wall.WallScreen;

/** One screen of a wall: a few large charts without menus or ways to the rows behind them. */
class WallScreenPanel extends Composite<Section> {
    private static final long serialVersionUID = 1L;

    private final transient WallScreen screen;
    private final transient Places places;
    private final transient SummaryCharts contents;
    private final Map<SummaryChart, Chart> charts = new EnumMap<>(SummaryChart.class);
    private final Div body = new Div();
    private final @Nullable WallFigures figures;

    WallScreenPanel(WallScreen screen, Places places) {
        this.screen = screen;
        this.places = places;
        contents = new SummaryCharts(new ScreenWords(places, getLocale()));
        figures = screen.kind().hasFigures() ? new WallFigures() : null;
        body.addClassNames("wall-body", "wall-body-" + screen.kind().name().toLowerCase(Locale.ROOT));
        if (figures != null) {
            body.add(figures);
        }
        screen.kind().charts().stream().filter(this::isWanted).forEach(which -> {
            Chart chart = new Chart(
                    getTranslation(which.titleKey()),
                    getTranslation(which.howKey())
                            + (which.isReviewed()
                                    ? " " + getTranslation(screen.included().howKey())
                                    : ""));
            chart.setLarge(true);
            charts.put(which, chart);
            body.add(chart);
        });
        body.getElement().setAttribute("data-charts", String.valueOf(charts.size()));
        getContent().addClassName("wall-screen");
        getContent().add(body);
    }

    /** The dashboard that it shows, where it is one. */
    @Nullable
    Long dashboardId() {
        return screen.dashboardId();
    }

    /** Shows a dashboard, which counts by itself; or says that there is none that the reader may see. */
    void show(@Nullable Dashboard dashboard, DashboardBoards boards, SecurityContext reader) {
        body.removeAll();
        if (dashboard == null) {
            Paragraph gone = new Paragraph(getTranslation("wall.dashboard.gone"));
            gone.addClassName("wall-gone");
            body.add(gone);
            name(getTranslation(screen.kind().nameKey()));
        } else {
            DashboardBoard board = boards.boardWithoutWaysOut(dashboard.data().tiles());
            board.countFor(reader);
            board.setLarge(true);
            body.add(board);
            name(dashboard.data().name());
        }
    }

    private void name(String name) {
        getElement().setAttribute("data-name", name);
        getElement().setAttribute("aria-label", name);
    }

    /** The target of a programme says nothing where the other one alone is shown. */
    private boolean isWanted(SummaryChart which) {
        return !(which == SummaryChart.TARGET_GTW && screen.programme() == Programme.GTN
                || which == SummaryChart.TARGET_GTN && screen.programme() == Programme.GTW);
    }

    SummaryFilter on(LocalDate day) {
        return screen.on(day);
    }

    void show(Overview overview) {
        name(nameOf(overview.filter()));
        if (figures != null) {
            figures.show(overview);
        }
        charts.forEach((which, chart) -> chart.show(contents.data(which, overview)));
    }

    private String nameOf(SummaryFilter filter) {
        return Stream.of(
                        getTranslation(screen.kind().nameKey()),
                        String.valueOf(filter.year()),
                        filter.programme() == null ? "" : getTranslation("event.programme." + filter.programme()),
                        filter.cityCode() == null ? "" : places.nameOf(filter.cityCode(), getLocale()),
                        filter.sectorCode() == null ? "" : places.nameOf(filter.sectorCode(), getLocale()),
                        screen.kind().isReviewed()
                                ? getTranslation(filter.included().nameKey())
                                : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
