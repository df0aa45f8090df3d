package org.yuemao.browser;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;

/** A view of the desk that holds the sample year. */
record View(String name, String path) {
    static final View SIGN_IN = new View("sign-in", "sign-in");
    static final View OVERVIEW = new View("overview", "?year=2021");
    static final View MISSING = new View("missing", "there-is-nothing-here");

    /** What an official finds behind the navigation. */
    static List<View> ofOfficial() {
        return List.of(
                OVERVIEW,
                new View("events", "events"),
                new View("event", "events/GTW-2021-001"),
                new View("event-new", "events/new"),
                new View("calendar", "events/calendar?year=2021&month=9"),
                new View("timeline", "events/timeline?year=2021"),
                new View("businesses", "businesses"),
                new View("business", "businesses/1"),
                new View("participations", "participations"),
                new View("zones", "zones"),
                new View("zone", "zones/1"),
                new View("indicators", "indicators"),
                new View("duplicates", "businesses/duplicates"),
                new View("drafts", "drafts"),
                new View("dashboards", "dashboards"),
                new View("reports", "reports?year=2021"),
                new View("counted", "counted?measure=SIGNED_DEALS&year=2021"),
                new View("counted-events", "counted?measure=HELD&year=2021&programme=GTW"),
                new View("counted-businesses", "counted?measure=BUSINESSES&year=2021&city=440300"),
                new View("between-days", "between-days?year=2021&first=2021-01-01"),
                new View("walls", "walls"),
                new View("review", "review"),
                new View("completeness", "completeness?year=2022"),
                new View("history", "history"),
                new View("import", "import"));
    }

    /** What an administrator finds besides. */
    static List<View> ofAdministrator() {
        return List.of(
                new View("accounts", "accounts"),
                new View("sign-in-attempts", "accounts/sign-ins"),
                new View("backups", "backups"),
                new View("diagnostics", "diagnostics"),
                new View("own-account", "account"));
    }

    /** Leads from another view to this one, as the navigation does, and waits until all of it is shown. */
    void follow(Page page, RunningDesk desk) {
        page.evaluate("""
                address => {
                  const link = document.createElement('a');
                  link.href = address;
                  document.body.append(link);
                  link.click();
                  link.remove();
                }""", desk.url(path));
        String address = URI.create(desk.url(path)).getPath();
        page.waitForURL(url -> URI.create(url).getPath().equals(address));
        Shown.await(page);
    }

    /** Loads the page of the view and waits until all of it is shown. */
    void open(Page page, RunningDesk desk) {
        page.navigate(desk.url(path));
        Shown.await(page);
    }
}
