package org.yuemao.summary.ui;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.yuemao.summary.Overview;

/**
 * What windows make of an overview, made once for all that show the same one: hundreds follow each commit, and what they say
 * differs by language alone. Forgotten with the overview.
 */
final class OncePerOverview {
    private static final LoadingCache<Overview, Map<Record, Object>> MADE =
            Caffeine.newBuilder().weakKeys().build(overview -> new ConcurrentHashMap<>());

    private OncePerOverview() {}

    /**
     * What was made of this very overview, or is made now; it must not lead back to the overview.
     *
     * @param key says what is made, for which language and with which choices, by a type that nobody else uses
     */
    @SuppressWarnings("unchecked") // The type of the key decides what is made.
    static <T> T of(Overview overview, Record key, Supplier<T> making) {
        return (T) MADE.get(overview).computeIfAbsent(key, one -> making.get());
    }
}
