package org.yuemao.base.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run over the rows of a file or a pasted block: how they are to be understood, which of them have been seen, and what
 * has been written of them.
 */
public final class EntryRun {
    private final boolean blanksClear;
    private final boolean remembering;
    private final SeenKeys seen = new SeenKeys();
    private final List<Written> written = new ArrayList<>();
    private final Map<Class<?>, Object> states = new HashMap<>();

    /**
     * Begins a run.
     *
     * @param blanksClear whether a blank cell empties what is kept
     * @param remembering whether what is written is remembered, so that it can be taken back; takes memory for each row
     */
    public EntryRun(boolean blanksClear, boolean remembering) {
        this.blanksClear = blanksClear;
        this.remembering = remembering;
    }

    /**
     * A record that was written.
     *
     * @param kind which kind of record, as its history names it
     * @param version the version that it got
     * @param before what was kept before, null for a new record
     */
    public record Written(
            String kind, long id, long version, @Nullable Record before) {}

    public boolean blanksClear() {
        return blanksClear;
    }

    /** The row with the same key that came before, if one did; from now on this row is the one. */
    public @Nullable Long seenBefore(String key, long row) {
        return seen.put(key, row);
    }

    /** Remembers what was written, where that is wanted. */
    public void wrote(Written one) {
        if (remembering) {
            written.add(one);
        }
    }

    /** What was written, in this order. */
    public List<Written> written() {
        return written;
    }

    /** What a kind of record wants to know until the run ends. */
    public <T> T state(Class<T> type, Supplier<T> first) {
        return type.cast(states.computeIfAbsent(type, key -> first.get()));
    }
}
