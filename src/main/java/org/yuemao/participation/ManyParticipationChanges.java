package org.yuemao.participation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a run has entered, changed or removed until it ends, however much that is: as plain numbers, since a
 * million records with amounts would not fit into the memory that an import may take.
 */
final class ManyParticipationChanges {
    private static final int NUMBERS = 11;
    private static final int CHUNK = 2_000;

    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    void add(ParticipationChanged change) {
        int place = size % CHUNK;
        if (place == 0) {
            chunks.add(new long[NUMBERS * CHUNK]);
        }
        long[] chunk = chunks.getLast();
        int at = place * NUMBERS;
        chunk[at] = change.participationId();
        chunk[at + 1] = change.eventId();
        chunk[at + 2] = change.businessId();
        put(chunk, at + 3, change.before());
        put(chunk, at + 7, change.after());
        size++;
    }

    int size() {
        return size;
    }

    Set<Long> eventIds() {
        return ids(ParticipationChanged::eventId);
    }

    Set<Long> businessIds() {
        return ids(ParticipationChanged::businessId);
    }

    private Set<Long> ids(ToLongFunction<ParticipationChanged> id) {
        Set<Long> ids = new TreeSet<>();
        inPortions(portion -> portion.forEach(change -> ids.add(id.applyAsLong(change))));
        return ids;
    }

    /** Hands over the changes in their order, so many at a time that they fit into memory. */
    void inPortions(Consumer<List<ParticipationChanged>> consumer) {
        for (int i = 0; i < chunks.size(); i++) {
            long[] chunk = chunks.get(i);
            List<ParticipationChanged> portion = new ArrayList<>();
            int rows = Math.min(CHUNK, size - i * CHUNK);
            for (int row = 0; row < rows; row++) {
                int at = row * NUMBERS;
                portion.add(new ParticipationChanged(
                        chunk[at], chunk[at + 1], chunk[at + 2], get(chunk, at + 3), get(chunk, at + 7)));
            }
            consumer.accept(portion);
        }
    }

    private static void put(long[] chunk, int at, @Nullable Contribution what) {
        if (what != null) {
            chunk[at] = 1;
            chunk[at + 1] = hundredths(what.intendedDeals());
            chunk[at + 2] = hundredths(what.signedDeals());
            chunk[at + 3] = hundredths(what.boothArea());
        }
    }

    private static @Nullable Contribution get(long[] chunk, int at) {
        return chunk[at] == 0
                ? null
                : new Contribution(
                        BigDecimal.valueOf(chunk[at + 1], 2),
                        BigDecimal.valueOf(chunk[at + 2], 2),
                        BigDecimal.valueOf(chunk[at + 3], 2));
    }

    /** All amounts are kept with two decimals, and with at most 18 digits. */
    private static long hundredths(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }
}
