package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Participations and businesses entered in a sheet as in a spreadsheet, with the keyboard alone. */
@InTheBrowser
class RecordSheetBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void entersRowsAsFastAsOneTypes() {
        Page page = sheetOfNewEvent("Sheet Lamps");
        page.keyboard().type("91440100YM0002679P");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("采购");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("18");
        page.keyboard().press("Tab");
        page.keyboard().type("many");
        page.keyboard().press("Tab");
        page.keyboard().type("1.2亿");
        page.keyboard().press("Enter");
        // A bad cell is marked and does not hinder the next row.
        assertThat(cell(page, 0, "intendedDeals")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator(".problems")).containsText("Row 1, Intended deals (CNY): Type a number");
        assertThat(cell(page, 0, "role")).hasText("Buyer");
        page.keyboard().type("91440300YM00028474");
        page.keyboard().press("Enter");
        assertThat(cell(page, 1, "creditCode")).hasText("91440300YM00028474");
        assertThat(number(page, 1)).hasClass(Pattern.compile(".*saved.*"));

        // The problem leads to its cell.
        page.locator(".problems button").first().press("Enter");
        page.keyboard().type("450万");
        page.keyboard().press("Enter");
        assertThat(cell(page, 0, "intendedDeals")).hasText("4,500,000");
        assertThat(page.locator("yuemao-record-sheet [role=status]")).hasText("Everything is saved");
        page.reload();
        // In the order in which they were saved.
        assertThat(cell(page, 0, "role")).hasText("Exhibitor");
        assertThat(cell(page, 1, "signedDeals")).hasText("120,000,000");
    }

    @Test
    void losesNoCharacterOfAnInputMethodAndTakesBackWhatWasTyped() {
        Page page = sheetOfNewEvent("Sheet Teapots");
        page.keyboard().type("91440100YM0002679P");
        page.keyboard().press("Enter");
        assertThat(cell(page, 0, "role")).hasText("Exhibitor");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("End");
        CDPSession session = page.context().newCDPSession(page);
        for (String composed : List.of("n", "ni", "ni h", "ni hao")) {
            JsonObject key = new JsonObject();
            key.addProperty("type", "rawKeyDown");
            key.addProperty("key", "Process");
            key.addProperty("windowsVirtualKeyCode", 229);
            session.send("Input.dispatchKeyEvent", key);
            JsonObject composition = new JsonObject();
            composition.addProperty("text", composed);
            composition.addProperty("selectionStart", composed.length());
            composition.addProperty("selectionEnd", composed.length());
            session.send("Input.imeSetComposition", composition);
        }
        JsonObject chosen = new JsonObject();
        chosen.addProperty("text", "你好");
        session.send("Input.insertText", chosen);
        page.keyboard().press("Enter");
        assertThat(cell(page, 0, "remark")).hasText("你好");
        assertThat(number(page, 0)).hasClass(Pattern.compile(".*saved.*"));
        page.keyboard().press("Control+z");
        assertThat(cell(page, 0, "remark")).hasText("");
        page.keyboard().press("Control+y");
        assertThat(cell(page, 0, "remark")).hasText("你好");
    }

    @Test
    void copiesAndPastesBlocksAndDeletesRowsWithUndo() {
        Page page = sheetOfNewEvent("Sheet Kettles");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.evaluate(
                "text => navigator.clipboard.writeText(text)",
                String.join(
                        "\r\n",
                        "91440100YM0002679P\t\tbuyer\tonline\t3\t400\t500\t\"two\nlines\"",
                        "91440300YM00028474\t\texhibitor\t线下\t7\t\t\tplain",
                        ""));
        page.keyboard().press("Control+v");
        assertThat(page.getByText("2 new, 0 changed, 0 unchanged, 0 wrong")).isVisible();
        page.getByText("Enter 2 rows").click();
        assertThat(page.locator("yuemao-record-sheet [role=status]")).hasText("2 rows entered");
        assertThat(cell(page, 1, "remark")).hasText("plain");
        assertThat(cell(page, 0, "intendedDeals")).hasText("400");
        page.keyboard().press("Control+Home");
        page.keyboard().press("Shift+ArrowDown");
        page.keyboard().press("Shift+End");
        page.keyboard().press("Control+c");
        String copied = (String) page.evaluate("() => navigator.clipboard.readText()");
        assertThat(copied.lines().toList().getFirst()).contains("\tBuyer\tOnline\t3\t400\t500\t\"two");
        page.keyboard().press("Control+Minus");
        assertThat(page.locator("yuemao-record-sheet [role=status]")).containsText("2 rows deleted");
        assertThat(cell(page, 1, "business")).hasCount(0);
        page.keyboard().press("Control+z");
        assertThat(cell(page, 1, "remark")).hasText("plain");
    }

    @Test
    void staysOutOfTheWayOfWhatIsTypedWhenOthersSave() {
        Page clerk = sheetOfNewEvent("Sheet Mirrors");
        clerk.keyboard().type("91440100YM0002679P");
        clerk.keyboard().press("Enter");
        assertThat(number(clerk, 0)).hasClass(Pattern.compile(".*saved.*"));
        clerk.keyboard().press("ArrowUp");
        clerk.keyboard().press("End");
        clerk.keyboard().type("Being ty");
        Page official = Browser.window();
        Browser.signIn(official, desk, "official");
        official.navigate(clerk.url());
        Locator area = cell(official, 0, "boothArea");
        area.click();
        // Each sees where the other is, and how that changes.
        Locator seenByClerk = clerk.locator("yuemao-record-sheet .guest");
        assertThat(cell(clerk, 0, "boothArea").locator(".who")).containsText("Official");
        assertThat(cell(official, 0, "remark").locator(".who")).containsText("Clerk");
        official.keyboard().type("31");
        official.keyboard().press("Enter");
        assertThat(cell(clerk, 0, "boothArea")).hasText("31");
        assertThat(seenByClerk).hasCount(0);
        cell(official, 0, "role").click();
        assertThat(seenByClerk).hasCount(1);
        assertThat(cell(clerk, 0, "role")).hasAttribute("aria-description", Pattern.compile(".*is in this cell.*"));
        clerk.keyboard().type("ped");
        clerk.keyboard().press("Enter");
        assertThat(cell(official, 0, "remark")).hasText("Being typed");
    }

    @Test
    void entersAndMendsBusinessesOfTheList() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "clerk");
        page.navigate(desk.url("businesses?view=sheet&search=Sheet+Umbrellas"));
        page.locator("yuemao-record-sheet input.editor").waitFor();
        page.keyboard().press("Alt+G");
        page.waitForFunction("document.activeElement.localName === 'yuemao-record-sheet'");
        List<String> columns = List.of("creditCode", "missingCodeReason", "nameZh", "nameEn", "cityCode");
        for (String text : List.of("", "sole trader", "伞店")) {
            page.keyboard().type(text);
            page.keyboard().press("Tab");
        }
        page.keyboard().type("Sheet Umbrellas");
        page.keyboard().press("Enter");
        assertThat(number(page, 0)).hasClass(java.util.regex.Pattern.compile(".*saved.*"));
        // The clerk's own city, which nobody has typed.
        assertThat(cell(page, columns, 0, "cityCode")).hasText("Shenzhen");

        cell(page, columns, 0, "nameZh").click();
        page.keyboard().type("雨伞店");
        page.keyboard().press("Enter");
        assertThat(cell(page, columns, 0, "nameZh")).hasText("雨伞店");
        assertThat(page.locator("yuemao-record-sheet [role=status]")).hasText("Everything is saved");
        page.keyboard().press("Control+z");
        assertThat(cell(page, columns, 0, "nameZh")).hasText("伞店");
        page.keyboard().press("Control+y");
        assertThat(cell(page, columns, 0, "nameZh")).hasText("雨伞店");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("List").setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sheet Umbrellas")))
                .isVisible();
        // The address follows the list a moment later; reloaded before, it would open the sheet again.
        page.waitForURL(address -> !address.contains("view=sheet"));
        page.reload();
        Shown.await(page);
        assertThat(page.locator("vaadin-grid").first()).containsText("雨伞店");
    }

    @Test
    void isAccessibleAndCanBeLeftWithTheKeyboard() {
        Page page = sheetOfNewEvent("Sheet Vases");
        page.keyboard().type("zzz");
        page.keyboard().press("Tab");
        assertThat(cell(page, 0, "business")).hasAttribute("aria-invalid", "true");
        assertThat(new AxeBuilder(page).include("yuemao-record-sheet").analyze().getViolations())
                .isEmpty();
        page.keyboard().press("Escape");
        assertThat(number(page, 0)).hasText("+");
        page.keyboard().press("Escape");
        page.keyboard().press("Tab");
        assertThat((String) page.evaluate(
                        "() => document.querySelector('yuemao-record-sheet').shadowRoot.activeElement?.textContent"))
                .isEqualTo("Undo");
    }

    private Page sheetOfNewEvent(String name) {
        Page page = Browser.window();
        Browser.signIn(page, desk, "clerk");
        Entry.event(page, desk, 2032, name);
        page.navigate(page.url() + "?participations=sheet");
        page.locator("yuemao-record-sheet input.editor").waitFor();
        page.waitForFunction("document.activeElement.localName === 'yuemao-record-sheet'");
        return page;
    }

    private static Locator cell(Page page, int row, String column) {
        List<String> columns = List.of(
                "business", "creditCode", "role", "attendance", "boothArea", "intendedDeals", "signedDeals", "remark");
        return cell(page, columns, row, column);
    }

    private static Locator cell(Page page, List<String> columns, int row, String column) {
        return page.locator(
                "yuemao-record-sheet .cell[data-row='" + row + "'][data-column='" + columns.indexOf(column) + "']");
    }

    private static Locator number(Page page, int row) {
        return page.locator("yuemao-record-sheet .number[data-row='" + row + "']");
    }
}
