package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yuemao.business.CreditCode;

@InTheBrowser
class KilledDeskBrowserTest {
    private static final int YEAR = 2035;
    private static final int BUSINESSES = 12;
    private static final int METRICS = 6;
    private static final int MONTHS = 12;
    private static final String SHEET = "zones/1?length=MONTH&from=2029&to=2031";
    private static final String FORM = "zones/2";

    private static final int IMPORTED = 20_000;

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void keepsEveryRowThatItHasAcknowledgedAndWhatIsTypedMeanwhile() {
        Page form = Browser.window();
        form.onDialog(Dialog::accept);
        typeIntoForm(form);
        Page participations = Browser.window();
        String event = addParticipations(participations);
        Page sheet = sheet();
        enterFigures(sheet);
        addTheLastParticipation(participations);
        desk.kill();
        Map<String, String> kept = figures(sheet);
        assertThat(kept).hasSize(METRICS * 3 * MONTHS);
        Browser.enter(form, "Operator", "typed in the dark");
        form.waitForFunction(DraftRecoveryBrowserTest.KEPT_HERE, "typed in the dark");

        desk.revive();
        offersWhatWasTyped(form);
        showsEveryParticipation(event);
        assertThat(figures(sheet())).containsAllEntriesOf(kept);
    }

    @Test
    void keepsNothingOfAnImportThatItIsKilledInAndSaysSo() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("import?kind=businesses"));
        String rows = IntStream.range(0, IMPORTED)
                .mapToObj(row -> "91440300" + (700_000_000 + row))
                .map(start -> start + CreditCode.checkCharacter(start) + ",Interrupted Lamps,Shenzhen\n")
                .collect(Collectors.joining());
        page.locator("vaadin-upload input[type=file]")
                .setInputFiles(new FilePayload(
                        "lamps.csv",
                        "text/csv",
                        ("Unified social credit code,Name in English,City\n" + rows).getBytes(StandardCharsets.UTF_8)));
        page.getByText("Check", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Write %,d rows".formatted(IMPORTED)).click();
        page.waitForFunction("""
                () => document.querySelector('.import-card h2').textContent.includes('writing')
                    && /[1-9],\\d{3} rows/.test(document.querySelector('.import-card [role=status]').textContent)""");
        desk.kill();

        desk.revive();
        Page again = Browser.window();
        Browser.signIn(again, desk, "official");
        again.navigate(desk.url("import"));
        assertThat(again.locator(".import-outcome.interrupted"))
                .hasText("The program ended meanwhile; nothing was kept. Import the file again.");
        assertThat(again.locator("vaadin-grid")).containsText("lamps.csv");
        again.navigate(desk.url("businesses?search=Interrupted+Lamps"));
        assertThat(again.getByText("No business found")).isVisible();
    }

    /** What the server has heard of, before it goes. */
    private void typeIntoForm(Page page) {
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url(FORM));
        Shown.await(page);
        Browser.enter(page, "English name", "Known before");
        page.waitForFunction(DraftRecoveryBrowserTest.TOLD);
    }

    private void offersWhatWasTyped(Page page) {
        page.navigate(desk.url(FORM));
        page.waitForURL(Pattern.compile(".*/sign-in.*"));
        Browser.type(page, "official", Browser.PASSWORD);
        page.waitForURL(Pattern.compile(".*/" + FORM + ".*"));
        Shown.await(page);
        Locator offer = page.locator(".draft-offer");
        assertThat(offer).containsText("typed in the dark");
        assertThat(offer).containsText("Known before");
        assertThat(offer).hasCount(1);
        offer.getByText("Restore").click();
        assertThat(DraftRecoveryBrowserTest.field(page, "operator")).hasValue(Pattern.compile(".*typed in the dark"));
        assertThat(DraftRecoveryBrowserTest.field(page, "nameEn")).hasValue(Pattern.compile(".*Known before"));
        page.waitForFunction(DraftRecoveryBrowserTest.TOLD);
        page.keyboard().press("Control+S");
        assertThat(page.getByText("Saved").first()).isVisible();
    }

    /**
     * Adds all but the last, which is typed only. Every business signs twice as much as the one before, so that a sum tells
     * which of them are there.
     */
    private String addParticipations(Page page) {
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("businesses"));
        Shown.await(page);
        List<String> codes = page.locator("vaadin-grid-cell-content").allTextContents().stream()
                .filter(text -> CreditCode.check(text) instanceof CreditCode.Check.Valid)
                .limit(BUSINESSES)
                .toList();
        assertThat(codes).hasSize(BUSINESSES);
        Entry.event(page, desk, YEAR, "Lamps in Osaka");
        String event = page.url().replaceAll(".*/(GTW-\\d+-\\d+).*", "$1");
        for (int i = 0; i < BUSINESSES - 1; i++) {
            Entry.participation(page, codes.get(i), Integer.toString(1 << i));
            assertThat(page.locator(".participations-of-event")).containsText(i + 1 + " participation");
        }
        Browser.pick(page, "Business", codes.getLast());
        Browser.enter(page, "Signed deals (CNY)", Integer.toString(1 << BUSINESSES - 1));
        return event;
    }

    private static void addTheLastParticipation(Page page) {
        page.keyboard().press("Enter");
        assertThat(page.locator(".participations-of-event")).containsText(BUSINESSES + " participations");
    }

    private void showsEveryParticipation(String event) {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("events/" + event));
        assertThat(page.locator(".participations-of-event")).containsText(BUSINESSES + " participations");
        page.navigate(desk.url("?rows=all&year=" + YEAR));
        Locator tiles = page.locator(".tile");
        assertThat(tiles.filter(new Locator.FilterOptions().setHasText("Participations"))
                        .locator(".tile-figure"))
                .hasText(Integer.toString(BUSINESSES));
        assertThat(tiles.filter(new Locator.FilterOptions().setHasText("Signed deals"))
                        .locator(".tile-figure"))
                .hasAttribute("title", Pattern.compile(".*\\b4,095\\b.*"));
    }

    /** The sheet of a zone's figures. */
    private Page sheet() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        // All rows at once, as the sheet draws those in sight.
        page.setViewportSize(1400, 2600);
        page.navigate(desk.url(SHEET));
        Shown.await(page);
        return page;
    }

    /** Types a year without waiting for answers, and pastes two more: dozens of commits and a large one. */
    private static void enterFigures(Page page) {
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
