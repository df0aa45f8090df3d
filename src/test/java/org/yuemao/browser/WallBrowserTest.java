package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A wall that nobody touches from when its link was opened. */
@InTheBrowser
class WallBrowserTest {
    private static final int YEAR = 2033;

    /** A wall asks after a while only, the longer a server has been gone. */
    private static final LocatorAssertions.HasTextOptions PATIENTLY =
            new LocatorAssertions.HasTextOptions().setTimeout(60_000);

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void outlivesTheServerAndTheNetworkAndGoesDarkWhenItsLinkIsRevoked() {
        Page official = official();
        Entry.event(official, desk, YEAR, "Lamps on the wall");
        Page wall = Browser.window();
        wall.navigate(addressOfNewWall(official));
        wall.evaluate("document.body.dataset.notReloaded = 'true'");
        assertThat(held(wall)).hasText("1", PATIENTLY);
        assertThat(wall.locator("#name"))
                .hasText("Key figures and months · " + YEAR + " · With what is not approved yet");
        assertThat(wall.locator("#state")).hasText(Pattern.compile("Up to date, \\d\\d:\\d\\d"));
        assertThat(screens(wall).locator("vaadin-app-layout, vaadin-side-nav")).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(Accessibility.violations(wall, "wall", false))
                .isEmpty();

        desk.kill();
        assertThat(wall.locator("#state"))
                .hasText(Pattern.compile("No connection. Numbers as of \\d\\d:\\d\\d"), PATIENTLY);
        assertThat(held(wall)).hasText("1");
        assertThat(screens(wall)
                        .locator(".v-system-error, vaadin-connection-indicator")
                        .locator("visible=true"))
                .hasCount(0);
        desk.revive();
        Page again = official();
        Entry.event(again, desk, YEAR, "Lamps after the restart");
        assertThat(held(wall)).hasText("2", PATIENTLY);
        assertThat(wall.locator("#state")).hasText(Pattern.compile("Up to date.*"), PATIENTLY);

        wall.context().setOffline(true);
        assertThat(wall.locator("#state")).hasText(Pattern.compile("No connection.*"), PATIENTLY);
        Entry.event(again, desk, YEAR, "Lamps meanwhile");
        wall.context().setOffline(false);
        assertThat(held(wall)).hasText("3", PATIENTLY);
        assertThat(wall.locator("body[data-not-reloaded]")).hasCount(1);

        links(again);
        again.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke"))
                .click();
        assertThat(wall.locator("#gone"))
                .hasText(Pattern.compile("This link does not open a wall any more.*"), PATIENTLY);
        assertThat(wall.locator("iframe")).hasCount(0);
    }

    private Page official() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        return page;
    }

    private String addressOfNewWall(Page page) {
        page.navigate(desk.url("walls"));
        page.getByText("New wall").click();
        Locator dialog = page.locator("vaadin-dialog[opened]");
        dialog.getByLabel("Name").fill("Lamp wall");
        for (int i = 0; i < 4; i++) {
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Leave .* out$")))
                    .first()
                    .click();
            assertThat(dialog.locator(".wall-order > li")).hasCount(3 - i);
        }
        select(page, dialog, "Year", String.valueOf(YEAR));
        select(page, dialog, "Language", "English");
        // Nobody approves what this test enters.
        dialog.getByLabel("Include what is not approved yet").check();
        dialog.getByText("Add screen").click();
        assertThat(dialog.locator(".wall-order > li"))
                .hasText("Key figures and months · " + YEAR + " · With what is not approved yet");
        dialog.getByText("Save").click();
        assertThat(dialog).hasCount(0);
        links(page);
        page.getByLabel("Where it is used").fill("Entrance");
        page.getByText("Make link").click();
        Locator address = page.getByLabel("Address of the wall");
        assertThat(address).hasValue(Pattern.compile(".*/wall/link/[A-Za-z0-9_-]{43}"));
        return address.inputValue();
    }

    private void links(Page page) {
        page.navigate(desk.url("walls"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Links: Lamp wall"))
                .click();
    }

    private static void select(Page page, Locator dialog, String label, String item) {
        Locator field = dialog.locator("vaadin-select", new Locator.LocatorOptions().setHasText(label))
                .first();
        Locator chosen = field.locator("vaadin-select-value-button");
        if (!chosen.innerText().contains(item)) {
            field.click();
            page.locator(
                            "vaadin-select-list-box vaadin-select-item",
                            new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + item + "\\s*$")))
                    .click();
        }
        assertThat(chosen).hasText(item);
    }

    private static FrameLocator screens(Page wall) {
        return wall.frameLocator("iframe.shown");
    }

    private static Locator held(Page wall) {
        return screens(wall).locator(".wall-screen.current .wall-figure-amount").first();
    }
}
