package org.yuemao.audit;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.Period;

/**
 * How people know a record that the history is about.
 *
 * @param names what it is called, or what it belongs to
 * @param code its code, or that of the event that it belongs to
 * @param period of which period it is
 * @param metric what a figure counts, by its name
 * @param path the address of the view that shows it
 */
public record NamedRecord(
        Names names,
        @Nullable String code,
        @Nullable Period period,
        @Nullable String metric,
        @Nullable String path) {}
