package org.yuemao.indicator.ui;

import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.internal.LocaleUtil;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.ui.Formats;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.GrowthCheck;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.Qualifier;

/** How figures, units and rates of change are written in the language of the person. */
record IndicatorTexts(Locale locale) {
    private static final int DECIMALS = 4;

    static IndicatorTexts ofPerson() {
        return new IndicatorTexts(LocaleUtil.getLocale());
    }

    String text(String key, Object... parameters) {
        return I18NProvider.translate("indicator." + key, parameters);
    }

    /** A unit as it is kept, in the person's language where it is one of those that sources use. */
    String unit(String unit) {
        return switch (unit) {
            case "CNY bn" -> text("unit.cny-bn");
            case "USD bn" -> text("unit.usd-bn");
            case "hours" -> text("unit.hours");
            case "events" -> text("unit.events");
            case "businesses" -> text("unit.businesses");
            case "cities" -> text("unit.cities");
            case "warehouses" -> text("unit.warehouses");
            case "sqm" -> text("unit.sqm");
            case "bases" -> text("unit.bases");
            case "centres" -> text("unit.centres");
            default -> unit;
        };
    }

    /** The figure as its source states it: {@code more than 300 CNY bn}; a dash where only a change is stated. */
    String figure(ObservationData data) {
        return data.amount() == null ? "–" : qualified(data.qualifier(), amount(data.amount(), data.unit()));
    }

    String amount(@Nullable BigDecimal amount, String unit) {
        return amount == null ? "–" : text("amount", number(amount), unit(unit));
    }

    String number(@Nullable BigDecimal number) {
        return Formats.decimal(number, DECIMALS, locale);
    }

    String qualifier(@Nullable Qualifier qualifier) {
        return text("qualifier." + (qualifier == null ? "EXACT" : qualifier));
    }

    private String qualified(@Nullable Qualifier qualifier, String amount) {
        return qualifier == null ? amount : text("qualified." + qualifier, amount);
    }

    /** The change that the source states: {@code +92.1 % a year on average since 2016}; nothing where it states none. */
    String stated(ObservationData data) {
        return data.statedChangePercent() == null || data.changeBasis() == null
                ? ""
                : change(data.statedChangePercent(), data.changeBasis(), GrowthCheck.baseYear(data));
    }

    String change(BigDecimal percent, ChangeBasis basis, int baseYear) {
        return text("change." + basis, percent(percent), String.valueOf(baseYear));
    }

    String percent(BigDecimal percent) {
        return (percent.signum() > 0 ? "+" : "") + number(percent) + " %";
    }

    String basis(ChangeBasis basis) {
        return text("basis." + basis);
    }

    String period(Period period) {
        return Formats.period(period, locale);
    }

    /** What came of recomputing the rate that an observation states. */
    String verdict(ObservationData data, GrowthCheck.Result growth) {
        String base = period(data.period().inYear(GrowthCheck.baseYear(data)));
        return switch (growth.verdict()) {
            case NOTHING_STATED -> "";
            case FOLLOWS -> text("verdict.FOLLOWS", percent(Objects.requireNonNull(growth.recomputedPercent())));
            case DOES_NOT_FOLLOW ->
                text("verdict.DOES_NOT_FOLLOW", percent(Objects.requireNonNull(growth.recomputedPercent())));
            case NO_FIGURE -> text("verdict.NO_FIGURE", period(data.period()));
            case NO_BASE_FIGURE -> text("verdict.NO_BASE_FIGURE", base);
            case ZERO_BASE -> text("verdict.ZERO_BASE", base);
        };
    }
}
