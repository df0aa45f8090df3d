package org.yuemao.security.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/security.md names a test that there is for each line that says that the desk does something. */
class SecurityDocumentTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)\\.([a-z][A-Za-z0-9]+)`");
    private static final Path TESTS = Path.of("src/test/java");

    private final String document;

    SecurityDocumentTest() throws IOException {
        document = Files.readString(Path.of("docs/security.md"));
    }

    @Test
    void namesTestsThatThereAre() throws IOException {
        Set<String> missing = new TreeSet<>();
        Matcher named = NAMED.matcher(document);
        int seen = 0;
        while (named.find()) {
            seen++;
            Path file = file(named.group(1));
            if (file == null || !Files.readString(file).contains(" " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(50);
    }

    @Test
    void saysOfEachRequirementWhatIsDoneAndBy() {
        List<String[]> lines = document.lines()
                .filter(line -> line.matches("\\| \\d+\\.\\d+\\.\\d+[ ,].*"))
                .map(line -> Arrays.stream(line.split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
        // What does not apply stands together, and so does what is met by the same.
        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(lines.stream().flatMap(line -> Arrays.stream(line[1].split(", "))))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).as(line[1]).hasSizeBetween(5, 6);
            assertThat(line[3]).as(line[1]).isIn("met", "partly", "not met", "does not apply");
            if (line[3].equals("met")) {
                assertThat(line).as(line[1]).hasSize(6);
                assertThat(line[5]).as(line[1]).contains("Test.");
            }
        });
    }

    private static @Nullable Path file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.endsWith(name + ".java"))
                    .findFirst()
                    .orElse(null);
        }
    }
}
