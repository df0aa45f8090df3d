package org.yuemao.security.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yuemao.browser.RunningDesk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the log: enough to find out what has happened, and nothing that people have typed. */
@OnTheProgram
class LogsAttackTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void eachLineIsAnEventWithARequestAndNoneHoldsWhatWasTyped() throws Exception {
        try (Stranger stranger = new Stranger(desk, 51)) {
            String typed = "li.lei.13800138000@example.com";
            String name = "attack-" + System.nanoTime();
            stranger.token();
            HttpResponse<String> refused = stranger.send(stranger.to("sign-in")
                    .header("X-Request-Id", name)
                    .header("Origin", "https://evil.example.com/" + typed)
                    .header("User-Agent", "Browser of " + typed + " {\"message\":\"forged\"}")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                            "username=" + typed + "&password=secret-of-li")));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("X-Request-Id")).contains(name);
            stranger.post("sign-in", Map.of("username", typed, "password", "secret-of-li", "_csrf", stranger.token()));
            String log = Files.readString(desk.data().resolve("logs/yuemao.log"));
            List<String> lines = log.lines().toList();
            assertThat(lines).isNotEmpty();
            boolean found = false;
            for (String line : lines) {
                JsonNode event = JSON.readTree(line);
                assertThat(event.has("@timestamp")).isTrue();
                assertThat(event.has("message")).isTrue();
                found |= name.equals(event.path("request").asString());
            }
            assertThat(found).as(name).isTrue();
            assertThat(log)
                    .doesNotContain("li.lei")
                    .doesNotContain("13800138000")
                    .doesNotContain("secret-of-li")
                    .doesNotContain("forged")
                    .doesNotContain("127.0.1.")
                    .doesNotContain(Stranger.PASSWORD)
                    .doesNotContain(stranger.sessionNumber());
            assertThat(desk.output())
                    .doesNotContain("li.lei")
                    .doesNotContain("secret-of-li")
                    .doesNotContain("127.0.1.");
        }
    }

    @Test
    void takesNoNameOfARequestThatCouldMisleadAReader() {
        try (Stranger stranger = new Stranger(desk, 52)) {
            for (String name : List.of("short", "a".repeat(65), "with blanks in it", "<script>alert(1)</script>")) {
                assertThat(stranger.send(stranger.to("sign-in")
                                        .header("X-Request-Id", name)
                                        .GET())
                                .headers()
                                .firstValue("X-Request-Id"))
                        .isPresent()
                        .get()
                        .asString()
                        .matches("[0-9a-f]{16}");
            }
        }
    }
}
