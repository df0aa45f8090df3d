package org.yuemao.zone;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.place.Places;
import org.yuemao.security.Person;

/** What must be true of a zone and of its figures on their own, whatever other zones there are. */
@Component
class ZoneRules {
    static final int LONGEST = 200;
    static final BigDecimal LARGEST_AREA = new BigDecimal("1e12");
    static final BigDecimal LARGEST_FIGURE = new BigDecimal("1e17");

    private static final String CHINA = "CN";

    private final Places places;
    private final Clock clock;

    ZoneRules(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /** Refuses where something is wrong. */
    void check(ZoneData data) {
        Refusal.when(data.nameEn() == null && data.nameZh() == null, "nameZh", "zone.refused.name");
        checkLength("nameEn", data.nameEn());
        checkLength("nameZh", data.nameZh());
        checkLength("operator", data.operator());
        if (data.kind().abroad()) {
            Refusal.when(
                    data.countryCode() == null
                            || data.countryCode().equals(CHINA)
                            || places.country(data.countryCode()) == null,
                    "countryCode",
                    "zone.refused.country");
        } else {
            Refusal.when(data.cityCode() == null, "cityCode", "zone.refused.city");
        }
        Refusal.when(data.cityCode() != null && places.city(data.cityCode()) == null, "cityCode", "zone.refused.city");
        data.sectors()
                .forEach(sector ->
                        Refusal.when(places.sector(sector) == null, "sectors", "zone.refused.sector", sector));
        LocalDate approvedOn = data.approvedOn();
        if (approvedOn != null) {
            Refusal.when(approvedOn.isAfter(LocalDate.now(clock)), "approvedOn", "zone.refused.approved-later");
            Refusal.when(approvedOn.getYear() < Period.FIRST_YEAR, "approvedOn", "base.date.early");
        }
        BigDecimal area = data.areaSqm();
        if (area != null) {
            Refusal.when(area.signum() < 0, "areaSqm", "base.number.negative");
            Refusal.when(area.compareTo(LARGEST_AREA) >= 0, "areaSqm", "base.number.large");
            Refusal.when(area.stripTrailingZeros().scale() > 2, "areaSqm", "zone.refused.decimals", 2);
        }
    }

    /** A clerk who gives a zone to another office is told at the city, and could not take it back. */
    static void refuseForeignOffice(Person person, ZoneData data) {
        Refusal.when(
                !person.mayWriteFor(data.officeCode()),
                "cityCode",
                data.cityCode() == null ? "zone.refused.without-city" : "zone.refused.other-city");
    }

    /** Refuses a metric that is not counted of such a zone. */
    static void refuseStrange(ZoneKind kind, Metric metric) {
        Refusal.when(!kind.metrics().contains(metric), "metric", "zone.refused.metric");
    }

    /** The amount as it is kept; refused where the metric cannot have it. */
    static BigDecimal checkedAmount(Metric metric, BigDecimal amount) {
        int decimals = metric.unit().decimals();
        if (amount.signum() < 0) {
            throw new Refusal("amount", "base.number.negative");
        }
        if (amount.compareTo(LARGEST_FIGURE) >= 0) {
            throw new Refusal("amount", "base.number.large");
        }
        if (amount.stripTrailingZeros().scale() > decimals) {
            throw decimals == 0
                    ? new Refusal("amount", "base.number.bad-whole")
                    : new Refusal("amount", "zone.refused.decimals", decimals);
        }
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    private static void checkLength(String field, @Nullable String text) {
        Refusal.when(text != null && text.length() > LONGEST, field, "zone.refused.long", LONGEST);
    }
}
