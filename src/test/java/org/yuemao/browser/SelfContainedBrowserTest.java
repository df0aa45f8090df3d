package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("browser")
class SelfContainedBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void showsEveryViewWithoutAnotherHostWithoutAnErrorAndWithoutARawKey(String language) {
        Locale locale = Locale.forLanguageTag(language);
        Page page = Browser.window(locale, ColorScheme.LIGHT, 1366, 768);
        Set<String> asked = new LinkedHashSet<>();
        Set<String> sockets = new LinkedHashSet<>();
        List<String> errors = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.onWebSocket(socket -> sockets.add(socket.url()));
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(page.url() + ": " + message.text());
            }
        });

        View.SIGN_IN.open(page, desk);
        check(page);
        Browser.signIn(page, desk, "official", Browser.PASSWORD, locale);
        for (View view : View.ofOfficial()) {
            view.open(page, desk);
            check(page);
        }

        assertThat(asked)
                .filteredOn(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                .allSatisfy(this::isOfTheDesk);
        assertThat(sockets).isNotEmpty().allSatisfy(this::isOfTheDesk);
        assertThat(errors).isEmpty();
    }

    private static void check(Page page) {
        assertThat(Shown.rawKeys(page)).as(page.url()).isEmpty();
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
