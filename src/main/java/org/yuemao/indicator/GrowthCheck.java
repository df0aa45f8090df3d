package org.yuemao.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;

/** Recomputes the rates of change that sources state, within the rounding of the published figures. */
public final class GrowthCheck {
    private GrowthCheck() {}

    /** What came of recomputing a stated rate. */
    public enum Verdict {
        FOLLOWS,
        DOES_NOT_FOLLOW,
        NOTHING_STATED,
        /** The figure of the year itself, or an exact one, is missing. */
        NO_FIGURE,
        /** The figure that the rate is measured from is missing. */
        NO_BASE_FIGURE,
        /** A change from zero is undefined. */
        ZERO_BASE
    }

    /** The verdict, and the rate in percent that follows from the figures where they give one. */
    public record Result(Verdict verdict, @Nullable BigDecimal recomputedPercent) {}

    /** The year that a stated rate is measured from; the one before where the observation names none. */
    public static int baseYear(ObservationData observation) {
        Integer stated = observation.changeBaseYear();
        return stated == null ? observation.year() - 1 : stated;
    }

    /** Checks the rate that an observation states against the others. */
    public static Result check(ObservationData observation, Collection<ObservationData> all) {
        BigDecimal stated = observation.statedChangePercent();
        ChangeBasis basis = observation.changeBasis();
        if (stated == null || basis == null) {
            return new Result(Verdict.NOTHING_STATED, null);
        }
        BigDecimal amount = observation.amount();
        if (amount == null || observation.qualifier() != null) {
            return new Result(Verdict.NO_FIGURE, null);
        }
        int baseYear = baseYear(observation);
        if (baseYear >= observation.year() || baseYear < Period.FIRST_YEAR) {
            return new Result(Verdict.NO_BASE_FIGURE, null);
        }
        Period basePeriod = observation.period().inYear(baseYear);
        BigDecimal base = all.stream()
                .filter(other -> other.period().equals(basePeriod) && other.qualifier() == null)
                .filter(observation::isOfSameIndicator)
                .map(ObservationData::amount)
                .filter(figure -> figure != null)
                .findFirst()
                .orElse(null);
        if (base == null) {
            return new Result(Verdict.NO_BASE_FIGURE, null);
        }
        if (base.signum() == 0) {
            return new Result(Verdict.ZERO_BASE, null);
        }
        int years = basis == ChangeBasis.YEARLY_AVERAGE_SINCE ? observation.year() - baseYear : 1;
        double halfAmount = halfOfLastDigit(amount);
        double halfBase = halfOfLastDigit(base);
        double lowest = percent(amount.doubleValue() - halfAmount, base.doubleValue() + halfBase, years);
        double highest = percent(
                amount.doubleValue() + halfAmount, Math.max(base.doubleValue() - halfBase, Double.MIN_NORMAL), years);
        double halfStated = halfOfLastDigit(stated);
        boolean follows = stated.doubleValue() + halfStated >= lowest && stated.doubleValue() - halfStated <= highest;
        BigDecimal recomputed = BigDecimal.valueOf(percent(amount.doubleValue(), base.doubleValue(), years))
                .setScale(1, RoundingMode.HALF_UP);
        return new Result(follows ? Verdict.FOLLOWS : Verdict.DOES_NOT_FOLLOW, recomputed);
    }

    private static double percent(double amount, double base, int years) {
        return (Math.pow(Math.max(amount, 0) / base, 1.0 / years) - 1) * 100;
    }

    /** A database pads decimals with noughts, so only digits that say something count; whole numbers count as exact to one. */
    static double halfOfLastDigit(BigDecimal number) {
        return Math.pow(10, -Math.max(0, number.stripTrailingZeros().scale())) / 2;
    }
}
