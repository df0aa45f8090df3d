package org.yuemao.summary;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/**
 * What an overview counts: a year, and where not null one programme, the businesses of one city, the events of one sector; and
 * how far the review of its rows has to be.
 */
public record SummaryFilter(
        int year,
        @Nullable Programme programme,
        @Nullable String cityCode,
        @Nullable String sectorCode,
        Included included) {

    /** All rows, approved or not. */
    public SummaryFilter(
            int year, @Nullable Programme programme, @Nullable String cityCode, @Nullable String sectorCode) {
        this(year, programme, cityCode, sectorCode, Included.ALL);
    }

    /** The same of other rows. */
    public SummaryFilter with(Included other) {
        return new SummaryFilter(year, programme, cityCode, sectorCode, other);
    }

    SummaryFilter previousYear() {
        return new SummaryFilter(year - 1, programme, cityCode, sectorCode, included);
    }

    boolean takesIn(Programme other) {
        return programme == null || programme == other;
    }

    String cityOrAll() {
        return cityCode == null ? SumKey.ALL : cityCode;
    }

    String sectorOrAll() {
        return sectorCode == null ? SumKey.ALL : sectorCode;
    }

    String programmeOrAll() {
        return programme == null ? SumKey.ALL : programme.name();
    }
}
