package org.yuemao.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about an event. A Worldwide event has a country, a Nationwide event a province of the mainland; one of
 * the two names is enough. Space is in square metres.
 */
public record EventData(
        Programme programme,
        @Nullable String nameEn,
        @Nullable String nameZh,
        LocalDate firstDay,
        LocalDate lastDay,
        EventForm form,
        @Nullable String countryCode,
        @Nullable String provinceCode,
        @Nullable String hostCity,
        @Nullable String venue,
        @Nullable String organiser,
        String officeCode,
        Set<String> sectors,
        EventStatus status,
        @Nullable Integer targetBusinesses,
        @Nullable BigDecimal netSpaceSqm,
        @Nullable Integer visitors,
        @Nullable Integer overseasBuyers) {

    public EventData {
        nameEn = stripped(nameEn);
        nameZh = stripped(nameZh);
        hostCity = stripped(hostCity);
        venue = stripped(venue);
        organiser = stripped(organiser);
        countryCode = programme == Programme.GTW ? stripped(countryCode) : null;
        provinceCode = programme == Programme.GTN ? stripped(provinceCode) : null;
        netSpaceSqm = netSpaceSqm == null ? null : netSpaceSqm.setScale(2, RoundingMode.HALF_UP);
        sectors = Set.copyOf(sectors);
    }

    /** The same event with another status. */
    public EventData withStatus(EventStatus other) {
        return new EventData(
                programme,
                nameEn,
                nameZh,
                firstDay,
                lastDay,
                form,
                countryCode,
                provinceCode,
                hostCity,
                venue,
                organiser,
                officeCode,
                sectors,
                other,
                targetBusinesses,
                netSpaceSqm,
                visitors,
                overseasBuyers);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
