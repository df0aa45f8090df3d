package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

@InTheBrowser
class ConflictMergeBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void twoPeopleOnOneEventSeeEachOtherAndMerge() {
        Page clerk = Browser.window();
        Browser.signIn(clerk, desk, "clerk");
        Entry.event(clerk, desk, 2034, "Merged Lamps");
        Shown.await(clerk);
        String event = clerk.url();
        Page official = Browser.window();
        Browser.signIn(official, desk, "official");
        official.navigate(event);
        Shown.await(official);
        assertThat(clerk.locator(".companion")).containsText("Sample Official");
        assertThat(official.locator(".companion")).containsText("Sample Clerk");

        Browser.tabTo(official, "Venue");
        assertThat(clerk.locator(".companion")).containsText("in “Venue”");
        assertThat(clerk.locator("vaadin-text-field[data-field=venue][data-companion]"))
                .hasCount(1);
        Browser.enter(clerk, "Host city", "Mine City");
        // The server hears of the venue only after the other version has been shown.
        clerk.evaluate("""
                () => {
                  const late = event => {
                    if (!event.detail.fields.venue) return;
                    event.stopImmediatePropagation();
                    document.removeEventListener('yuemao-typed', late, true);
                    window.heldBack = true;
                  };
                  document.addEventListener('yuemao-typed', late, true);
                }""");
        Browser.enter(clerk, "Venue", "My hall, being ty");
        clerk.waitForFunction("window.heldBack");
        Browser.tabTo(official, "Venue");
        official.keyboard().type("Their hall");
        Browser.enter(official, "Organiser", "Their organiser");
        official.keyboard().press("Control+S");

        // The clerk goes on typing; nothing of it is torn away.
        Locator merge = clerk.locator(".differences");
        assertThat(merge).containsText("Their hall");
        assertThat(field(clerk, "organiser")).hasValue("Their organiser");
        clerk.keyboard().type("ped");
        assertThat(field(clerk, "venue")).hasValue("My hall, being typed");
        assertThat(merge).containsText("Taken over from official: Organiser");
        assertThat(merge).containsText("Changed by you alone: Host city");

        Locator theirs = merge.getByRole(AriaRole.RADIO).first();
        theirs.focus();
        clerk.keyboard().press("Space");
        assertThat(field(clerk, "venue")).hasValue("Their hall");
        clerk.keyboard().press("ArrowDown");
        assertThat(field(clerk, "venue")).hasValue("My hall, being typed");
        clerk.keyboard().press("Control+S");
        assertThat(merge).isHidden();

        assertThat(field(official, "venue")).hasValue("My hall, being typed");
        assertThat(field(official, "hostCity")).hasValue("Mine City");
        assertThat(field(official, "organiser")).hasValue("Their organiser");

        // As a person closes a window.
        clerk.close(new Page.CloseOptions().setRunBeforeUnload(true));
        assertThat(official.locator(".companion")).isHidden();
    }

    private static Locator field(Page page, String name) {
        return page.locator(".form-card [data-field=" + name + "] input").first();
    }
}
