package org.yuemao.security.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.browser.RunningDesk;

/** What answers tell, and what they tell browsers to refuse. */
@OnTheProgram
class AnswersAttackTest {
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/=]{20,})'");
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>");

    /** What only somebody who runs the desk should see. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|(?m)^\\s+at \\S+\\(|org\\.(yuemao|springframework|apache)|Tomcat|Coyote|Whitelabel|trace\"|jdbc:h2");

    private final RunningDesk desk = RunningDesk.withSampleYear();
    private final Stranger stranger = new Stranger(desk, 11);

    @AfterEach
    void leave() {
        stranger.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign-in",
                "",
                "there-is-nothing-here",
                "icons/yuemao.svg",
                "styles.css",
                "wall/assets/frame.js",
                "wall/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "wall/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/pulse",
                "welcome/secret",
                "error",
                "actuator",
                "actuator/env",
                "VAADIN/nothing.js",
                "?v-r=init&location=sign-in&query=",
                "?v-r=heartbeat&v-uiId=99",
                "?v-r=uidl&v-uiId=99"
            })
    void everyAnswerTellsBrowsersWhatToRefuse(String path) {
        HttpResponse<String> answer = stranger.get(path);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .contains("base-uri")
                .contains("form-action");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isIn("same-origin", "no-referrer");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "geolocation=()");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.headers().map())
                .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin", "via");
        assertThat(answer.body()).doesNotContainPattern(INSIDES);
    }

    @Test
    void everyAnswerSaysWhatItIs() {
        for (String path :
                List.of("sign-in", "styles.css", "wall/link/A", "there-is-nothing-here", "icons/yuemao.svg")) {
            HttpResponse<String> answer = stranger.get(path);
            if (answer.body().isEmpty()) {
                assertThat(answer.statusCode()).as(path).isEqualTo(302);
                continue;
            }
            assertThat(header(answer, "Content-Type")).as(path).matches("(?i)[a-z]+/[a-z+.-]+(;\\s*charset=utf-8)?");
            if (header(answer, "Content-Type").startsWith("text/html")) {
                assertThat(header(answer, "Content-Type")).as(path).containsIgnoringCase("utf-8");
            }
        }
    }

    @Test
    void aPageRunsItsOwnScriptsAloneByANumberThatIsNeverTheSame() {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> page = stranger.get("sign-in");
            String policy = header(page, "Content-Security-Policy");
            Matcher nonce = NONCE.matcher(policy);
            assertThat(nonce.find()).as(policy).isTrue();
            numbers.add(nonce.group(1));
            String scripts = policy.replaceFirst(".*script-src ([^;]*);.*", "$1");
            assertThat(scripts)
                    .doesNotContain("unsafe-inline")
                    .doesNotContain("http")
                    .doesNotContain("*");
            assertThat(policy).contains("object-src 'none'");
            Matcher script = SCRIPT.matcher(page.body());
            int seen = 0;
            while (script.find()) {
                assertThat(script.group(1)).contains("nonce=\"" + nonce.group(1) + "\"");
                seen++;
            }
            assertThat(seen).isPositive();
        }
        assertThat(numbers).hasSize(5);
    }

    @Test
    void onlyTheScreensOfAWallMayBeInAFrameAndOnlyInOneOfTheDesk() {
        HttpResponse<String> screens = stranger.get("wall/screens/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(header(screens, "Content-Security-Policy")).contains("frame-ancestors 'self'");
        assertThat(header(screens, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
        HttpResponse<String> frame = stranger.get("wall/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(header(frame, "Content-Security-Policy")).contains("frame-ancestors 'none'", "script-src 'self'");
    }

    @Test
    void whatIsWrittenForPeopleIsNotKeptByAnybody() {
        for (String path : List.of("sign-in", "", "welcome/secret", "wall/link/A")) {
            assertThat(header(stranger.get(path), "Cache-Control")).as(path).contains("no-store");
        }
    }

    @Test
    void cookiesAreForTheDeskAlone() {
        HttpResponse<String> first = stranger.get("sign-in");
        assertThat(first.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
        HttpResponse<String> signedIn = stranger.signIn("viewer", Stranger.PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .hasSizeGreaterThan(1)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .doesNotContain("Domain="));
        assertThat(stranger.get("").body()).doesNotContain(stranger.sessionNumber());
    }

    /** What is sent as no browser would. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00 HTTP/1.1",
                "GET /a;jsessionid=1 HTTP/1.1",
                "GET /../../etc/passwd HTTP/1.1",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
                "GET /icons/..%2f..%2fapplication.properties HTTP/1.1",
                "GET /icons/%252e%252e/application.properties HTTP/1.1",
                "GET /wall/assets/../../application.properties HTTP/1.1",
                "GET //wall//assets//..//..//application.properties HTTP/1.1",
                "GET /VAADIN/..%5c..%5capplication.properties HTTP/1.1",
                "GET /META-INF/MANIFEST.MF HTTP/1.1",
                "GET /WEB-INF/web.xml HTTP/1.1",
                "GET /.git/config HTTP/1.1",
                "GET /application.properties HTTP/1.1",
                "GET /h2-console HTTP/1.1",
                "TRACE / HTTP/1.1",
                "TRACK / HTTP/1.1",
                "PROPFIND / HTTP/1.1",
                "GE<T / HTTP/1.1",
                "GET / HTTP/9.9",
                "nonsense"
            })
    void malformedRequestsAreToldNothing(String line) {
        String answer = stranger.raw(line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotStartWith("HTTP/1.1 200").doesNotContainPattern(INSIDES);
        assertThat(answer)
                .doesNotContain("root:x:")
                .doesNotContain("yuemao.data")
                .doesNotContain("[core]")
                .doesNotContain("Spring-Boot")
                .doesNotContain("Server:");
    }

    @Test
    void anErrorOfWhoIsSignedInTellsNoMore() {
        stranger.signIn("viewer", Stranger.PASSWORD);
        HttpResponse<String> broken = stranger.send(stranger.to("?v-r=uidl&v-uiId=0")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"csrfToken\":\"x\",\"rpc\":[{\"type\":\"event\",\"node\":-1}]}")));
        assertThat(broken.body()).doesNotContainPattern(INSIDES);
        HttpResponse<String> number = stranger.get("wall/own/not-a-number");
        assertThat(number.statusCode()).isBetween(400, 499);
        assertThat(number.body()).doesNotContainPattern(INSIDES);
    }

    @Test
    void textsSentBackInAPageStayTexts() {
        String hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
        for (String path : List.of("?x=" + hostile, hostile, "sign-in?wait=" + hostile, "events?name=" + hostile)) {
            assertThat(stranger.get(path).body()).as(path).doesNotContain("<script>alert(1)");
        }
        HttpResponse<String> answer = stranger.get("sign-in?a=1%0d%0aSet-Cookie:%20x=1");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("x="));
    }

    @Test
    void nobodyIsLedToAnotherHost() {
        for (String path : List.of("//example.com", "/%2f%2fexample.com", "sign-in?continue=https://example.com")) {
            assertThat(stranger.raw("GET " + (path.startsWith("/") ? path : "/" + path)
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .doesNotContainPattern("(?i)location: *(https?:)?//example\\.com");
        }
        HttpResponse<String> signedIn = stranger.post(
                "sign-in?continue=https://example.com",
                Map.of(
                        "username",
                        "viewer",
                        "password",
                        Stranger.PASSWORD,
                        "_csrf",
                        stranger.token(),
                        "redirect",
                        "https://example.com"));
        assertThat(header(signedIn, "Location")).doesNotContain("example.com");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
