package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@InTheBrowser
class DashboardBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void arrangesADashboardByMouseAndByKeyboardAndSharesItWithTheOffice() {
        Page owner = Browser.window();
        Browser.signIn(owner, desk, "official");
        owner.navigate(desk.url("dashboards?from=OVERVIEW&year=2021"));
        Locator dialog = owner.locator("vaadin-dialog[opened]");
        dialog.getByLabel("Name").fill("The department 2021");
        Locator sharing = dialog.locator("vaadin-select");
        sharing.locator("vaadin-select-value-button").press("ArrowDown");
        owner.locator(
                        "vaadin-select-item",
                        new Page.LocatorOptions().setHasText(Pattern.compile("^Everybody of Department of Commerce")))
                .click();
        dialog.getByText("Save").click();

        // By keyboard: a step to the right, larger, and removed and brought back.
        Locator signed = tile(owner, "Signed deals");
        signed.focus();
        assertThat(signed).hasAttribute("aria-label", "Signed deals: column 11, row 1, 2 wide, 2 high");
        owner.keyboard().press("ArrowLeft");
        assertThat(signed).hasAttribute("aria-label", Pattern.compile("column 10, row 1, 2 wide"));
        owner.keyboard().press("Shift+ArrowRight");
        assertThat(signed).hasAttribute("aria-label", Pattern.compile("column 10, row 1, 3 wide, 2 high"));
        assertThat(owner.locator("yuemao-arranger [role=status]").first())
                .containsText("Signed deals: column 10, row 1, 3 wide, 2 high");
        Locator businesses = tile(owner, "Businesses taking part");
        businesses.focus();
        owner.keyboard().press("Delete");
        assertThat(businesses).hasCount(0);
        owner.keyboard().press("Control+z");
        assertThat(businesses).hasCount(1);

        // By mouse: the sectors change sides with the provinces.
        Locator sectors = tile(owner, "Sectors");
        sectors.scrollIntoViewIfNeeded();
        String before = sectors.getAttribute("aria-label");
        BoundingBox box = sectors.boundingBox();
        owner.mouse().move(box.x + box.width / 2, box.y + 30);
        owner.mouse().down();
        owner.mouse().move(box.x + box.width / 2 + 40, box.y + 60);
        owner.mouse().move(box.x + box.width * 1.5, box.y + 60, new Mouse.MoveOptions().setSteps(8));
        owner.mouse().up();
        assertThat(sectors).not().hasAttribute("aria-label", before);
        assertThat(sectors).hasAttribute("aria-label", Pattern.compile("^Sectors: column 7,"));
        check(owner);

        owner.locator("vaadin-button", new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*Save\\s*$")))
                .click();
        owner.locator(".dashboard-board").waitFor();
        Shown.await(owner);
        check(owner);
        assertThat(owner.url()).matches(".*/dashboards/\\d+$");
        owner.reload();
        Shown.await(owner);
        assertThat(areas(owner, ".of-figure:has-text('Signed deals')")).isEqualTo("1 / 10 / span 2 / span 3");

        Page colleague = Browser.window();
        Browser.signIn(colleague, desk, "viewer");
        colleague.navigate(owner.url());
        Shown.await(colleague);
        assertThat(areas(colleague, ".of-figure:has-text('Signed deals')")).isEqualTo("1 / 10 / span 2 / span 3");
        Page elsewhere = Browser.window();
        Browser.signIn(elsewhere, desk, "clerk");
        elsewhere.navigate(owner.url());
        assertThat(elsewhere.locator(".view")).containsText("This dashboard is not open to you");
    }

    private static Locator tile(Page page, String name) {
        return page.locator("yuemao-arranger > [data-name='" + name + "']");
    }

    private static String areas(Page page, String selector) {
        return page.locator(".dashboard-tile" + selector)
                .first()
                .evaluate("tile => tile.style.getPropertyValue('--tile-area')")
                .toString();
    }

    private static void check(Page page) {
        Shown.await(page);
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .include(".view")
                .analyze()
                .getViolations();
        assertThat(violations)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }
}
