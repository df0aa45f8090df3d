package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@InTheBrowser
class AccessibilityBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();
    private final List<String> violations = new ArrayList<>();

    @Test
    void keepsTheRulesOfAccessibilityOnEveryViewInLightAndDark() {
        Page page = Browser.window(Locale.ENGLISH, ColorScheme.LIGHT, 1366, 768);
        View.SIGN_IN.open(page, desk);
        check(page, View.SIGN_IN);
        Browser.signIn(page, desk, "official");
        Stream.concat(View.ofOfficial().stream(), Stream.of(View.MISSING)).forEach(view -> {
            view.follow(page, desk);
            check(page, view);
        });
        View history = new View("history", "counted?measure=SIGNED_DEALS&year=2021");
        history.follow(page, desk);
        page.locator("vaadin-grid .in-row").first().focus();
        page.keyboard().press("Enter");
        page.waitForFunction("document.querySelector('vaadin-dialog[opened]')?.textContent.includes('Close')");
        check(page, history);
        Page administration = Browser.window(Locale.ENGLISH, ColorScheme.LIGHT, 1366, 768);
        Browser.signIn(administration, desk, "administrator");
        View.ofAdministrator().forEach(view -> {
            view.open(administration, desk);
            check(administration, view);
        });

        assertThat(violations).isEmpty();
    }

    @Test
    void walksAChartAndChoosesInItWithTheKeyboardAlone() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "viewer");
        page.navigate(desk.url("?year=2021"));
        Shown.await(page);
        Locator map = page.locator("#chart-cities");
        map.locator(".menu > button").focus();
        for (int presses = 0; presses < 4 && map.locator(".ring").count() == 0; presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(map.locator("[role=status]")).hasText(Pattern.compile("^Guangzhou, .+: [\\d,]+, 1 of 21$"));
        page.keyboard().press("PageDown");
        page.keyboard().press("PageDown");
        assertThat(map.locator("[role=status]")).hasText(Pattern.compile("^Shenzhen, .+: [\\d,]+, 3 of 21$"));
        assertThat(map.locator(".ring")).isVisible();
        assertThat(map.locator(".tip")).containsText("Shenzhen");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/counted\\?.*city=440300"));
    }

    private void check(Page page, View view) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Shown.await(page);
            // The page is the same but for its colours.
            violations.addAll(Accessibility.violations(page, view.name() + ", " + scheme, scheme == ColorScheme.DARK));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
}
