package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** What people enter, with the keyboard alone. */
public final class Entry {
    private Entry() {}

    /** Enters a completed event in Japan in May of the year, and stays at its page. */
    public static void event(Page page, RunningDesk desk, int year, String name) {
        page.navigate(desk.url("events/new"));
        page.locator("h1").first().waitFor();
        Browser.enter(page, "English name", name);
        Browser.enter(page, "First day", year + "-05-01");
        Browser.enter(page, "Last day", year + "-05-03");
        Browser.pick(page, "Country or territory", "Japan");
        Browser.tabTo(page, "Status");
        page.keyboard().press("Enter");
        page.waitForFunction("document.activeElement.localName === 'vaadin-select-item'");
        page.keyboard().type("Comp");
        page.waitForFunction("document.activeElement.textContent.trim() === 'Completed'");
        page.keyboard().press("Enter");
        page.waitForFunction("document.activeElement.localName !== 'vaadin-select-item'");
        page.keyboard().press("Control+S");
        page.waitForURL(Pattern.compile(".*/events/GTW-" + year + "-\\d+.*"));
    }

    /** Adds the business that the text finds to the event at whose page one is, and waits for the notice that it is added. */
    static void participation(Page page, String business, String signed) {
        Browser.pick(page, "Business", business);
        Browser.enter(page, "Signed deals (CNY)", signed);
        page.keyboard().press("Enter");
        assertThat(page.getByText(Pattern.compile(".* added")).last()).isVisible();
    }
}
