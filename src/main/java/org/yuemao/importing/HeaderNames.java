package org.yuemao.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yuemao.base.Spelling;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType.Shape;
import org.yuemao.base.entry.EntryColumn;

/**
 * Tells by its title which column of a kind a column of a file is: by the title in either language or what else people
 * call it. Width, case, spaces, the mark of a required column and a stated unit do not matter; nothing else is guessed.
 */
final class HeaderNames {
    private final Map<String, String> byName = new HashMap<>();
    private final List<EntryColumn<?>> columns;

    HeaderNames(List<EntryColumn<?>> columns, Wording wording) {
        this.columns = columns;
        for (EntryColumn<?> column : columns) {
            Stream.concat(
                            Stream.of(
                                    column.id(),
                                    wording.of(column.titleKey(), Locale.ENGLISH),
                                    wording.of(column.titleKey(), Locale.SIMPLIFIED_CHINESE)),
                            wording.also(column.titleKey()).stream())
                    .map(HeaderNames::folded)
                    .distinct()
                    // What two columns are called is neither's name.
                    .forEach(name -> byName.merge(name, column.id(), (one, other) -> one.equals(other) ? one : ""));
        }
        byName.values().removeIf(""::equals);
    }

    /** The id of the column that the title names, if it names one. */
    Optional<String> columnOf(String title) {
        return Optional.ofNullable(byName.get(folded(title)));
    }

    /** Whether numbers stand in the column, so that a unit means something. */
    boolean isNumber(String columnId) {
        return columns.stream()
                .anyMatch(
                        column -> column.id().equals(columnId) && column.type().shape() == Shape.NUMBER);
    }

    /** The title without what does not matter. */
    static String folded(String title) {
        return Spelling.folded(StatedUnit.without(title)).replaceAll("[*:]", "");
    }
}
