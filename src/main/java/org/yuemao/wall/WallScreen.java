package org.yuemao.wall;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;
import org.yuemao.summary.Included;
import org.yuemao.summary.SummaryFilter;

/**
 * One screen of a wall.
 *
 * @param dashboardId the dashboard that it shows, where it is one
 * @param included how far the rows that it counts have to be reviewed
 * @param year the year that it shows, or nothing for the one that the day is in
 */
public record WallScreen(
        WallScreenKind kind,
        @Nullable Long dashboardId,
        @Nullable Integer year,
        @Nullable Programme programme,
        @Nullable String cityCode,
        @Nullable String sectorCode,
        Included included) {

    /** A screen made of charts of the overview, of the usual rows. */
    public static WallScreen of(
            WallScreenKind kind,
            @Nullable Integer year,
            @Nullable Programme programme,
            @Nullable String cityCode,
            @Nullable String sectorCode) {
        return new WallScreen(kind, null, year, programme, cityCode, sectorCode, Included.USUAL);
    }

    /** A screen that is somebody's dashboard. */
    public static WallScreen of(long dashboardId) {
        return new WallScreen(WallScreenKind.DASHBOARD, dashboardId, null, null, null, null, Included.USUAL);
    }

    /** The same of other rows. */
    public WallScreen with(Included other) {
        return new WallScreen(kind, dashboardId, year, programme, cityCode, sectorCode, other);
    }

    /** What it counts on a day. */
    public SummaryFilter on(LocalDate day) {
        return new SummaryFilter(year == null ? day.getYear() : year, programme, cityCode, sectorCode, included);
    }
}
