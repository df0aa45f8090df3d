package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that would be scripts where they were taken for markup, in every place that shows them. */
@InTheBrowser
class HostileTextsBrowserTest {
    private static final String IMAGE = "<img src=x onerror=\"window.ran=1;alert(1)\">";
    private static final String SCRIPT = "\"><script>window.ran=1;alert(1)</script>";

    private final RunningDesk desk = RunningDesk.withSampleYear();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsNothingThatSomebodyHasTyped() {
        Page page = Browser.window();
        page.onDialog(dialog -> {
            ran.add(page.url() + ": " + dialog.message());
            dialog.dismiss();
        });
        Browser.signIn(page, desk, "official");
        Entry.event(page, desk, 2038, IMAGE);
        Shown.await(page);
        String event = page.url();
        for (String field : List.of("Venue", "Organiser", "Host city")) {
            Browser.enter(page, field, SCRIPT);
        }
        page.keyboard().press("Control+S");
        assertThat(page.getByText("Saved").first()).isVisible();
        assertThat(page.locator("h1")).containsText("<img src=x");
        check(page, "the event's own page");
        page.navigate(event);
        Shown.await(page);
        assertThat(page.locator("[data-field=venue] input").first()).hasValue(SCRIPT);
        check(page, "the event's page, loaded anew");

        page.navigate(desk.url("events?year=2038"));
        Shown.await(page);
        assertThat(page.locator("vaadin-grid").first()).containsText("<img src=x");
        check(page, "the list");
        for (String place : List.of("events/calendar?year=2038&month=5", "events/timeline?year=2038", "history")) {
            page.navigate(desk.url(place));
            Shown.await(page);
            assertThat(page.locator(".view")).containsText("<img src=x");
            check(page, place);
        }
        page.navigate(desk.url("?year=2038&rows=all"));
        Shown.await(page);
        Locator chart = page.locator("yuemao-chart").first();
        chart.hover();
        check(page, "the overview, pointed at");
        page.navigate(desk.url("counted?measure=EVENTS&year=2038&rows=all"));
        Shown.await(page);
        assertThat(page.locator("vaadin-grid").first()).containsText("<img src=x");
        check(page, "the rows behind a number");
        page.navigate(
                desk.url("events?year=2038&search=" + IMAGE.replace("\"", "%22").replace(" ", "%20")));
        Shown.await(page);
        check(page, "a search");
    }

    private void check(Page page, String where) {
        assertThat(page.evaluate("window.ran ?? null")).as(where).isNull();
        assertThat(page.locator("img[src=x]").count()).as(where).isZero();
        assertThat(ran).as(where).isEmpty();
    }
}
