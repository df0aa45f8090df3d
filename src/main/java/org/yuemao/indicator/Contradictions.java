package org.yuemao.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Finds observations of one figure that cannot all be true. */
public final class Contradictions {
    // How far off a figure may be that its source states with "about".
    private static final double ABOUT = 0.1;

    private Contradictions() {}

    /** Two observations of the same figure that exclude each other. */
    public record Pair(ObservationData one, ObservationData other) {}

    /** Every pair that contradicts itself, in the order given. */
    public static List<Pair> among(Collection<ObservationData> all) {
        List<ObservationData> stated =
                all.stream().filter(one -> one.amount() != null).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            for (ObservationData other : stated.subList(i + 1, stated.size())) {
                ObservationData one = stated.get(i);
                if (one.year() == other.year() && one.isOfSameIndicator(other) && exclude(one, other)) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        return List.copyOf(pairs);
    }

    private static boolean exclude(ObservationData one, ObservationData other) {
        return lowest(one) >= highest(other) || lowest(other) >= highest(one);
    }

    private static double lowest(ObservationData one) {
        double amount = Objects.requireNonNull(one.amount()).doubleValue();
        return switch (one.qualifier()) {
            case null -> amount - GrowthCheck.halfOfLastDigit(one.amount());
            case ABOUT -> amount - Math.abs(amount) * ABOUT;
            case MORE_THAN -> amount;
            case LESS_THAN -> Double.NEGATIVE_INFINITY;
        };
    }

    private static double highest(ObservationData one) {
        double amount = Objects.requireNonNull(one.amount()).doubleValue();
        return switch (one.qualifier()) {
            case null -> amount + GrowthCheck.halfOfLastDigit(one.amount());
            case ABOUT -> amount + Math.abs(amount) * ABOUT;
            case MORE_THAN -> Double.POSITIVE_INFINITY;
            case LESS_THAN -> amount;
        };
    }
}
