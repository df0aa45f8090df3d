package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@InTheBrowser
class DraftRecoveryBrowserTest {
    /** The server has heard of everything: the browser keeps nothing itself. */
    static final String TOLD = "() => Object.keys(localStorage).every(name => !name.startsWith('yuemao.draft.'))";

    /** The browser itself keeps the text. */
    static final String KEPT_HERE =
            "text => Object.keys(localStorage).some(name => localStorage.getItem(name).includes(text))";

    @Test
    void aClosedBrowserKeepsTheDraftAndNobodyElseSeesIt() {
        RunningDesk desk = RunningDesk.withSampleYear();
        Page page = Browser.window();
        Browser.signIn(page, desk, "clerk");
        page.navigate(desk.url("events/new"));
        Shown.await(page);
        Browser.enter(page, "English name", "Closed Laptop Fair");
        Browser.enter(page, "First day", "2033-05-01");
        Browser.pick(page, "Country or territory", "Japan");
        // The cursor is still in the field.
        Browser.enter(page, "Venue", "Hall of half a sen");
        page.waitForFunction(KEPT_HERE, "Hall of half a sen");
        page.waitForFunction(TOLD);
        page.context().close();

        Page other = Browser.window();
        Browser.signIn(other, desk, "official");
        other.navigate(desk.url("events/new"));
        Shown.await(other);
        assertThat(other.locator(".draft-offer")).hasCount(0);

        Page again = Browser.window();
        Browser.signIn(again, desk, "clerk");
        again.navigate(desk.url("drafts"));
        Locator offer = again.locator(".draft-offer");
        assertThat(offer).hasCount(1);
        assertThat(offer).containsText("Venue: Hall of half a sen");
        offer.getByText("Continue").click();
        again.waitForURL(Pattern.compile(".*/events/new"));
        Shown.await(again);
        assertThat(offer).containsText("Closed Laptop Fair");
        offer.getByText("Restore").click();
        assertThat(field(again, "nameEn")).hasValue("Closed Laptop Fair");
        assertThat(field(again, "venue")).hasValue("Hall of half a sen");
        assertThat(field(again, "firstDay")).hasValue("2033-05-01");
        assertThat(field(again, "countryCode")).hasValue("Japan");
        again.keyboard().press("Control+S");
        again.waitForURL(Pattern.compile(".*/events/GTW-2033-\\d+.*"));
        again.navigate(desk.url("drafts"));
        assertThat(again.getByText("Everything you typed is saved")).isVisible();
    }

    @Test
    void anExpiredSignInKeepsWhatIsBeingTypedForThePersonAlone() {
        RunningDesk desk = RunningDesk.withSampleYear();
        Page page = Browser.window();
        page.onDialog(Dialog::accept);
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("zones/1"));
        Shown.await(page);
        page.context().clearCookies();
        Browser.enter(page, "Operator", "and a long afternoon of typing");
        page.waitForFunction(KEPT_HERE, "and a long afternoon of typing");
        Locator expired = page.locator(".v-system-error");
        expired.waitFor();
        page.waitForFunction(KEPT_HERE, "and a long afternoon of typing");
        expired.click();
        page.waitForURL(Pattern.compile(".*/sign-in.*"));

        // Somebody else signs in on the same browser.
        Browser.signIn(page, desk, "clerk");
        page.navigate(desk.url("drafts"));
        assertThat(page.getByText("Everything you typed is saved")).isVisible();
        page.context().clearCookies();

        page.navigate(desk.url("zones/1"));
        page.waitForURL(Pattern.compile(".*/sign-in.*"));
        Browser.type(page, "official", Browser.PASSWORD);
        page.waitForURL(Pattern.compile(".*/zones/1.*"));
        Shown.await(page);
        Locator offer = page.locator(".draft-offer");
        assertThat(offer).containsText("and a long afternoon of typing");
        offer.getByText("Restore").click();
        assertThat(field(page, "operator")).hasValue(Pattern.compile(".*and a long afternoon of typing"));
        page.waitForFunction(TOLD);
        page.keyboard().press("Control+S");
        assertThat(page.getByText("Saved").first()).isVisible();
    }

    static Locator field(Page page, String name) {
        return page.locator(".form-card [data-field=" + name + "] input").first();
    }
}
