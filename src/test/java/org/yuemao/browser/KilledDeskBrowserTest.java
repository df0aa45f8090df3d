package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuemao.business.CreditCode;

@Tag("browser")
class KilledDeskBrowserTest {
    private static final int BUSINESSES = 12;
    private static final int METRICS = 6;
    private static final int MONTHS = 12;
    private static final String SHEET = "zones/1?length=MONTH&from=2029&to=2031";

    @TempDir
    private Path data;

    @Test
    void keepsEveryRowThatItHasAcknowledged() {
        String event;
        try (RunningDesk desk = RunningDesk.start(data, "--yuemao.sample=true")) {
            event = addParticipationsUntilTheDeskIsKilled(desk);
        }
        Map<String, String> kept;
        try (RunningDesk desk = RunningDesk.start(data)) {
            showsEveryParticipation(desk, event);
            kept = enterFiguresUntilTheDeskIsKilled(desk);
        }
        try (RunningDesk desk = RunningDesk.start(data)) {
            Page page = Browser.window();
            Browser.signIn(page, desk, "official");
            // All rows at once, as the sheet draws those in sight.
            page.setViewportSize(1400, 2600);
            page.navigate(desk.url(SHEET));
            Shown.await(page);
            assertThat(figures(page)).containsAllEntriesOf(kept);
        }
    }

    /** Every business signs twice as much as the one before, so that a sum tells which of them are there. */
    private static String addParticipationsUntilTheDeskIsKilled(RunningDesk desk) {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("businesses"));
        Shown.await(page);
        List<String> codes = page.locator("vaadin-grid-cell-content").allTextContents().stream()
                .filter(text -> CreditCode.check(text) instanceof CreditCode.Check.Valid)
                .limit(BUSINESSES)
                .toList();
        assertThat(codes).hasSize(BUSINESSES);
        Entry.event(page, desk, "Lamps in Osaka");
        String event = page.url().replaceAll(".*/(GTW-\\d+-\\d+).*", "$1");
        for (int i = 0; i < BUSINESSES; i++) {
            Entry.participation(page, codes.get(i), Integer.toString(1 << i));
            assertThat(page.locator(".participations-of-event")).containsText(i + 1 + " participation");
        }
        desk.kill();
        return event;
    }

    private static void showsEveryParticipation(RunningDesk desk, String event) {
        Page page = Browser.window();
        Browser.signIn(page, desk, "viewer");
        page.navigate(desk.url("events/" + event));
        assertThat(page.locator(".participations-of-event")).containsText(BUSINESSES + " participations");
        page.navigate(desk.url("?year=2031"));
        Locator tiles = page.locator(".tile");
        assertThat(tiles.filter(new Locator.FilterOptions().setHasText("Participations"))
                        .locator(".tile-figure"))
                .hasText(Integer.toString(BUSINESSES));
        assertThat(tiles.filter(new Locator.FilterOptions().setHasText("Signed deals"))
                        .locator(".tile-figure"))
                .hasAttribute("title", Pattern.compile(".*\\b4,095\\b.*"));
    }

    /**
     * Types a year without waiting for answers, and pastes two more: dozens of commits and a large one, the last some
     * milliseconds before the desk is killed. Gives what the sheet shows as kept.
     */
    private static Map<String, String> enterFiguresUntilTheDeskIsKilled(RunningDesk desk) {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        // All rows at once, as the sheet draws those in sight.
        page.setViewportSize(1400, 2600);
        page.navigate(desk.url(SHEET));
        Shown.await(page);
        page.keyboard().press("Alt+G");
        page.waitForFunction("document.activeElement.localName === 'yuemao-record-sheet'");
        for (int i = 0; i < METRICS * MONTHS; i++) {
            page.keyboard().type(Integer.toString(1001 + i));
            page.keyboard().press("Tab");
        }
        String block = IntStream.range(0, 2 * MONTHS)
                .mapToObj(row -> IntStream.range(0, METRICS)
                        .mapToObj(column -> Integer.toString(2001 + 100 * row + column))
                        .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
        page.evaluate("""
                text => {
                  const clipboardData = new DataTransfer();
                  clipboardData.setData('text/plain', text);
                  document.querySelector('yuemao-record-sheet').shadowRoot.activeElement
                      .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
                }""", block);
        Locator enter =
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter " + 2 * MONTHS + " rows"));
        assertThat(enter).isFocused();
        page.keyboard().press("Enter");
        page.waitForFunction("""
                cells => document.querySelector('yuemao-record-sheet').shadowRoot
                    .querySelectorAll('.NUMBER.cell:not(.unsaved, .editing, .problem, .hint)').length === cells
                    && [...document.querySelector('yuemao-record-sheet').shadowRoot.querySelectorAll('.NUMBER.cell > span')]
                        .every((cell) => cell.textContent)""", METRICS * 3 * MONTHS);
        desk.kill();
        Map<String, String> kept = figures(page);
        assertThat(kept).hasSize(METRICS * 3 * MONTHS);
        return kept;
    }

    /** The cells that neither wait for an answer nor were refused. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> figures(Page page) {
        return (Map<String, String>) page.evaluate("""
                () => Object.fromEntries([...document.querySelector('yuemao-record-sheet').shadowRoot
                    .querySelectorAll('.NUMBER.cell:not(.unsaved, .editing, .problem, .hint)')]
                    .filter((cell) => cell.textContent.trim())
                    .map((cell) => [cell.dataset.row + '|' + cell.dataset.column, cell.textContent.trim()]))""");
    }
}
