package org.yuemao.base.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yuemao.base.Wording;

/** Gives Vaadin the texts of the desk; its own provider reads a single bundle only. */
@Component
public class Texts implements I18NProvider {
    private static final long serialVersionUID = 1L;

    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    private final transient Wording wording;

    Texts(Wording wording) {
        this.wording = wording;
    }

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(CHINESE, ENGLISH);
    }

    /** The text of the key in the locale's language; {@code {0}} and so on stand for the parameters. */
    @Override
    public String getTranslation(String key, Locale locale, Object... parameters) {
        return wording.of(key, locale, parameters);
    }
}
