package org.yuemao.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.place.Places;
import org.yuemao.security.Person;

/** What must be true of an indicator and of an observation on their own, whatever others there are. */
@Component
class IndicatorRules {
    static final int LONGEST_NAME = 200;
    static final int LONGEST_UNIT = 20;
    static final int LONGEST_SOURCE = 300;
    static final int DECIMALS = 4;
    static final BigDecimal LARGEST = new BigDecimal("1e16");
    static final BigDecimal LARGEST_PERCENT = new BigDecimal("1e8");

    private final Places places;

    IndicatorRules(Places places) {
        this.places = places;
    }

    /** Refuses an indicator where something is wrong. */
    static void check(IndicatorData data) {
        Refusal.when(data.nameEn() == null && data.nameZh() == null, "nameZh", "indicator.refused.name");
        checkText("nameEn", data.nameEn(), LONGEST_NAME);
        checkText("nameZh", data.nameZh(), LONGEST_NAME);
        Refusal.when(data.unit().isEmpty(), "unit", "base.required");
        checkText("unit", data.unit(), LONGEST_UNIT);
    }

    /** Refuses an observation where something is wrong. */
    void check(ObservationData data) {
        Refusal.when(places.office(data.geographyCode()) == null, "geographyCode", "base.required");
        Refusal.when(data.unit().isEmpty(), "unit", "base.required");
        checkText("unit", data.unit(), LONGEST_UNIT);
        Refusal.when(data.source().isEmpty(), "source", "base.required");
        checkText("source", data.source(), LONGEST_SOURCE);
        BigDecimal stated = data.statedChangePercent();
        Refusal.when(data.amount() == null && stated == null, "amount", "indicator.refused.nothing");
        checkNumber("amount", data.amount(), LARGEST);
        checkNumber("statedChangePercent", stated, LARGEST_PERCENT);
        if (stated != null) {
            Refusal.when(data.changeBasis() == null, "changeBasis", "indicator.refused.basis");
            Integer base = data.changeBaseYear();
            Refusal.when(
                    data.changeBasis() != ChangeBasis.PREVIOUS_YEAR && base == null,
                    "changeBaseYear",
                    "indicator.refused.base-year");
            Refusal.when(
                    base != null && (base >= data.year() || base < Period.FIRST_YEAR),
                    "changeBaseYear",
                    "indicator.refused.base-year.later",
                    Period.FIRST_YEAR,
                    data.year() - 1);
        }
    }

    /** Refuses an observation of a province or city that the person may not write. */
    static void refuseForeign(Person person, ObservationData data) {
        Refusal.when(!person.mayWriteFor(data.geographyCode()), "geographyCode", "indicator.refused.geography");
    }

    private static void checkNumber(String field, @Nullable BigDecimal number, BigDecimal largest) {
        if (number != null) {
            Refusal.when(number.abs().compareTo(largest) >= 0, field, "base.number.large");
            Refusal.when(number.scale() > DECIMALS, field, "indicator.refused.decimals", DECIMALS);
        }
    }

    private static void checkText(String field, @Nullable String text, int longest) {
        Refusal.when(text != null && text.length() > longest, field, "indicator.refused.long", longest);
    }
}
