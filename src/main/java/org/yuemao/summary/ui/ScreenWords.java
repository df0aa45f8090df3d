package org.yuemao.summary.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import org.yuemao.base.Period;
import org.yuemao.base.ui.Formats;
import org.yuemao.place.Places;
import org.yuemao.summary.ChartWords;

/** The words of charts as the screen has them. */
public record ScreenWords(Places places, Locale locale) implements ChartWords {
    @Override
    public String text(String key, Object... parameters) {
        return I18NProvider.translate(locale, key, parameters);
    }

    @Override
    public String period(Period period) {
        return Formats.period(period, locale);
    }
}
