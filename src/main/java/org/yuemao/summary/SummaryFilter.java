package org.yuemao.summary;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/** What an overview counts: a year, and where not null one programme, the businesses of one city, the events of one sector. */
public record SummaryFilter(
        int year,
        @Nullable Programme programme,
        @Nullable String cityCode,
        @Nullable String sectorCode) {

    SummaryFilter previousYear() {
        return new SummaryFilter(year - 1, programme, cityCode, sectorCode);
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
