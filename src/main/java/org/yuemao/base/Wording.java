package org.yuemao.base;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.Choice;

/** The texts of the desk in both languages. Each feature keeps its own pair of files under {@code i18n/FEATURE/}. */
@Component
public class Wording {
    private final Map<String, String> english = read("translations_en.properties");
    private final Map<String, String> chinese = read("translations_zh_CN.properties");

    /** The text of the key in the locale's language; {@code {0}} and so on stand for the parameters. */
    public String of(String key, Locale locale, Object... parameters) {
        String text = text(key, locale);
        if (text == null) {
            return "!" + key;
        }
        return parameters.length == 0 ? text : new MessageFormat(text, locale).format(parameters);
    }

    /** The text of the key in the locale's language, if there is one. */
    public Optional<String> find(String key, Locale locale) {
        return Optional.ofNullable(text(key, locale));
    }

    /** The text of the key in both languages. */
    public Names names(String key) {
        return new Names(of(key, Locale.ENGLISH), of(key, Locale.SIMPLIFIED_CHINESE));
    }

    /** A cell that holds one of the constants, named by the texts with the prefix; others stand in the text with ".also". */
    public <T extends Enum<T>> CellType<T> choice(Class<T> constants, String prefix) {
        List<Choice> choices = Arrays.stream(constants.getEnumConstants())
                .map(one -> new Choice(one.name(), names(prefix + one), also(prefix + one)))
                .toList();
        return CellTypes.choice(choices, name -> Enum.valueOf(constants, name), Enum::name);
    }

    /** What people also write in either language for the text of the key; nothing where that is not listed. */
    public List<String> also(String key) {
        return List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE).stream()
                .flatMap(locale -> find(key + ".also", locale).stream())
                .flatMap(list -> Arrays.stream(list.split(";")))
                .map(String::strip)
                .distinct()
                .toList();
    }

    private @Nullable String text(String key, Locale locale) {
        return (locale.getLanguage().equals("zh") ? chinese : english).get(key);
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
