package org.yuemao.base.ui.sheet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Attempted;

/** The records of one kind that a sheet enters: how they are found, read, and kept through the service that owns them. */
public interface SheetRecords {

    /**
     * A record as it is kept.
     *
     * @param cells what each column shows, in the person's language; a column without anything may be missing
     * @param values what means the same where it is typed, for the columns where what is shown could mean more than one
     * @param changedBy who changed it last
     * @param about who changed it last and when, as a sentence
     * @param readOnly whether the person may not change it
     * @param asides what else is known of single cells, by column
     */
    record Kept(
            String key,
            long version,
            Map<String, String> cells,
            Map<String, String> values,
            String changedBy,
            String about,
            boolean readOnly,
            Map<String, Aside> asides) {

        /** A record of whose single cells nothing else is known. */
        public Kept(
                String key,
                long version,
                Map<String, String> cells,
                Map<String, String> values,
                String changedBy,
                String about,
                boolean readOnly) {
            this(key, version, cells, values, changedBy, about, readOnly, Map.of());
        }

        /** Who changed the column last; nobody who is known where what it said was removed. */
        public String changedBy(String column) {
            Aside aside = asides.get(column);
            return aside == null ? changedBy : aside.changedBy();
        }

        /** What would have to be typed into the column to say the same. */
        public String value(String column) {
            String value = values.get(column);
            return value == null ? cells.getOrDefault(column, "") : value;
        }
    }

    /**
     * What is known of a single cell.
     *
     * @param hint shown palely where the cell says nothing
     * @param changedBy who changed it last, or empty
     * @param about a sentence about what it says, or empty
     * @param mark what the cell bears besides what it says, or null
     */
    record Aside(
            String hint,
            String changedBy,
            String about,
            @Nullable Mark mark) {}

    /**
     * A small sign in the corner of a cell.
     *
     * @param kind by which it is coloured
     * @param icon the name of the icon, or empty where there is nothing to see
     * @param says what it means, in the person's language
     * @param closed whether the person may not change what the cell says
     */
    record Mark(String kind, String icon, String says, boolean closed) {}

    /**
     * What a typed cell says.
     *
     * @param shown how the sheet shows it from now on
     * @param problem why it cannot be kept, or null
     * @param remark what a person should look at, or null
     */
    record Read(
            String shown,
            @Nullable String problem,
            @Nullable String remark) {

        public static Read of(String shown) {
            return new Read(shown, null, null);
        }

        public static Read problem(String typed, String problem) {
            return new Read(typed, problem, null);
        }
    }

    /** The keys of all rows in the order of the sheet, with the version that each has now. */
    Map<String, Long> versions();

    /** The records with these keys, as far as they exist. */
    List<Kept> load(Collection<String> keys);

    /**
     * Reads typed cells, each for itself, without keeping anything.
     *
     * @param kept the record that they are typed over, null for a new one
     */
    Map<String, Read> read(@Nullable Kept kept, Map<String, String> typed);

    /** Keeps a new record; refused as the service refuses. */
    Kept create(Map<String, String> typed);

    /** Changes the typed columns of a record; refused as the service refuses, also when it is not as it was any more. */
    Kept change(Kept kept, Map<String, String> typed);

    /** Removes a record; refused as the service refuses, also when it is not as it was any more. */
    void remove(Kept kept);

    /** Keeps many new records in one transaction, those that the service does not refuse; what came of each, in their order. */
    List<Attempted<Kept>> createAll(List<Map<String, String>> rows);

    /** Removes many records in one transaction, those that the service does not refuse; why each of the others stays, by key. */
    Map<String, RuntimeException> removeAll(List<Kept> rows);

    /** How many rows are changed in one transaction. */
    RowsTogether together();

    /** The versions that were seen of records whose keys are their ids. */
    static Map<Long, Long> seen(List<Kept> rows) {
        return rows.stream().collect(Collectors.toMap(kept -> Long.valueOf(kept.key()), Kept::version));
    }

    /** Why some records were refused, by their keys. */
    static Map<String, RuntimeException> refused(Map<Long, RuntimeException> refusals) {
        return refusals.entrySet().stream()
                .collect(Collectors.toMap(one -> Long.toString(one.getKey()), Map.Entry::getValue));
    }

    /** What was written, as it is kept now. */
    static <T> List<Attempted<Kept>> loaded(List<Attempted<T>> done, Function<T, String> key, SheetRecords records) {
        return Attempted.then(done, written -> {
            Map<String, Kept> kept = records.load(written.stream().map(key).toList()).stream()
                    .collect(Collectors.toMap(Kept::key, one -> one));
            return Attempted.each(written, one -> Objects.requireNonNull(kept.get(key.apply(one))));
        });
    }

    /** Whether each cell of a kept record is kept by itself as it is left, whatever is wrong with others of its row. */
    default boolean cellByCell() {
        return false;
    }

    /** What a row is called in sentences, from what it shows. */
    String name(Map<String, String> shown);

    /** The column that the field of a refusal belongs to, null for none. */
    default @Nullable String columnOf(@Nullable String field) {
        return field;
    }
}
