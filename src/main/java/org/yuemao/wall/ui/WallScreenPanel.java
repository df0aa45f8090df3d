package org.yuemao.wall.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.chart.Chart;
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
    private final @Nullable WallFigures figures;

    WallScreenPanel(WallScreen screen, Places places) {
        this.screen = screen;
        this.places = places;
        contents = new SummaryCharts(new ScreenWords(places, getLocale()));
        figures = screen.kind().hasFigures() ? new WallFigures() : null;
        Div body = new Div();
        body.addClassNames("wall-body", "wall-body-" + screen.kind().name().toLowerCase(Locale.ROOT));
        if (figures != null) {
            body.add(figures);
        }
        screen.kind().charts().stream().filter(this::isWanted).forEach(which -> {
            Chart chart = new Chart(getTranslation(which.titleKey()), getTranslation(which.howKey()));
            chart.setLarge(true);
            chart.addClassName("wall-chart-" + which.id());
            charts.put(which, chart);
            body.add(chart);
        });
        body.getElement().setAttribute("data-charts", String.valueOf(charts.size()));
        getContent().addClassName("wall-screen");
        getContent().add(body);
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
        getElement().setAttribute("data-name", name(overview.filter()));
        getElement().setAttribute("aria-label", name(overview.filter()));
        if (figures != null) {
            figures.show(overview);
        }
        charts.forEach((which, chart) -> chart.show(contents.data(which, overview)));
    }

    private String name(SummaryFilter filter) {
        return Stream.of(
                        getTranslation(screen.kind().nameKey()),
                        String.valueOf(filter.year()),
                        filter.programme() == null ? "" : getTranslation("event.programme." + filter.programme()),
                        filter.cityCode() == null ? "" : places.nameOf(filter.cityCode(), getLocale()),
                        filter.sectorCode() == null ? "" : places.nameOf(filter.sectorCode(), getLocale()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
