package org.yuemao.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * What came of one of many things that were to be done together: it was done, or it was refused before anything of it was
 * written, so that the others can be done all the same.
 */
public record Attempted<T>(@Nullable T done, @Nullable RuntimeException refused) {

    /** Attempts each of many in turn. */
    public static <A, T> List<Attempted<T>> each(List<A> many, Function<A, T> way) {
        List<Attempted<T>> attempted = new ArrayList<>();
        for (A one : many) {
            try {
                attempted.add(new Attempted<>(way.apply(one), null));
            } catch (Refusal | StaleRecord | RecordNotFound | AccessDeniedException refused) {
                attempted.add(new Attempted<>(null, refused));
            }
        }
        return attempted;
    }

    /** Attempts something with each record, in the order of the ids, and the version seen of it; why some were refused, by id. */
    public static Map<Long, RuntimeException> refusals(Map<Long, Long> versions, BiConsumer<Long, Long> way) {
        Map<Long, RuntimeException> refusals = new HashMap<>();
        new TreeMap<>(versions).forEach((id, version) -> {
            try {
                way.accept(id, version);
            } catch (Refusal | StaleRecord | RecordNotFound | AccessDeniedException refused) {
                refusals.put(id, refused);
            }
        });
        return refusals;
    }

    /** Attempts the next with those that were done; what was refused stays refused. */
    public static <A, T> List<Attempted<T>> then(List<Attempted<A>> before, Function<List<A>, List<Attempted<T>>> way) {
        List<A> done =
                before.stream().map(Attempted::done).filter(Objects::nonNull).toList();
        Iterator<Attempted<T>> next = way.apply(done).iterator();
        List<Attempted<T>> attempted = new ArrayList<>();
        before.forEach(one -> attempted.add(one.done() == null ? new Attempted<>(null, one.refused()) : next.next()));
        return attempted;
    }
}
