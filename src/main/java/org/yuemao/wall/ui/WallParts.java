package org.yuemao.wall.ui;

import java.util.function.BooleanSupplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.ui.DashboardBoards;
import org.yuemao.live.LiveUpdates;
import org.yuemao.place.Places;
import org.yuemao.security.ReadingRights;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.OpenOverviews;
import org.yuemao.wall.Wall;

/** What the screens of walls are made of. */
@Component
class WallParts {
    final SummaryService summaries;
    final OpenOverviews openOverviews;
    final OpenWalls openWalls;
    final DashboardService dashboards;
    final DashboardBoards boards;
    final LiveUpdates updates;
    final Places places;

    WallParts(
            SummaryService summaries,
            OpenOverviews openOverviews,
            OpenWalls openWalls,
            DashboardService dashboards,
            DashboardBoards boards,
            LiveUpdates updates,
            Places places) {
        this.summaries = summaries;
        this.openOverviews = openOverviews;
        this.openWalls = openWalls;
        this.dashboards = dashboards;
        this.boards = boards;
        this.updates = updates;
        this.places = places;
    }

    /**
     * The screens of a wall.
     *
     * @param reader on whose behalf it counts
     * @param allowed asked again and again: once it says no, nothing is shown any more
     */
    WallScreens screens(Wall wall, SecurityContext reader, BooleanSupplier allowed) {
        return new WallScreens(this, openWalls, wall, ReadingRights.asChosen(reader), allowed);
    }
}
