package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

@InTheBrowser
class LiveOverviewBrowserTest {
    private static final String HIDE = """
            hidden => {
              Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
              Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            }""";

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void showsWhatAnotherPersonEntersWithTheKeyboardAloneWithoutAReload() {
        Page watching = overviewOf();
        Page clerk = Browser.window();
        Browser.signIn(clerk, desk, "clerk");
        assertThat(tile(watching, "Worldwide events held")).hasText("0");

        Entry.event(clerk, desk, 2031, "Lamps in Tokyo");
        assertThat(tile(watching, "Worldwide events held")).hasText("1");
        assertThat(watching.locator("#chart-months[data-changed]")).hasCount(1);

        Entry.participation(clerk, "Battery", "250000");
        assertThat(tile(watching, "Participations")).hasText("1");
        assertThat(tile(watching, "Signed deals")).hasText("CNY 250,000");
        assertThat(watching.locator(".tile.changed").filter(containing("Signed deals")))
                .hasCount(1);
        assertThat(watching.locator("#chart-top-events table")).containsText("Lamps in Tokyo");
        assertThat(watching.locator("body[data-not-reloaded]")).hasCount(1);

        Page other = overviewOf();
        watching.evaluate(HIDE, true);
        registerBusinessOnTheSpot(clerk, "Keyboard Lamps", "750000");
        assertThat(tile(other, "Participations")).hasText("2");
        assertThat(tile(watching, "Participations")).hasText("1");
        watching.evaluate(HIDE, false);
        assertThat(tile(watching, "Participations")).hasText("2");
        assertThat(tile(watching, "Signed deals")).hasText("CNY 1 million");
    }

    private Page overviewOf() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("?year=2031&rows=all"));
        tile(page, "Participations").waitFor();
        page.evaluate("document.body.dataset.notReloaded = 'true'");
        return page;
    }

    private static void registerBusinessOnTheSpot(Page page, String name, String signed) {
        Browser.tabTo(page, "Signed deals (CNY)");
        page.keyboard().type(signed);
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().type(name);
        page.keyboard().press("Enter");
        Locator dialog = page.locator("vaadin-dialog[opened]");
        assertThat(dialog).hasCount(1);
        Browser.enter(page, "Reason for having no code", "sole trader");
        Browser.pick(page, "City", "Shenzhen");
        Browser.tabTo(page, "Register and add");
        page.keyboard().press("Enter");
        assertThat(dialog).hasCount(0);
    }

    private static Locator tile(Page page, String name) {
        return page.locator(".tile").filter(containing(name)).locator(".tile-figure");
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
