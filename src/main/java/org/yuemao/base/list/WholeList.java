package org.yuemao.base.list;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.EntryColumn;

/** A list as it is filtered and sorted at a moment: what it is about, its columns, and all its rows for whoever wants them. */
public final class WholeList<T> {

    /**
     * What a list is about.
     *
     * @param titleKey the key of its title: {@code event.title}
     * @param of whose rows alone they are, such as the code of an event
     * @param year the year that it is filtered by
     */
    public record Subject(
            String titleKey, @Nullable String of, @Nullable Integer year) {

        public static Subject of(String titleKey) {
            return new Subject(titleKey, null, null);
        }

        public Subject of(@Nullable Integer otherYear) {
            return new Subject(titleKey, of, otherYear);
        }

        public Subject ofOne(String owner) {
            return new Subject(titleKey, owner, year);
        }
    }

    /** Hands all rows over in their order. */
    @FunctionalInterface
    public interface Rows<T> {
        void each(Consumer<? super T> consumer);
    }

    private final Subject subject;
    private final List<ListColumn<T>> columns;
    private final IntSupplier count;
    private final Rows<T> rows;

    /** A list whose rows are read when they are wanted, with the rights of the person who wants them. */
    public WholeList(Subject subject, List<ListColumn<T>> columns, IntSupplier count, Rows<T> rows) {
        this.subject = subject;
        this.columns = List.copyOf(columns);
        this.count = count;
        this.rows = rows;
    }

    /** A short list that is shown as a whole anyway. */
    public static <T> WholeList<T> of(Subject subject, List<ListColumn<T>> columns, Stream<T> rows) {
        List<T> all = rows.toList();
        return new WholeList<>(subject, columns, all::size, consumer -> all.forEach(consumer));
    }

    public Subject subject() {
        return subject;
    }

    public List<EntryColumn<?>> columns() {
        return columns.stream().<EntryColumn<?>>map(ListColumn::column).toList();
    }

    /** How many rows there are now. */
    public int count() {
        return count.getAsInt();
    }

    /** Hands over what stands in each column, row by row; the array is filled anew for each. */
    public void each(Consumer<@Nullable Object[]> consumer) {
        @Nullable Object[] contents = new @Nullable Object[columns.size()];
        rows.each(row -> {
            for (int i = 0; i < contents.length; i++) {
                contents[i] = columns.get(i).content().of(row);
            }
            consumer.accept(contents);
        });
    }
}
