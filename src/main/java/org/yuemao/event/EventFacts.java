package org.yuemao.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Set;

/**
 * What summaries need to know of an event: the year and month of its first day, its status, where it is held (a country or a
 * province), its net space in sqm (zero where not known), its sectors, and whether its review has approved it.
 */
public record EventFacts(
        int year,
        int month,
        Programme programme,
        EventStatus status,
        String placeCode,
        BigDecimal netSpace,
        Set<String> sectors,
        boolean approved) {

    public EventFacts {
        netSpace = netSpace.setScale(2, RoundingMode.HALF_UP);
        sectors = Set.copyOf(sectors);
    }

    /** The facts of an event of which people have said this, and whether it is approved. */
    public static EventFacts of(EventData data, boolean approved) {
        return new EventFacts(
                data.firstDay().getYear(),
                data.firstDay().getMonthValue(),
                data.programme(),
                data.status(),
                Objects.requireNonNull(data.programme() == Programme.GTW ? data.countryCode() : data.provinceCode()),
                Objects.requireNonNullElse(data.netSpaceSqm(), BigDecimal.ZERO),
                data.sectors(),
                approved);
    }

    /** The same of the event, approved or not. */
    public EventFacts approved(boolean other) {
        return new EventFacts(year, month, programme, status, placeCode, netSpace, sectors, other);
    }

    /** Whether summaries count the event and its participations. */
    public boolean counted() {
        return status.isCounted();
    }
}
