package org.yuemao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text exists in Chinese and in English. */
class TextsTest {
    private static final Path FOLDER = Path.of("src/main/resources/i18n");

    @Test
    void everyTextExistsInBothLanguages() throws IOException {
        assertThat(texts("translations_zh_CN.properties").keySet())
                .isEqualTo(texts("translations_en.properties").keySet());
    }

    @Test
    void noTextIsBlank() throws IOException {
        assertThat(texts("translations_en.properties"))
                .noneSatisfy((key, text) -> assertThat(text).isBlank());
        assertThat(texts("translations_zh_CN.properties"))
                .noneSatisfy((key, text) -> assertThat(text).isBlank());
    }

    @Test
    void bothLanguagesNameTheSamePlaceholders() throws IOException {
        Map<String, String> chinese = texts("translations_zh_CN.properties");
        texts("translations_en.properties")
                .forEach((key, text) -> assertThat(placeholders(chinese.getOrDefault(key, "")))
                        .as(key)
                        .isEqualTo(placeholders(text)));
    }

    @Test
    void everyTextThatTheCodeAsksForExists() throws IOException {
        Set<String> known = texts("translations_en.properties").keySet();
        Pattern asked = Pattern.compile("getTranslation\\(\\s*\"([^\"]+)\"\\s*[,)]");
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    (Iterable<Path>) sources.filter(file -> file.toString().endsWith(".java"))::iterator) {
                asked.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(key -> {
                            if (!known.contains(key)) {
                                missing.add(source.getFileName() + ": " + key);
                            }
                        });
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> placeholders(String text) {
        return Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .sorted()
                .distinct()
                .toList();
    }

    private static Map<String, String> texts(String file) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path path : (Iterable<Path>) files.filter(one -> one.endsWith(file))::iterator) {
                Properties properties = new Properties();
                try (Reader reader = Files.newBufferedReader(path)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> texts.put((String) key, (String) text));
            }
        }
        return texts;
    }
}
