package org.yuemao.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Prints measures, a line each: name, median [fastest–slowest], limit or peer, ratio, goal, met or missed. */
final class Measures {
    private int missed;
    private int measured;

    /** The median of measures in order. */
    static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** Measures so many times after one to warm up. */
    static List<Double> times(int repetitions, Supplier<Double> measure) {
        return Stream.generate(measure).limit(1L + repetitions).skip(1).sorted().toList();
    }

    /** Values that are to stay below a fixed limit, or at nought where that is the limit. */
    void below(String name, List<Double> values, double limit, String unit) {
        List<Double> sorted = values.stream().sorted().toList();
        double median = median(sorted);
        print(
                name,
                sorted,
                unit,
                String.format(Locale.ENGLISH, "limit %,.0f %s", limit, unit),
                median == 0 ? 0 : median / limit,
                1);
    }

    /** Values that are to take at most so many times as long as their peer. */
    void against(String name, List<Double> values, String peer, List<Double> peers, double most, String unit) {
        double limit = median(peers.stream().sorted().toList());
        List<Double> sorted = values.stream().sorted().toList();
        print(
                name,
                sorted,
                unit,
                String.format(Locale.ENGLISH, "%s %,.2f %s", peer, limit, unit),
                median(sorted) / limit,
                most);
    }

    private void print(String name, List<Double> sorted, String unit, String limit, double ratio, double goal) {
        boolean met = ratio <= goal;
        measured++;
        missed += met ? 0 : 1;
        String number = unit.equals("s") ? "%,.2f" : "%,.0f";
        System.out.printf(
                Locale.ENGLISH,
                "%s: " + number + " %s [" + number + "–" + number + "], %s, ratio %.2f, goal ≤ %s, %s%n",
                name,
                median(sorted),
                unit,
                sorted.getFirst(),
                sorted.getLast(),
                limit,
                ratio,
                goal == Math.rint(goal) ? String.valueOf((long) goal) : String.valueOf(goal),
                met ? "met" : "missed");
    }

    /** Says what was found in the last line; 0 when every goal is met, otherwise 1. */
    int conclude() {
        System.out.println(
                missed == 0
                        ? "All %d goals are met.".formatted(measured)
                        : "Of %d goals %d are missed.".formatted(measured, missed));
        return missed == 0 ? 0 : 1;
    }
}
