package org.yuemao.base.list;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;

/** A column of a written list, and what stands in it for a row. */
public record ListColumn<T>(EntryColumn<?> column, Content<T> content) {

    /** What stands in a column for a row, if anything does. */
    @FunctionalInterface
    public interface Content<T> {
        @Nullable
        Object of(T row);
    }

    /** A column that is only read by people; an import passes it over. */
    public static <T> ListColumn<T> shown(String id, String titleKey, CellType<?> type, int width, Content<T> content) {
        return new ListColumn<>(new EntryColumn<>(id, titleKey, type, Need.SHOWN, width), content);
    }

    /** When and by whom a row was changed last. */
    public static <T> List<ListColumn<T>> lastChange(ZoneId zone, Function<T, Instant> at, Function<T, String> by) {
        return List.of(
                shown(
                        "changedAt",
                        "base.changed-at",
                        CellTypes.moment(),
                        17,
                        row -> LocalDateTime.ofInstant(at.apply(row), zone)),
                shown("changedBy", "base.changed-by", CellTypes.text(60), 16, by::apply));
    }

    /** Groups of columns, one after the other. */
    @SafeVarargs
    public static <T> List<ListColumn<T>> joined(List<ListColumn<T>>... groups) {
        List<ListColumn<T>> all = new ArrayList<>();
        for (List<ListColumn<T>> group : groups) {
            all.addAll(group);
        }
        return all;
    }

    /** The columns in which rows are entered, so that what is written can be entered again; each needs its content. */
    public static <T> List<ListColumn<T>> of(List<EntryColumn<?>> columns, Map<String, Content<T>> contents) {
        return columns.stream()
                .map(column -> {
                    Content<T> content = contents.get(column.id());
                    if (content == null) {
                        throw new IllegalArgumentException("What stands in the column " + column.id() + "?");
                    }
                    return new ListColumn<>(column, content);
                })
                .toList();
    }
}
