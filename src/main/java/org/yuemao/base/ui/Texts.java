package org.yuemao.base.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The texts of the desk in both languages. Each feature keeps its own pair of files under {@code i18n/FEATURE/}; Vaadin's
 * own provider reads a single bundle only.
 */
@Component
public class Texts implements I18NProvider {
    private static final long serialVersionUID = 1L;

    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    private final Map<String, String> english = read("translations_en.properties");
    private final Map<String, String> chinese = read("translations_zh_CN.properties");

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(CHINESE, ENGLISH);
    }

    /** The text of the key in the locale's language; {@code {0}} and so on stand for the parameters. */
    @Override
    public String getTranslation(String key, Locale locale, Object... parameters) {
        String text = (locale.getLanguage().equals("zh") ? chinese : english).get(key);
        if (text == null) {
            return "!" + key;
        }
        return parameters.length == 0 ? text : new MessageFormat(text, locale).format(parameters);
    }

    private static Map<String, String> read(String file) {
        Map<String, String> texts = new HashMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:i18n/*/" + file)) {
                Properties properties = new Properties();
                try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> texts.put((String) key, (String) text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(texts);
    }
}
