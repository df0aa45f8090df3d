package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuemao.security.RealProvider;

/** A desk at which people sign in by the provider of their organisation, which is on another host for the browser. */
@InTheBrowser
class ProviderBrowserTest {
    private static final Pattern TOKEN = Pattern.compile("[A-Z2-9]{5}(-[A-Z2-9]{5}){3}");
    private static final String PASSWORD = "a lamp for every street";

    @TempDir
    private Path data;

    @Test
    void comesUpWithoutTheProviderBindsAnAccountToItAndThenNeedsNoPasswordAnyMore() {
        try (RealProvider provider = new RealProvider(RealProvider.freePort())) {
            String[] options = {
                "--yuemao.oidc.issuer=" + provider.issuer(),
                "--yuemao.oidc.client-id=" + RealProvider.CLIENT,
                "--yuemao.oidc.client-secret=" + RealProvider.SECRET,
                "--yuemao.oidc.name-zh=粤政通",
                "--yuemao.oidc.name-en=Province ID"
            };
            try (RunningDesk desk = RunningDesk.start(data, options)) {
                Page page = Browser.window();
                setUp(page, desk);
                page.getByText("Sign in with Province ID").click();
                page.waitForURL("**/sign-in?provider=down");
                assertThat(page.locator(".entrance-notice")).containsText("the other side does not answer");
                provider.start().leadBackTo(desk.url("").replaceFirst("/$", ""));
                awaitProvider(desk);
                bind(page, desk);
            }
            try (RunningDesk desk = RunningDesk.start(
                    data,
                    Stream.concat(Stream.of(options), Stream.of("--yuemao.sign-in.password=false"))
                            .toArray(String[]::new))) {
                provider.leadBackTo(desk.url("").replaceFirst("/$", ""));
                takesNoPassword(desk);
                Page page = Browser.window();
                page.navigate(desk.url("accounts"));
                page.waitForURL("**/sign-in");
                page.getByText("Sign in with Province ID").click();
                signInThere(page);
                // To the page that was asked for.
                page.waitForURL("**/accounts*");
                assertThat(page.locator("vaadin-grid")).containsText("wang");
                page.navigate(desk.url("account"));
                assertThat(page.locator(".own-account")).containsText("Bound to wang.fang.4711 since");
                assertThat(page.locator(".own-account")).containsText("This is the only way into your account");
            }
        }
    }

    private static void setUp(Page page, RunningDesk desk) {
        page.navigate(desk.url(""));
        page.waitForURL("**/set-up");
        page.getByLabel("One-time token").fill(desk.awaitOutput(TOKEN));
        page.getByLabel("Username").fill("wang");
        page.getByLabel("Full name").fill("Wang Fang");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByLabel("Password again").fill(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-in");
    }

    private static void bind(Page page, RunningDesk desk) {
        Browser.signIn(page, desk, "wang", PASSWORD, Locale.ENGLISH);
        page.navigate(desk.url("account"));
        page.getByText("Bind", new Page.GetByTextOptions().setExact(true)).click();
        Locator dialog = page.locator("vaadin-dialog[opened]");
        dialog.getByLabel("Current password").fill(PASSWORD);
        page.keyboard().press("Enter");
        signInThere(page);
        page.waitForURL("**/account?provider=bound");
        assertThat(page.locator(".own-account")).containsText("Bound to wang.fang.4711 since");
    }

    /** At the provider's own page. */
    private static void signInThere(Page page) {
        page.waitForURL("http://127.0.0.1:*/login*");
        page.getByPlaceholder("Username").fill("wang.fang.4711");
        page.getByPlaceholder("Password").fill(RealProvider.PASSWORD);
        page.keyboard().press("Enter");
    }

    private static void takesNoPassword(RunningDesk desk) {
        Page page = Browser.window();
        page.navigate(desk.url("sign-in"));
        page.locator(".entrance-provider").waitFor();
        assertThat(page.locator("vaadin-login-form")).hasCount(0);
        page.evaluate("""
                ([username, password]) => fetch('sign-in', {
                  method: 'POST',
                  body: new URLSearchParams({
                    username,
                    password,
                    _csrf: document.querySelector('meta[name="_csrf"]').content,
                  }),
                })""", new String[] {"wang", PASSWORD});
        Response answer = page.navigate(desk.url(""));
        page.waitForURL("**/sign-in");
        assertThat(answer.status()).isEqualTo(200);
    }

    /** A desk leaves a provider that has not answered alone for some seconds. */
    private static void awaitProvider(RunningDesk desk) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> http.send(
                            HttpRequest.newBuilder(URI.create(desk.url("sign-in/to/provider")))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .filter(there -> there.startsWith("http://127.0.0.1"))
                    .isPresent());
        }
    }
}
