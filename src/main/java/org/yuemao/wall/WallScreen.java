package org.yuemao.wall;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;
import org.yuemao.summary.SummaryFilter;

/**
 * One screen of a wall.
 *
 * @param year the year that it shows, or nothing for the one that the day is in
 */
public record WallScreen(
        WallScreenKind kind,
        @Nullable Integer year,
        @Nullable Programme programme,
        @Nullable String cityCode,
        @Nullable String sectorCode) {

    /** What it counts on a day. */
    public SummaryFilter on(LocalDate day) {
        return new SummaryFilter(year == null ? day.getYear() : year, programme, cityCode, sectorCode);
    }
}
