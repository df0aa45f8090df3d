package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.ShortcutEventListener;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxI18n;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.internal.LocaleUtil;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/**
 * Input fields that speak the person's language, the same in every form. Labels are given translated. Fields for cities,
 * countries, sectors and offices are in {@code org.yuemao.place.ui.PlaceFields}.
 */
public final class Fields {
    private Fields() {}

    /**
     * Does something when Enter is pressed in one of the text fields within a form. Lists and calendars keep their Enter: it
     * takes what is chosen there.
     */
    public static void onEnter(Component form, Runnable action) {
        if (form instanceof TextFieldBase<?, ?>) {
            // Browsers send a field's last value only after Enter has been pressed; leaving the field sends it first.
            Shortcuts.addShortcutListener(form, (ShortcutEventListener) pressed -> action.run(), Key.ENTER)
                    .listenOn(form)
                    .resetFocusOnActiveElement();
        } else {
            form.getChildren().forEach(child -> onEnter(child, action));
        }
    }

    /** A day, typed as 2021-03-05, 2021/3/5 or 20210305, or picked. */
    public static DatePicker date(String label) {
        Locale locale = LocaleUtil.getLocale();
        DatePicker field = new DatePicker(label);
        field.setLocale(locale);
        // The calendar opens by its button or the down key: typing a day and pressing Tab leads on to the next field.
        field.setAutoOpen(false);
        field.getElement().setProperty("autoselect", true);
        field.setI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日")
                .setMonthNames(Arrays.stream(Month.values())
                        .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                        .toList())
                .setWeekdays(weekdays(locale, TextStyle.FULL_STANDALONE))
                .setWeekdaysShort(weekdays(
                        locale, Formats.chinese(locale) ? TextStyle.NARROW_STANDALONE : TextStyle.SHORT_STANDALONE))
                .setFirstDayOfWeek(1)
                .setToday(I18NProvider.translate("base.date.today"))
                .setCancel(I18NProvider.translate("base.cancel"))
                .setBadInputErrorMessage(I18NProvider.translate("base.date.bad"))
                .setRequiredErrorMessage(I18NProvider.translate("base.required"))
                .setMinErrorMessage(I18NProvider.translate("base.date.early"))
                .setMaxErrorMessage(I18NProvider.translate("base.date.late")));
        return field;
    }

    /** An amount in CNY. */
    public static BigDecimalField money(String label) {
        return amount(label, "base.unit.cny");
    }

    /** A floor area in square metres. */
    public static BigDecimalField area(String label) {
        return amount(label, "base.unit.sqm");
    }

    /** A number with its unit (a translation key, or null for none) behind it. */
    public static BigDecimalField amount(String label, @Nullable String unitKey) {
        BigDecimalField field = new BigDecimalField(label);
        field.setLocale(LocaleUtil.getLocale());
        if (unitKey != null) {
            field.setSuffixComponent(new Span(I18NProvider.translate(unitKey)));
        }
        field.setI18n(new BigDecimalField.BigDecimalFieldI18n()
                .setBadInputErrorMessage(I18NProvider.translate("base.number.bad"))
                .setRequiredErrorMessage(I18NProvider.translate("base.required")));
        return field;
    }

    /** How many there are of something: a whole number, nought or more. */
    public static IntegerField count(String label) {
        IntegerField field = new IntegerField(label);
        field.setMin(0);
        field.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(I18NProvider.translate("base.number.bad-whole"))
                .setMinErrorMessage(I18NProvider.translate("base.number.negative"))
                .setMaxErrorMessage(I18NProvider.translate("base.number.large"))
                .setRequiredErrorMessage(I18NProvider.translate("base.required")));
        return field;
    }

    /** One code out of many, found by typing a part of its Chinese or English name, or of the code itself. */
    public static ComboBox<String> choice(String label, Collection<String> codes, Function<String, Names> names) {
        Locale locale = LocaleUtil.getLocale();
        ComboBox<String> field = new ComboBox<>(label);
        field.setItemLabelGenerator(code -> names.apply(code).in(locale));
        offer(field, codes, names);
        return field;
    }

    /** Offers other codes in a field made by {@link #choice}. */
    public static void offer(ComboBox<String> field, Collection<String> codes, Function<String, Names> names) {
        field.setItems((code, typed) -> matches(code, names.apply(code), typed), codes);
    }

    /** Several codes out of many, found by typing a part of a Chinese or English name, or of the code itself. */
    public static MultiSelectComboBox<String> choices(
            String label, Collection<String> codes, Function<String, Names> names) {
        Locale locale = LocaleUtil.getLocale();
        MultiSelectComboBox<String> field = new MultiSelectComboBox<>(label);
        field.setItems((code, typed) -> matches(code, names.apply(code), typed), codes);
        field.setItemLabelGenerator(code -> names.apply(code).in(locale));
        field.setI18n(new MultiSelectComboBoxI18n()
                .setCleared(I18NProvider.translate("base.choices.cleared"))
                .setFocused(I18NProvider.translate("base.choices.focused"))
                .setSelected(I18NProvider.translate("base.choices.selected"))
                .setDeselected(I18NProvider.translate("base.choices.deselected"))
                .setTotal(I18NProvider.translate("base.choices.total"))
                .setRequiredErrorMessage(I18NProvider.translate("base.required")));
        return field;
    }

    private static boolean matches(String code, Names names, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return Stream.of(code, names.en(), names.zh())
                .anyMatch(text -> text != null && text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** The names of the days of the week, Sunday first as the date picker wants them. */
    private static List<String> weekdays(Locale locale, TextStyle style) {
        return Stream.concat(
                        Stream.of(DayOfWeek.SUNDAY),
                        Arrays.stream(DayOfWeek.values()).filter(day -> day != DayOfWeek.SUNDAY))
                .map(day -> day.getDisplayName(style, locale))
                .toList();
    }
}
