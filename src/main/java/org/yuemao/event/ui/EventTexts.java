package org.yuemao.event.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.internal.LocaleUtil;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ReviewState;
import org.yuemao.base.ui.Formats;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** What events are called and how their days and figures are written, in the language of one component's person. */
record EventTexts(Component component, Locale locale) {

    static EventTexts of(Component component) {
        return new EventTexts(component, LocaleUtil.getLocale());
    }

    boolean chinese() {
        return Formats.chinese(locale);
    }

    String text(String key, Object... parameters) {
        return component.getTranslation(locale, "event." + key, parameters);
    }

    String programme(Programme programme) {
        return text("programme." + programme);
    }

    String status(EventStatus status) {
        return text("status." + status);
    }

    String review(ReviewState state) {
        return component.getTranslation(locale, "base.review." + state);
    }

    String form(EventForm form) {
        return text("form." + form);
    }

    String number(@Nullable Number number) {
        return Formats.integer(number, locale);
    }

    String decimal(@Nullable BigDecimal number) {
        return Formats.decimal(number, 2, locale);
    }

    String day(LocalDate day) {
        return Formats.date(day, locale);
    }

    String days(LocalDate first, LocalDate last) {
        return Formats.dates(first, last, locale);
    }

    String month(int year, int month) {
        return format(LocalDate.of(year, month, 1), chinese() ? "yyyy年M月" : "MMMM yyyy");
    }

    String monthAlone(int month) {
        return format(LocalDate.of(2021, month, 1), chinese() ? "M月" : "MMM");
    }

    String moment(Instant moment) {
        return Formats.moment(moment, locale);
    }

    private String format(LocalDate day, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(day);
    }
}
