package org.yuemao.security.attack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessLists;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventLists;

/** What people type stays what they have typed, wherever it goes. */
@DeskTest
@WithUserDetails("official")
class HostileTextsTest {
    private static final Pattern MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|unsafeHTML|unsafeSVG|createContextualFragment|DOMParser"
                    + "|component\\.Html;|new Html\\(|\\beval\\(|new Function\\(");

    /** A script or a template, and what is put together with its first part. */
    private static final Pattern PUT_TOGETHER = Pattern.compile(
            "(?:executeJs|LitRenderer\\.<[^>]+>of|LitRenderer\\.of|addEventData)\\(\\s*(?:\"\"\".*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "(?:\\s*\\+\\s*(?:\"\"\".*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"))*\\s*\\+\\s*(\\w+)",
            Pattern.DOTALL);

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.yuemao");

    @Autowired
    private BusinessLists businesses;

    @Autowired
    private EventLists events;

    @Test
    void noViewWritesMarkup() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : sources("src/main/java", "frontend", "src/main/resources/META-INF/resources")) {
            Matcher markup = MARKUP.matcher(Files.readString(file));
            while (markup.find()) {
                found.add(file + ": " + markup.group());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noScriptIsPutTogetherFromTexts() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : sources("src/main/java")) {
            Matcher together = PUT_TOGETHER.matcher(Files.readString(file));
            while (together.find()) {
                found.add(file.getFileName() + ": " + together.group(1));
            }
        }
        // The names of its own functions.
        assertThat(found).isSubsetOf("SharedForm.java: call");
    }

    @Test
    void nothingStartsAProgramOrAsksAnotherHost() {
        noClasses()
                .that()
                // The provider of OpenID Connect, where one is configured, whose address nobody types.
                .doNotHaveFullyQualifiedName("org.yuemao.security.OidcProvider")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Runtime$Process")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "javax.script..",
                        "org.springframework.web.client..",
                        "org.springframework.expression..",
                        "javax.naming..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .orShould()
                .callMethod(java.net.URL.class, "openStream")
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"' or '1'='1", "'; drop table business; --", "\" or 1=1 --", "%", "_", "\\", "a') or ('a'='a"})
    void searchesTakeSqlAsText(String hostile) {
        assertThat(businesses.count(BusinessFilter.search("no such business " + hostile)))
                .isZero();
        assertThat(events.count(EventFilter.all().searching("no such event " + hostile)))
                .isZero();
        assertThat(businesses.count(BusinessFilter.ALL)).isNotNegative();
    }

    private static List<Path> sources(String... folders) throws IOException {
        List<Path> sources = new java.util.ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().matches(".*\\.(java|ts|js)"))
                        .filter(file -> !file.toString().contains("generated"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
