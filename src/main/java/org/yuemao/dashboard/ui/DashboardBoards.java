package org.yuemao.dashboard.ui;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.live.NewDays;
import org.yuemao.place.Places;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.OpenOverviews;

/** Makes the boards that show dashboards live. */
@Component
public class DashboardBoards {
    final SummaryService summaries;
    final OpenOverviews openOverviews;
    final Places places;
    final ChartWorkbook workbook;
    final NewDays newDays;
    final Clock clock;

    DashboardBoards(
            SummaryService summaries,
            OpenOverviews openOverviews,
            Places places,
            ChartWorkbook workbook,
            NewDays newDays,
            Clock clock) {
        this.summaries = summaries;
        this.openOverviews = openOverviews;
        this.places = places;
        this.workbook = workbook;
        this.newDays = newDays;
        this.clock = clock;
    }

    /** A board in a view: its marks and figures lead to the rows that they count. */
    public DashboardBoard board(List<DashboardTile> tiles) {
        return new DashboardBoard(this, tiles, true);
    }

    /** A board that shows summaries alone: nothing on it leads anywhere, and nothing can be saved from it. */
    public DashboardBoard boardWithoutWaysOut(List<DashboardTile> tiles) {
        return new DashboardBoard(this, tiles, false);
    }
}
