package org.yuemao.base.entry;

import org.jspecify.annotations.Nullable;

/** What a cell that is not blank says: a value, or a problem; what could be meant in two ways is a problem. */
public sealed interface Reading<T> {

    /** A value; with a remark where it is not exactly what was typed, such as a rounded number. */
    record Value<T>(T value, @Nullable Problem remark) implements Reading<T> {}

    /** No value, and why. */
    record Unreadable<T>(Problem problem) implements Reading<T> {}

    static <T> Reading<T> of(T value) {
        return new Value<>(value, null);
    }

    static <T> Reading<T> problem(String key, Object... arguments) {
        return new Unreadable<>(Problem.of(key, arguments));
    }
}
