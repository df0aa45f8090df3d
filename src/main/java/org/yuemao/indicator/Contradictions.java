package org.yuemao.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds observations of one figure that cannot all be true. */
public final class Contradictions {
    // How far off a figure may be that its source states with "about".
    private static final double ABOUT = 0.1;

    private Contradictions() {}

    /**
     * Two observations of the same figure that exclude each other.
     *
     * @param factor by which the first would have to be multiplied to agree with the other, where a power of ten does: its
     *     unit may be wrong then
     */
    public record Pair<T>(T one, T other, @Nullable Integer factor) {}

    /** Every pair that contradicts itself, in the order given. */
    public static List<Pair<ObservationData>> among(Collection<ObservationData> all) {
        return among(all, Function.identity());
    }

    /** Every pair that contradicts itself, in the order given; the function tells what each says. */
    public static <T> List<Pair<T>> among(Collection<T> all, Function<T, ObservationData> what) {
        List<T> stated =
                all.stream().filter(one -> what.apply(one).amount() != null).toList();
        List<Pair<T>> pairs = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            for (T otherOne : stated.subList(i + 1, stated.size())) {
                ObservationData one = what.apply(stated.get(i));
                ObservationData other = what.apply(otherOne);
                if (one.period().equals(other.period())
                        && one.isOfSameIndicator(other)
                        && exclude(range(one, 1), range(other, 1))) {
                    pairs.add(new Pair<>(stated.get(i), otherOne, factor(one, other)));
                }
            }
        }
        return List.copyOf(pairs);
    }

    private static @Nullable Integer factor(ObservationData one, ObservationData other) {
        return Stream.of(10, 100, 1000)
                .filter(factor -> !exclude(range(one, factor), range(other, 1)))
                .findFirst()
                .orElse(null);
    }

    /** What a figure may be in truth; the ends themselves are excluded. */
    private record Range(double lowest, double highest) {}

    private static boolean exclude(Range one, Range other) {
        return one.lowest() >= other.highest() || other.lowest() >= one.highest();
    }

    private static Range range(ObservationData one, int factor) {
        double amount = Objects.requireNonNull(one.amount()).doubleValue() * factor;
        double half = GrowthCheck.halfOfLastDigit(one.amount()) * factor;
        return switch (one.qualifier()) {
            case null -> new Range(amount - half, amount + half);
            case ABOUT -> new Range(amount - Math.abs(amount) * ABOUT, amount + Math.abs(amount) * ABOUT);
            case MORE_THAN -> new Range(amount, Double.POSITIVE_INFINITY);
            case LESS_THAN -> new Range(Double.NEGATIVE_INFINITY, amount);
        };
    }
}
