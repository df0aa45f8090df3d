package org.yuemao.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Draws that are the same in every load: the algorithm of {@link Random} is fixed by its specification. Each part of the
 * sample has draws of its own, so that a change to one part leaves the others as they are.
 */
final class Draws {
    private final Random random;

    Draws(String part) {
        random = new Random(20220512L * 31 + part.hashCode());
    }

    /** From the first to the last number, both possible. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A log-normal value: half of the values are below the median. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * random.nextGaussian());
    }

    /** A factor near one. */
    double about(double spread) {
        return 1 + spread * (2 * random.nextDouble() - 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T oneOf(Weighted<T> choices) {
        return choices.at(random.nextDouble());
    }

    <T> void shuffle(List<T> all) {
        for (int i = all.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T other = all.get(j);
            all.set(j, all.get(i));
            all.set(i, other);
        }
    }

    /** Things to choose from, each as often as its weight says. */
    static final class Weighted<T> {
        private final List<T> things;
        private final double[] sums;

        Weighted(List<T> things, ToDoubleFunction<T> weight) {
            this.things = new ArrayList<>(things);
            sums = new double[things.size()];
            double sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += weight.applyAsDouble(things.get(i));
                sums[i] = sum;
            }
        }

        private T at(double share) {
            double wanted = share * sums[sums.length - 1];
            int low = 0;
            int high = sums.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sums[middle] > wanted) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return things.get(low);
        }

        int size() {
            return things.size();
        }
    }
}
