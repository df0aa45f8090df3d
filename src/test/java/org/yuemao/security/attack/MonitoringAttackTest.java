package org.yuemao.security.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yuemao.browser.RunningDesk;

/** What is measured is for those who run the desk. */
@OnTheProgram
class MonitoringAttackTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();
    private final Path file = desk.data().resolve("monitor.token");

    @Test
    void saysNothingOfTheDeskWithoutTheToken() throws Exception {
        for (String path : new String[] {"prometheus", "info", "env", "heapdump", "loggers", ""}) {
            assertThat(ask(path, null).statusCode()).as(path).isIn(401, 403, 404);
            assertThat(ask(path, "Bearer " + "A".repeat(43)).statusCode())
                    .as(path)
                    .isIn(401, 403, 404);
        }
        assertThat(ask("prometheus", null).statusCode()).isEqualTo(401);
        HttpResponse<String> ready = ask("health/readiness", null);
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(ask("health/liveness", null).body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void measuresTheDeskForWhoeverShowsTheTokenAndTellsOfNobody() throws Exception {
        String token = Files.readString(file).strip();
        HttpResponse<String> measured = ask("prometheus", "Bearer " + token);
        assertThat(measured.statusCode()).isEqualTo(200);
        assertThat(measured.body())
                .contains(
                        "yuemao_sessions_open",
                        "yuemao_windows_open",
                        "yuemao_live_followers",
                        "yuemao_exports_running",
                        "yuemao_imports_running",
                        "yuemao_reports_running",
                        "yuemao_summary_unfolded",
                        "yuemao_history_unsealed",
                        "yuemao_sign_ins_total{outcome=\"slowed\"}",
                        "yuemao_writes_taken 1.0",
                        "yuemao_writes_seconds_count",
                        "yuemao_backup_age_seconds",
                        "yuemao_disk_free_bytes",
                        "hikaricp_connections_active",
                        "jvm_memory_used_bytes");
        assertThat(measured.body())
                .doesNotContain("administrator")
                .doesNotContain("viewer")
                .doesNotContain("127.0.1.")
                .doesNotContain("AAAAAAAA");
        String pair = Base64.getEncoder().encodeToString(("prometheus:" + token).getBytes(StandardCharsets.UTF_8));
        assertThat(ask("prometheus", "Basic " + pair).statusCode()).isEqualTo(200);
        assertThat(ask("health", "Bearer " + token).body()).contains("\"backup\"", "\"writes\"", "\"db\"");
    }

    @Test
    void keepsTheTokenFromEverybodyElseOnTheMachine() throws Exception {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void isNotOnThePortOfTheDesk() throws Exception {
        String token = Files.readString(file).strip();
        try (Stranger stranger = new Stranger(desk, 41)) {
            HttpResponse<String> answer = stranger.send(stranger.to("actuator/prometheus")
                    .header("Authorization", "Bearer " + token)
                    .GET());
            assertThat(answer.body()).doesNotContain("jvm_memory");
        }
    }

    private static HttpResponse<String> ask(String path, @Nullable String authorization)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(RunningDesk.monitoring(path)));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
