package org.yuemao.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFigure;

/** What a person begins a dashboard with. */
public enum DashboardTemplate {
    /** The figures and charts by which leaders follow a year. */
    LEADERS_YEAR {
        @Override
        void fill(Tiles tiles) {
            tiles.figures();
            tiles.row(6, SummaryChart.CUMULATIVE, SummaryChart.COMPARED_YEARS);
            tiles.row(5, SummaryChart.CITIES, SummaryChart.TOP_EVENTS);
            tiles.row(5, SummaryChart.YEARS, SummaryChart.SECTORS);
            tiles.row(5, SummaryChart.REGIONS, SummaryChart.RETENTION);
        }
    },
    /** The cities beside each other. */
    CITIES {
        @Override
        void fill(Tiles tiles) {
            tiles.row(6, SummaryChart.CITIES, SummaryChart.CITY_RANKING);
            tiles.row(5, SummaryChart.DEALS, SummaryChart.REGIONS);
            tiles.row(7, SummaryChart.ROUTES);
        }
    },
    /** What the overview shows. */
    OVERVIEW {
        @Override
        void fill(Tiles tiles) {
            tiles.figures();
            tiles.row(5, SummaryChart.MONTHS, SummaryChart.TARGET_GTW, SummaryChart.TARGET_GTN);
            tiles.row(6, SummaryChart.CITIES, SummaryChart.COUNTRIES);
            tiles.row(5, SummaryChart.CUMULATIVE, SummaryChart.COMPARED_YEARS);
            tiles.row(6, SummaryChart.CITY_RANKING, SummaryChart.RETENTION);
            tiles.row(7, SummaryChart.ROUTES);
            tiles.row(5, SummaryChart.SECTORS, SummaryChart.PROVINCES);
            tiles.row(5, SummaryChart.TOP_EVENTS, SummaryChart.REGIONS);
            tiles.row(5, SummaryChart.DEALS, SummaryChart.ZONES);
        }
    };

    abstract void fill(Tiles tiles);

    /** Its tiles, all with the filter. */
    public List<DashboardTile> tiles(TileFilter filter) {
        Tiles tiles = new Tiles(filter);
        fill(tiles);
        return List.copyOf(tiles.made);
    }

    /** Puts tiles in rows below each other. */
    private static final class Tiles {
        private static final int FIGURE_HEIGHT = 2;

        private final TileFilter filter;
        private final List<DashboardTile> made = new ArrayList<>();

        Tiles(TileFilter filter) {
            this.filter = filter;
        }

        void figures() {
            List<SummaryFigure> figures = Stream.of(
                            SummaryFigure.HELD_GTW,
                            SummaryFigure.HELD_GTN,
                            SummaryFigure.BUSINESSES,
                            SummaryFigure.PARTICIPATIONS,
                            SummaryFigure.INTENDED_DEALS,
                            SummaryFigure.SIGNED_DEALS)
                    // The events of a programme that is left out are none.
                    .filter(figure -> filter.programme() == null
                            || figure.programme() == null
                            || figure.programme() == filter.programme())
                    .toList();
            int row = DashboardTile.rowBelow(made);
            for (int i = 0; i < figures.size(); i++) {
                add(
                        new TileContent.OfFigure(figures.get(i)),
                        new TilePlace(i % 6 * 2, row + i / 6 * FIGURE_HEIGHT, 2, FIGURE_HEIGHT));
            }
        }

        void row(int height, SummaryChart... charts) {
            int row = DashboardTile.rowBelow(made);
            int width = TilePlace.COLUMNS / charts.length;
            for (int i = 0; i < charts.length; i++) {
                add(new TileContent.OfChart(charts[i]), new TilePlace(i * width, row, width, height));
            }
        }

        private void add(TileContent content, TilePlace place) {
            made.add(new DashboardTile(DashboardTile.nextNumber(made), content, filter, null, place));
        }
    }
}
