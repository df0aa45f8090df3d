package org.yuemao.base.ui.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.TypedRow;

/** Enters many rows of a sheet in one transaction, in the columns in which records of their kind are entered. */
public final class RowsTogether {
    private final RecordRows kind;
    private final EntryService entering;
    private final Map<String, String> fixed;
    private final BiConsumer<Map<String, String>, Map<String, String>> translate;
    private @Nullable Telling telling;
    private Consumer<EntryRun> entered = run -> {};

    /** How rows tell which records they are about, where their keys are not those of records. */
    public interface Telling {
        /** The key of the row that the cells belong to, null for none that is shown. */
        @Nullable
        String row(String key, Map<String, String> cells);

        /** What the row says of itself in the kind's columns. */
        Map<String, String> said(String key);
    }

    /**
     * Makes one for the sheets of a kind.
     *
     * @param fixed what every new row says in columns that the sheet does not have
     * @param translate puts the sheet's cells (first) into the kind's columns (second), where they are not the same
     */
    public RowsTogether(
            RecordRows kind,
            EntryService entering,
            Map<String, String> fixed,
            BiConsumer<Map<String, String>, Map<String, String>> translate) {
        this.kind = kind;
        this.entering = entering;
        this.fixed = Map.copyOf(fixed);
        this.translate = translate;
    }

    /** Lets the rows tell which records they are about. */
    public RowsTogether telling(Telling way) {
        telling = way;
        return this;
    }

    /** What hears of rows that were entered, before the sheet shows them. */
    public RowsTogether onEntered(Consumer<EntryRun> hears) {
        entered = hears;
        return this;
    }

    RecordRows kind() {
        return kind;
    }

    /** The key of the row that cells at a row belong to, null for none that is shown. */
    @Nullable
    String keyOf(String at, Map<String, String> cells) {
        return telling == null ? at : telling.row(at, cells);
    }

    /** The row with the key as the kind takes it. */
    TypedRow row(long number, String key, Map<String, String> cells) {
        boolean fresh = key.startsWith("+");
        Map<String, String> said = new HashMap<>(telling != null ? telling.said(key) : fresh ? fixed : Map.of());
        translate.accept(cells, said);
        return new TypedRow(number, fresh || telling != null ? null : Long.valueOf(key), said);
    }

    List<RowPlan> plan(List<TypedRow> rows) {
        return entering.plan(kind, rows);
    }

    /** Writes the rows that are right; as a whole not, where a record is not of the version any more that was seen of it. */
    EntryService.Entered enter(List<TypedRow> rows, Map<Long, Long> seen) {
        EntryService.Entered done = entering.enter(kind, rows, seen);
        entered.accept(done.run());
        return done;
    }

    void takeBack(EntryRun run) {
        entering.takeBack(kind, run);
    }
}
