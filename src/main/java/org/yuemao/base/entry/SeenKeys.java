package org.yuemao.base.entry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which key stood first in which row, of a million rows in 24 MB: keys are kept as hashes of 64 bits. That two of a million
 * keys share one has a chance of 1 to 30 million; the later row would be refused, which a person sees.
 */
final class SeenKeys {
    private long[] hashes = new long[1 << 12];
    private int[] rows = new int[1 << 12];
    private int size;

    /** The row of the key that is known, or null and the key is known from now on. */
    @Nullable
    Long put(String key, long row) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(key);
        int place = place(hash);
        if (hashes[place] == hash) {
            return (long) rows[place];
        }
        hashes[place] = hash;
        rows[place] = (int) row;
        size++;
        return null;
    }

    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) (hash >>> 20) & mask;
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldRows = rows;
        hashes = new long[oldHashes.length * 2];
        rows = Arrays.copyOf(rows, oldRows.length * 2);
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int place = place(oldHashes[i]);
                hashes[place] = oldHashes[i];
                rows[place] = oldRows[i];
            }
        }
    }

    /** FNV-1a over the characters, then mixed, so that each bit depends on each character; never 0. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
