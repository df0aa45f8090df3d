package org.yuemao.base.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.i18n.I18NProvider;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yuemao.base.FieldText;
import org.yuemao.base.TypedDate;

/** Writes the contents of fields as texts, and reads them back. An empty field's content is the empty text here. */
final class FieldTexts {
    private static final String NOTHING = "–";

    private FieldTexts() {}

    /** Whether what is typed into the field may be kept anywhere: no password may. */
    static boolean isKept(HasValue<?, ?> field) {
        return !(field instanceof PasswordField);
    }

    /** Whether letters are typed into it that it does not know of before it is left. */
    static boolean isTyped(HasValue<?, ?> field) {
        return isKept(field) && (field instanceof TextFieldBase<?, ?> || field instanceof DatePicker);
    }

    /** Writes a content as the field itself knows it, whatever the language. */
    static FieldText write(Object content) {
        return new FieldText(
                switch (content) {
                    case String text when text.isEmpty() -> List.of();
                    case Collection<?> many ->
                        many.stream().map(FieldTexts::written).sorted().toList();
                    default -> List.of(written(content));
                },
                false);
    }

    private static String written(Object content) {
        return switch (content) {
            case Enum<?> one -> one.name();
            case BigDecimal number -> number.toPlainString();
            default -> content.toString();
        };
    }

    /** The content that a text stands for; nothing where the field cannot hold it. */
    static Optional<Object> read(HasValue<?, ?> field, FieldText text) {
        if (field instanceof MultiSelectComboBox<?> many) {
            return readAll(many, text);
        }
        String typed = String.join("", text.parts());
        if (typed.isBlank()) {
            return Optional.of("");
        }
        try {
            return switch (field) {
                case Checkbox box -> Optional.of(Boolean.valueOf(typed));
                case DatePicker day
                when text.shown() ->
                    TypedDate.read(typed) instanceof TypedDate.Check.Valid valid
                            ? Optional.of(valid.date())
                            : Optional.empty();
                case DatePicker day -> Optional.of(LocalDate.parse(typed));
                case BigDecimalField number -> Optional.of(new BigDecimal(typed.strip()));
                case IntegerField number -> Optional.of(Integer.valueOf(typed.strip()));
                case Select<?> one -> item(itemsOf(one), one.getItemLabelGenerator(), typed, text.shown());
                case ComboBox<?> one ->
                    item(itemsOf(one), one.getItemLabelGenerator(), typed, text.shown())
                            .or(() -> one.isAllowCustomValue() ? Optional.of(typed) : Optional.empty());
                case TextFieldBase<?, ?> any -> Optional.of(typed);
                default -> Optional.empty();
            };
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static <T> Optional<Object> readAll(MultiSelectComboBox<T> field, FieldText text) {
        Set<Object> found = new LinkedHashSet<>();
        for (String part : text.parts()) {
            item(itemsOf(field), field.getItemLabelGenerator(), part, text.shown())
                    .ifPresent(found::add);
        }
        return found.size() == text.parts().size() ? Optional.of(found) : Optional.empty();
    }

    private static Collection<?> itemsOf(com.vaadin.flow.data.provider.HasListDataView<?, ?> field) {
        // Only what is in memory: a list over all businesses is not searched for a text.
        return field instanceof ComboBox<?> one && one.getDataProvider() instanceof ListDataProvider<?> own
                ? own.getItems()
                : field instanceof MultiSelectComboBox<?> many
                                && many.getDataProvider() instanceof ListDataProvider<?> offered
                        ? offered.getItems()
                        : field instanceof Select<?> select
                                        && select.getDataProvider() instanceof ListDataProvider<?> list
                                ? list.getItems()
                                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<Object> item(
            Collection<?> items, ItemLabelGenerator<T> labels, String typed, boolean shown) {
        return items.stream()
                .filter(item -> typed.equals(shown ? labels.apply((T) item) : written(item)))
                .map(Object.class::cast)
                .findFirst();
    }

    /** A content as the person reads it. */
    static String show(HasValue<?, ?> field, Object content) {
        if (content.equals("") || content instanceof Collection<?> many && many.isEmpty()) {
            return NOTHING;
        }
        return switch (field) {
            case Select<?> one -> labelled(one.getItemLabelGenerator(), content);
            case ComboBox<?> one -> labelled(one.getItemLabelGenerator(), content);
            case MultiSelectComboBox<?> many ->
                ((Collection<?>) content)
                        .stream()
                                .map(one -> labelled(many.getItemLabelGenerator(), one))
                                .sorted()
                                .collect(Collectors.joining(", "));
            case Checkbox box -> I18NProvider.translate(content.equals(true) ? "base.yes" : "base.no");
            default -> written(content);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> String labelled(ItemLabelGenerator<T> labels, Object content) {
        return labels.apply((T) content);
    }
}
