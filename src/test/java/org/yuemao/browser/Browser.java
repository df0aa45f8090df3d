package org.yuemao.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The Chromium of this machine; each window has cookies of its own. */
public final class Browser {
    static final String PASSWORD = "guangdong-2021";

    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final com.microsoft.playwright.Browser CHROMIUM = PLAYWRIGHT
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    private static final int PATIENCE = 20_000;

    /** What browsers have refused of the desk's own pages, since its policy did not allow it. */
    private static final Queue<String> REFUSED = new ConcurrentLinkedQueue<>();

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
    }

    private Browser() {}

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No chromium is on the PATH: ./yuemao test installs it"));
    }

    /** A window for English, 1366×768, light. */
    public static Page window() {
        return window(Locale.ENGLISH, ColorScheme.LIGHT, 1366, 768);
    }

    static Page window(Locale language, ColorScheme scheme, int width, int height) {
        BrowserContext context = CHROMIUM.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language.toLanguageTag())
                .setColorScheme(scheme)
                // What moves is at its end at once, so that nothing has to wait for it.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height));
        context.setDefaultTimeout(PATIENCE);
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                REFUSED.add(
                        message.page() == null ? message.text() : message.page().url() + ": " + message.text());
            }
        });
        return context.newPage();
    }

    /** Closes all windows, without asking for what is not saved in them. */
    static void closeWindows() {
        CHROMIUM.contexts().forEach(BrowserContext::close);
    }

    /** What browsers have refused since this was asked last. */
    static List<String> refused() {
        List<String> refused = new ArrayList<>();
        for (String one = REFUSED.poll(); one != null; one = REFUSED.poll()) {
            refused.add(one);
        }
        return refused;
    }

    /** Signs in with the keyboard alone, and chooses English where the person reads something else. */
    public static void signIn(Page page, RunningDesk desk, String username) {
        signIn(page, desk, username, PASSWORD, Locale.ENGLISH);
    }

    /** Signs in with the keyboard alone, and chooses the language where the person reads another. */
    public static void signIn(Page page, RunningDesk desk, String username, String password, Locale language) {
        page.navigate(desk.url("sign-in"));
        type(page, username, password);
        page.locator("vaadin-app-layout").waitFor();
        speak(page, language);
    }

    /** Fills the sign-in form in with the keyboard. */
    static void type(Page page, String username, String password) {
        page.locator("input[name=username]").focus();
        page.keyboard().press("Control+A");
        page.keyboard().type(username);
        page.keyboard().press("Tab");
        page.keyboard().press("Control+A");
        page.keyboard().type(password);
        page.keyboard().press("Enter");
    }

    /** Chooses the language in the account menu, where it is not chosen already. */
    static void speak(Page page, Locale language) {
        Object spoken = page.evaluate("document.documentElement.lang");
        if (!language.getLanguage().equals(String.valueOf(spoken).substring(0, 2))) {
            boolean chinese = language.getLanguage().equals("zh");
            accountMenu(page)
                    .locator("vaadin-radio-button", new Locator.LocatorOptions().setHasText(chinese ? "中文" : "English"))
                    .click();
            page.waitForFunction("lang => document.documentElement.lang.startsWith(lang)", language.getLanguage());
            page.locator("vaadin-app-layout").waitFor();
        }
    }

    /** Unfolds the account menu. */
    static Locator accountMenu(Page page) {
        page.locator(".account-menu > vaadin-button").click();
        return page.locator(".account-popover");
    }

    /** Presses Tab until the field with the label is reached; fails where the keyboard does not lead there. */
    static void tabTo(Page page, String label) {
        for (int presses = 0; presses < 80; presses++) {
            Object reached = page.evaluate("""
                    () => {
                      const active = document.activeElement;
                      for (let at = active; at && at !== document.body; at = at.parentElement) {
                        if (at.label) return at.label;
                        if (at.localName === 'vaadin-button') return at.getAttribute('aria-label') || at.textContent.trim();
                      }
                      return '';
                    }""");
            if (label.equals(Objects.toString(reached, ""))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The keyboard does not lead to " + label);
    }

    /** Leads the keyboard to a field and types. */
    static void enter(Page page, String label, String text) {
        tabTo(page, label);
        page.keyboard().type(text);
    }

    /** Leads the keyboard to a list, types a name and takes the item of that name. */
    static void pick(Page page, String label, String name) {
        enter(page, label, name);
        Locator item = page.locator(
                        "vaadin-combo-box-item:not([hidden]), vaadin-multi-select-combo-box-item:not([hidden])")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
        item.waitFor();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
    }
}
