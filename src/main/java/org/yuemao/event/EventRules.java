package org.yuemao.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.base.Refusal;
import org.yuemao.place.Places;
import org.yuemao.place.Province;

/** What must be true of an event on its own, whatever other events there are. */
@Component
class EventRules {
    static final int LONGEST_NAME = 200;
    static final int LONGEST_CITY = 100;
    static final int LONGEST_VENUE = 200;
    static final int LONGEST_ORGANISER = 200;
    static final BigDecimal LARGEST_SPACE = new BigDecimal("1e12");

    private final Places places;

    EventRules(Places places) {
        this.places = places;
    }

    /** Refuses where something is wrong. */
    void check(EventData data) {
        Refusal.when(data.nameEn() == null && data.nameZh() == null, "nameZh", "event.refused.name");
        checkLength("nameEn", data.nameEn(), LONGEST_NAME);
        checkLength("nameZh", data.nameZh(), LONGEST_NAME);
        checkLength("hostCity", data.hostCity(), LONGEST_CITY);
        checkLength("venue", data.venue(), LONGEST_VENUE);
        checkLength("organiser", data.organiser(), LONGEST_ORGANISER);
        Refusal.when(data.lastDay().isBefore(data.firstDay()), "lastDay", "event.refused.days");
        if (data.programme() == Programme.GTW) {
            Refusal.when(
                    places.country(data.countryCode()) == null || "CN".equals(data.countryCode()),
                    "countryCode",
                    "event.refused.country");
        } else {
            Province province = places.province(data.provinceCode());
            Refusal.when(province == null || !province.mainland(), "provinceCode", "event.refused.province");
        }
        Refusal.when(places.office(data.officeCode()) == null, "officeCode", "base.required");
        for (String sector : data.sectors()) {
            Refusal.when(places.sector(sector) == null, "sectors", "event.refused.sector", sector);
        }
        checkNotNegative("targetBusinesses", data.targetBusinesses());
        checkNotNegative("netSpaceSqm", data.netSpaceSqm());
        Refusal.when(
                data.netSpaceSqm() != null && data.netSpaceSqm().compareTo(LARGEST_SPACE) >= 0,
                "netSpaceSqm",
                "base.number.large");
        checkNotNegative("visitors", data.visitors());
        checkNotNegative("overseasBuyers", data.overseasBuyers());
    }

    private static void checkLength(String field, @Nullable String text, int longest) {
        Refusal.when(text != null && text.length() > longest, field, "event.refused.long", longest);
    }

    private static void checkNotNegative(String field, @Nullable Number number) {
        Refusal.when(number != null && number.doubleValue() < 0, field, "event.refused.negative");
    }
}
