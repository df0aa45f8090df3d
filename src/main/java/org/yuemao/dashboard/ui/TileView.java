package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.TileContent;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.ui.CountedAddress;
import org.yuemao.summary.ui.SummaryChartView;
import org.yuemao.summary.ui.SummaryTile;

/** A tile of a dashboard, with what it counts said above it. */
class TileView extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final DashboardTile tile;
    private final transient Places places;
    private final Span about = new Span();
    private @Nullable SummaryChartView chart;
    private @Nullable SummaryTile figure;
    private transient @Nullable SummaryFilter shown;

    TileView(DashboardBoards boards, DashboardTile tile, boolean waysOut) {
        this.tile = tile;
        places = boards.places;
        about.addClassName("dashboard-tile-about");
        getContent().addClassName("dashboard-tile");
        getContent().add(content(boards, waysOut));
    }

    private Component content(DashboardBoards boards, boolean waysOut) {
        String title = tile.title();
        return switch (tile.content()) {
            case TileContent.OfChart of -> {
                SummaryChartView view =
                        new SummaryChartView(of.chart(), boards.places, waysOut ? boards.workbook : null);
                chart = view;
                if (title != null) {
                    view.setTitle(title);
                }
                if (waysOut) {
                    view.offerRows(counted -> CountedAddress.open(counted, null));
                }
                getContent().addClassName("of-chart");
                getContent().add(about);
                yield view;
            }
            case TileContent.OfFigure of -> {
                SummaryTile view =
                        new SummaryTile(of.figure(), waysOut ? counted -> CountedAddress.open(counted, null) : null);
                figure = view;
                if (title != null) {
                    view.setTitle(title);
                }
                getContent().addClassName("of-figure");
                getContent().add(about);
                yield view;
            }
            case TileContent.Heading heading -> {
                getContent().addClassName("heading");
                yield new H2(title);
            }
        };
    }

    DashboardTile tile() {
        return tile;
    }

    /** What it counts on a day; nothing where it is a heading. */
    @Nullable
    SummaryFilter filter(LocalDate today) {
        return tile.content() instanceof TileContent.Heading
                ? null
                : tile.filter().on(today);
    }

    void show(Overview overview) {
        boolean same = overview.filter().equals(shown);
        shown = overview.filter();
        about.setText(about(overview.filter()));
        if (chart != null) {
            chart.show(overview);
        }
        if (figure != null) {
            figure.show(overview, same);
        }
    }

    void setLarge(boolean large) {
        if (chart != null) {
            chart.setLarge(large);
        }
    }

    private boolean isReviewed() {
        return !(tile.content() instanceof TileContent.OfChart of) || of.chart().isReviewed();
    }

    private String about(SummaryFilter filter) {
        return Stream.of(
                        String.valueOf(filter.year()),
                        filter.programme() == null ? "" : getTranslation("event.programme." + filter.programme()),
                        places.nameOf(filter.cityCode(), getLocale()),
                        places.nameOf(filter.sectorCode(), getLocale()),
                        isReviewed() ? getTranslation(filter.included().nameKey()) : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
