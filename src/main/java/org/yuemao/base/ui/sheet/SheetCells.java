package org.yuemao.base.ui.sheet;

import com.vaadin.flow.i18n.I18NProvider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.Choice;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.Reading;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.sheet.SheetRecords.Read;

/** How the columns by which records are entered are shown and read in a sheet. */
public final class SheetCells {
    private SheetCells() {}

    /** The column of a sheet that stands for the column of the records. */
    public static SheetColumn column(EntryColumn<?> column, double width, Locale locale) {
        SheetColumn.Kind kind = column.need() == EntryColumn.Need.SHOWN
                ? SheetColumn.Kind.READ_ONLY
                : switch (column.type().shape()) {
                    case TEXT, PERIOD -> SheetColumn.Kind.TEXT;
                    case LONG_TEXT -> SheetColumn.Kind.LONG_TEXT;
                    case NUMBER -> SheetColumn.Kind.NUMBER;
                    case DATE -> SheetColumn.Kind.DATE;
                    case CHOICE -> SheetColumn.Kind.CHOICE;
                    case CHOICES -> SheetColumn.Kind.CHOICES;
                };
        SheetColumn shown = new SheetColumn(column.id(), I18NProvider.translate(column.titleKey()), kind, width)
                .of(choices(column.type().choices(), locale));
        return column.need() == EntryColumn.Need.REQUIRED ? shown.needed() : shown;
    }

    /** The choices by their name in the person's language, found by all that they are known as. */
    public static List<SheetChoice> choices(List<Choice> choices, Locale locale) {
        return choices.stream()
                .map(choice -> new SheetChoice(choice.code(), choice.names().in(locale), words(choice)))
                .toList();
    }

    private static String words(Choice choice) {
        Names names = choice.names();
        return Stream.concat(Stream.of(choice.code(), names.en(), names.zh()), choice.alsoKnownAs().stream())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /** What a typed cell says; a blank one says that there is nothing. */
    public static Read read(EntryColumn<?> column, String typed, Locale locale) {
        return typed.isBlank() ? Read.of("") : read(column.type(), typed, locale);
    }

    private static <T> Read read(CellType<T> type, String typed, Locale locale) {
        return switch (type.read(typed)) {
            case Reading.Value<T> value ->
                new Read(show(type, value.value(), locale), null, value.remark() == null ? null : say(value.remark()));
            case Reading.Unreadable<T> not -> Read.problem(typed, say(not.problem()));
        };
    }

    /** The value of a typed cell, or null where it is blank or says nothing that can be read. */
    @SuppressWarnings("unchecked") // A column's id stands for one type, its own.
    public static <V> @Nullable V value(EntryColumn<?> column, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return column.type().read(typed) instanceof Reading.Value<?> value ? (V) value.value() : null;
    }

    /** A value as a sheet shows it: numbers with their thousands apart. */
    public static <T> String show(CellType<T> type, @Nullable T value, Locale locale) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> Formats.decimal(number, type.decimals(), locale);
            // A year is no number whose thousands are parted.
            case Integer number when type.shape() == CellType.Shape.NUMBER -> Formats.integer(number, locale);
            default -> type.write(value, locale);
        };
    }

    /** A value as a sheet shows it in a column. */
    @SuppressWarnings("unchecked") // A column's id stands for one type, its own.
    public static <T> String show(EntryColumn<?> column, @Nullable T value, Locale locale) {
        return show((CellType<T>) column.type(), value, locale);
    }

    /** The sentence in the person's language. */
    public static String say(Problem problem) {
        return I18NProvider.translate(problem.key(), problem.arguments().toArray());
    }

    /** The column with the id. */
    public static EntryColumn<?> named(List<EntryColumn<?>> columns, String id) {
        return find(columns, id).orElseThrow(() -> new IllegalArgumentException("There is no column " + id));
    }

    /** The column with the id, if there is one. */
    public static Optional<EntryColumn<?>> find(List<EntryColumn<?>> columns, String id) {
        return columns.stream().filter(column -> column.id().equals(id)).findFirst();
    }
}
