package org.yuemao.dashboard;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;
import org.yuemao.summary.Included;
import org.yuemao.summary.SummaryFilter;

/** What a tile counts: a year, or where null the one that it is, what that is narrowed to, and how far its rows are reviewed. */
public record TileFilter(
        @Nullable Integer year,
        @Nullable Programme programme,
        @Nullable String cityCode,
        @Nullable String sectorCode,
        Included included)
        implements Serializable {

    /** The current year, narrowed to nothing. */
    public static final TileFilter CURRENT_YEAR = new TileFilter(null, null, null, null, Included.USUAL);

    /** The same of one year. */
    public static TileFilter of(SummaryFilter filter) {
        return new TileFilter(
                filter.year(), filter.programme(), filter.cityCode(), filter.sectorCode(), filter.included());
    }

    /** What is counted on a day. */
    public SummaryFilter on(LocalDate today) {
        return new SummaryFilter(year == null ? today.getYear() : year, programme, cityCode, sectorCode, included);
    }
}
