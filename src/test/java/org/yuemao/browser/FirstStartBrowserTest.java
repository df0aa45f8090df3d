package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@InTheBrowser
class FirstStartBrowserTest {
    private static final Pattern TOKEN = Pattern.compile("[A-Z2-9]{5}(-[A-Z2-9]{5}){3}");
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at \\S+\\(|Exception");
    private static final String PASSWORD = "a lamp for every street";

    @TempDir
    private Path data;

    @Test
    void leadsFromAnEmptyFolderToAccountsThatOutlastAStop() {
        try (RunningDesk desk = RunningDesk.start(data)) {
            Page page = Browser.window();
            page.navigate(desk.url(""));
            setUp(page, desk);
            Browser.signIn(page, desk, "wang", PASSWORD, Locale.ENGLISH);
            String link = openAccount(page, desk);
            setPassword(link);

            // The windows stay open, as they do when people work at the desk.
            Page clerk = Browser.window();
            Browser.signIn(clerk, desk, "chen", PASSWORD, Locale.ENGLISH);
            endsAtOnceWhenAsked(desk);
        }
        refusesTheSampleOnDataOfItsOwn();
        try (RunningDesk desk = RunningDesk.start(data)) {
            Page page = Browser.window();
            page.navigate(desk.url("set-up"));
            page.waitForURL("**/sign-in");
            assertThat(page.locator(".sample-accounts")).hasCount(0);
            Browser.signIn(page, desk, "chen", PASSWORD, Locale.ENGLISH);
            assertThat(desk.output()).doesNotContainPattern(TOKEN);
        }
    }

    private static void setUp(Page page, RunningDesk desk) {
        page.waitForURL("**/set-up");
        Locator token = page.getByLabel("One-time token");
        token.fill("AAAAA-BBBBB-CCCCC-DDDDD");
        page.getByLabel("Username").fill("wang");
        page.getByLabel("Full name").fill("Wang Fang");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByLabel("Password again").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("vaadin-text-field[invalid]")).containsText("This is not the token on the console");
        assertThat(page).hasURL(Pattern.compile(".*/set-up"));

        token.fill(desk.awaitOutput(TOKEN));
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-in");
    }

    private static String openAccount(Page page, RunningDesk desk) {
        page.navigate(desk.url("accounts"));
        page.getByText("New account").click();
        Locator dialog = page.locator("vaadin-dialog[opened]");
        dialog.getByLabel("Username").fill("chen");
        dialog.getByLabel("Full name").fill("Chen Lei");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Account chen saved")).isVisible();
        Locator address = page.getByLabel("Address of the link");
        assertThat(address).hasValue(Pattern.compile(".*/welcome/[A-Za-z0-9_-]{43}"));
        assertThat(page.locator("vaadin-grid")).containsText("Chen Lei");
        return address.inputValue();
    }

    /** The person, in a browser of the own. */
    private static void setPassword(String link) {
        Page person = Browser.window();
        person.navigate(link);
        person.getByLabel("New password").fill(PASSWORD);
        person.getByLabel("Password again").fill(PASSWORD);
        person.keyboard().press("Enter");
        person.waitForURL("**/sign-in?welcome");
        assertThat(person.locator(".entrance-notice")).isVisible();
    }

    private static void endsAtOnceWhenAsked(RunningDesk desk) {
        long asked = System.nanoTime();
        int code = desk.terminate();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        assertThat(code).isIn(0, 143);
        assertThat(desk.output()).doesNotContainPattern(TRACE);
    }

    private void refusesTheSampleOnDataOfItsOwn() {
        RunningDesk refused = RunningDesk.launch(data, RunningDesk.freePort(), "--yuemao.sample=true");
        assertThat(refused.awaitEnd()).isNotZero();
        assertThat(refused.output())
                .contains("can only be loaded into an empty database")
                .contains("Start without --sample")
                .doesNotContainPattern(TRACE);
    }
}
