package org.yuemao.security.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.browser.RunningDesk;

/** What is sent to the desk: by others' pages, without end, too often, in another's name. */
@OnTheProgram
class RequestsAttackTest {
    /** The connection, while something is still being sent. */
    private static final int CUT = 0;

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void nobodySignsInOrOutByAForeignForm() {
        try (Stranger stranger = new Stranger(desk, 21)) {
            String token = stranger.token();
            for (String site : List.of("cross-site", "same-site")) {
                HttpResponse<String> forged = stranger.send(stranger.to("sign-in")
                        .header("Sec-Fetch-Site", site)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=viewer&password=" + Stranger.PASSWORD + "&_csrf=" + token)));
                assertThat(forged.statusCode()).as(site).isEqualTo(403);
            }
            stranger.signIn("viewer", Stranger.PASSWORD);
            assertThat(stranger.post("logout", Map.of()).statusCode()).isEqualTo(403);
            assertThat(stranger.get("wall/own/999999999").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aPageOfAnotherHostSendsNothing() {
        try (Stranger stranger = new Stranger(desk, 22)) {
            String token = stranger.token();
            for (String origin : List.of("https://example.com", "http://127.0.0.1:1", "null")) {
                HttpResponse<String> sent = stranger.send(stranger.to("sign-in")
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=viewer&password=" + Stranger.PASSWORD + "&_csrf=" + token)));
                assertThat(sent.statusCode()).as(origin).isEqualTo(403);
            }
            HttpResponse<String> own = stranger.send(stranger.to("sign-in")
                    .header("Origin", "http://127.0.0.1:" + stranger.uri("").getPort())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            "username=viewer&password=" + Stranger.PASSWORD + "&_csrf=" + token)));
            assertThat(own.statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aPageOfAnotherHostOpensNoConnectionOfWindows() {
        try (Stranger stranger = new Stranger(desk, 23)) {
            String answer = stranger.raw("GET /?v-r=push&v-uiId=0 HTTP/1.1\r\nHost: 127.0.0.1:"
                    + stranger.uri("").getPort()
                    + "\r\nOrigin: https://example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                    + "GET /styles.css HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 403");
        }
    }

    /** The server would gather the pieces of a message for as long as they come: browsers send theirs as requests. */
    @Test
    void aConnectionOfWindowsTakesNoMessages() {
        try (Stranger stranger = new Stranger(desk, 90)) {
            stranger.signIn("viewer", Stranger.PASSWORD);
            String window = stranger.get("?v-r=init&location=&query=").body();
            CompletableFuture<String> closed = new CompletableFuture<>();
            WebSocket connection = stranger.connect(
                    "VAADIN/push?v-r=push&v-uiId=" + found("\"v-uiId\":(\\d+)", window) + "&v-pushId="
                            + found("\"Vaadin-Push-ID\":\"([^\"]+)\"", window)
                            + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
                            + "&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=0",
                    new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                            closed.complete("closed");
                            return CompletableFuture.completedStage(null);
                        }

                        @Override
                        public void onError(WebSocket socket, Throwable failure) {
                            closed.complete("cut");
                        }
                    });
            try {
                connection.sendText("X", true).join();
                connection.sendText("900000000|" + "x".repeat(500), true).join();
                assertThat(closed).succeedsWithin(Duration.ofSeconds(20));
            } finally {
                connection.abort();
            }
            assertThat(stranger.get("").statusCode())
                    .as("what is asked as browsers do")
                    .isEqualTo(200);
        }
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    @Test
    void noOtherHostIsToldThatItMayAsk() {
        try (Stranger stranger = new Stranger(desk, 24)) {
            HttpResponse<String> asked = stranger.send(stranger.to("")
                    .header("Origin", "https://example.com")
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody()));
            assertThat(asked.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void takesNoMoreThanARequestMayHold() {
        try (Stranger stranger = new Stranger(desk, 25)) {
            byte[] large = new byte[300 * 1024];
            assertThat(stranger.send(stranger.to("?v-r=uidl&v-uiId=0").POST(BodyPublishers.ofByteArray(large)))
                            .statusCode())
                    .isEqualTo(413);
            stranger.signIn("viewer", Stranger.PASSWORD);
            byte[] tooLarge = new byte[17 << 20];
            assertThat(statusOf(stranger, BodyPublishers.ofByteArray(tooLarge))).isIn(CUT, 413);
            // Without saying how much it will be.
            assertThat(statusOf(stranger, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge))))
                    .matches(status -> status == CUT || status >= 400);
        }
    }

    @Test
    void takesNoEndlessHeadersAndParameters() {
        try (Stranger stranger = new Stranger(desk, 26)) {
            String answer = stranger.raw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "a".repeat(20_000)
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception");
            assertThat(stranger.get("sign-in?" + "a=1&".repeat(500)).statusCode())
                    .isLessThan(500);
        }
    }

    /** Two parts of a chain of servers must not see two different requests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 30\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding : chunked",
                "Content-Length: +4"
            })
    void takesNoRequestWhoseEndIsAmbiguous(String headers) {
        try (Stranger stranger = new Stranger(desk, 27)) {
            String answer = stranger.raw(
                    "POST /styles.css HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers
                            + "\r\nConnection: close\r\n\r\n0\r\n\r\nGET /icons/yuemao.svg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as(answer).hasSizeLessThanOrEqualTo(2);
            assertThat(answer).doesNotContain("<svg");
        }
    }

    @Test
    void whoBeginsSessionsWithoutEndHasToWaitWhateverAddressHeClaims() {
        int refused = 0;
        String after = "";
        try (Stranger stranger = new Stranger(desk, 28)) {
            for (int i = 0; i < 700 && refused == 0; i++) {
                // Without cookies, and as a proxy would say of somebody else.
                String answer = stranger.raw(
                        "GET /there-is-nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 192.0.2." + (i % 250)
                                + "\r\nForwarded: for=192.0.2." + (i % 250) + "\r\nConnection: close\r\n\r\n");
                if (answer.startsWith("HTTP/1.1 429")) {
                    refused++;
                    after = answer;
                }
            }
        }
        assertThat(refused).isPositive();
        assertThat(after).containsPattern("Retry-After: \\d+");
        try (Stranger other = new Stranger(desk, 29)) {
            assertThat(other.get("sign-in").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoTriesManyLinksHasToWait() {
        try (Stranger stranger = new Stranger(desk, 30)) {
            for (int i = 0; i < 40; i++) {
                stranger.get("wall/link/" + "A".repeat(41) + (10 + i));
            }
            HttpResponse<String> last = stranger.get("wall/link/" + "A".repeat(43));
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aSessionGetsANewNumberAtTheSignInAndEndsWithTheSignOut() {
        try (Stranger stranger = new Stranger(desk, 31)) {
            stranger.get("sign-in");
            String before = stranger.sessionNumber();
            assertThat(before).hasSizeGreaterThanOrEqualTo(32);
            stranger.signIn("viewer", Stranger.PASSWORD);
            String after = stranger.sessionNumber();
            assertThat(after).isNotEqualTo(before);
            assertThat(stranger.get("wall/own/999999999").statusCode()).isEqualTo(404);
            HttpResponse<String> out = stranger.post("logout", Map.of("_csrf", stranger.token()));
            assertThat(out.statusCode()).isEqualTo(302);
            assertThat(stranger.raw("GET /wall/own/999999999 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: JSESSIONID=" + after
                            + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 302")
                    .contains("/sign-in");
        }
    }

    @Test
    void takesNoSessionNumberThatSomebodyHasMadeUp() {
        try (Stranger stranger = new Stranger(desk, 32)) {
            String made = "0123456789ABCDEF0123456789ABCDEF";
            String answer = stranger.raw("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: JSESSIONID=" + made
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).contains("Set-Cookie: JSESSIONID=").doesNotContain("JSESSIONID=" + made);
        }
    }

    @Test
    void opensNothingToWhoHasNotSignedIn() {
        try (Stranger stranger = new Stranger(desk, 33)) {
            for (String path : List.of(
                    "",
                    "events",
                    "events/GTW-2021-001",
                    "businesses/1",
                    "accounts",
                    "backups",
                    "history",
                    "import",
                    "reports",
                    "walls",
                    "dashboards",
                    "wall/own/1",
                    "wall/own/1/pulse",
                    "VAADIN/dynamic/resource/0/00000000-0000-0000-0000-000000000000/export.xlsx")) {
                HttpResponse<String> answer = stranger.get(path);
                assertThat(answer.statusCode()).as(path).isNotEqualTo(200);
                assertThat(answer.headers().firstValue("Location").orElse("/sign-in"))
                        .as(path)
                        .contains("/sign-in");
            }
        }
    }

    private static int statusOf(Stranger stranger, BodyPublisher sent) {
        try {
            return stranger.send(stranger.to("?v-r=uidl&v-uiId=0").POST(sent)).statusCode();
        } catch (UncheckedIOException cut) {
            return CUT;
        }
    }
}
