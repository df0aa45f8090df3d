package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks at every view in both languages: on laptops, where each page is loaded anew, and on phones, where one view leads to
 * the next. Leaves a picture of each in {@code screenshots/}, for people to look at.
 */
@InTheBrowser
class EveryViewBrowserTest {
    private static final Path FOLDER = Path.of("screenshots");
    /** The progress bar fades after the work that it announces is done. */
    private static final String WITHOUT_PROGRESS = ".v-loading-indicator { visibility: hidden !important }";

    private static final int WIDE = 1366;
    private static final int PHONE = 390;

    private final RunningDesk desk = RunningDesk.withSampleYear();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> sockets = new LinkedHashSet<>();
    private final List<String> errors = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void showsEveryViewWholeWithoutAnotherHostWithoutAnErrorAndWithoutARawKey(String language) {
        Locale locale = Locale.forLanguageTag(language);
        for (int width : new int[] {WIDE, PHONE}) {
            Page page = window(locale, width);
            View.SIGN_IN.open(page, desk);
            look(page, View.SIGN_IN, locale, width);
            Browser.signIn(page, desk, "official", Browser.PASSWORD, locale);
            for (View view : View.ofOfficial()) {
                if (width == WIDE) {
                    view.open(page, desk);
                } else {
                    view.follow(page, desk);
                }
                look(page, view, locale, width);
            }
            Page administration = window(locale, width);
            Browser.signIn(administration, desk, "administrator", Browser.PASSWORD, locale);
            for (View view : View.ofAdministrator()) {
                view.open(administration, desk);
                look(administration, view, locale, width);
            }
            assertThat(errors).isEmpty();

            View.MISSING.open(page, desk);
            look(page, View.MISSING, locale, width);
            // The browser itself reports that the page is missing.
            errors.clear();
        }
        assertThat(asked)
                .filteredOn(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                .allSatisfy(this::isOfTheDesk);
        assertThat(sockets).isNotEmpty().allSatisfy(this::isOfTheDesk);
    }

    /** A window that notes what it asks of whom, and what goes wrong in it. */
    private Page window(Locale locale, int width) {
        Page page = Browser.window(locale, ColorScheme.LIGHT, width, width == PHONE ? 844 : 768);
        page.onRequest(request -> asked.add(request.url()));
        page.onWebSocket(socket -> sockets.add(socket.url()));
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    private void look(Page page, View view, Locale locale, int width) {
        checkElements(page);
        List<ColorScheme> schemes =
                width == PHONE ? List.of(ColorScheme.LIGHT) : List.of(ColorScheme.LIGHT, ColorScheme.DARK);
        for (ColorScheme scheme : schemes) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Shown.await(page);
            String name = "%s-%s-%s-%d"
                    .formatted(view.name(), locale.getLanguage(), scheme.name().toLowerCase(Locale.ROOT), width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(FOLDER.resolve(name + ".png"))
                    .setStyle(WITHOUT_PROGRESS));
            if (view.equals(View.OVERVIEW)) {
                wholePicture(page, FOLDER.resolve(name + "-full.png"), width);
            }
            assertThat(Shown.rawKeys(page)).as(name).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("pixels that " + name + " is wider than its window")
                    .isEqualTo(0);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** The view scrolls inside the frame, so that the window has to be as high as the view. */
    private static void wholePicture(Page page, Path file, int width) {
        int height = page.viewportSize().height;
        Object whole = page.evaluate("""
                (() => {
                  const view = document.querySelector('.view');
                  return Math.ceil(Math.max(view.scrollHeight, view.clientHeight)) + 100;
                })()""");
        page.setViewportSize(width, Math.max(height, ((Number) whole).intValue()));
        Shown.await(page);
        page.screenshot(
                new Page.ScreenshotOptions().setPath(file).setFullPage(true).setStyle(WITHOUT_PROGRESS));
        page.setViewportSize(width, height);
        Shown.await(page);
    }

    private static void checkElements(Page page) {
        // Two of Vaadin's elements are mere names.
        assertThat(page.evaluate("""
                        [...new Set([...document.querySelectorAll(':not(:defined)')].map((one) => one.localName)
                            .filter((name) => !/^(flow-container-root-|vaadin-grid-cell-content$)/.test(name)))].join()"""))
                .as("elements that are not loaded at " + page.url())
                .isEqualTo("");
        assertThat(page.locator("vaadin-dev-tools, vaadin-dev-mode-gizmo, copilot-main, vite-error-overlay")
                        .count())
                .as("tools of a developer at " + page.url())
                .isZero();
        assertThat(page.evaluate("Boolean(window.Vaadin.developmentMode || window.Vaadin.devTools)"))
                .isEqualTo(false);
    }

    private void isOfTheDesk(String url) {
        assertThat(URI.create(url).getAuthority())
                .as(url)
                .isEqualTo(URI.create(desk.url("")).getAuthority());
    }
}
