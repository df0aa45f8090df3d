package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Numbers that explain themselves, and what was reported on earlier days, with the keyboard alone. */
@InTheBrowser
class SummariesBrowserTest {
    /** Published figures are counted from nothing. */
    private static final Set<String> WITHOUT_ROWS =
            Set.of("chart-growth", "chart-figures", "chart-figure", "chart-indicators");

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(\\.\\d+)?");

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void opensFromTheFirstAndTheLastMarkOfEveryChartTheRowsThatAddUpToIt() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        Set<String> opened = walk(page, "?year=2021", chart -> true);
        assertThat(opened).as("every chart that counts rows").hasSizeGreaterThanOrEqualTo(19);
        // Of this year much is not approved yet.
        Set<String> some = Set.of("chart-months", "chart-cities", "chart-top-events");
        for (String address : List.of("?year=2022", "?rows=all&year=2022")) {
            assertThat(walk(page, address, some::contains)).hasSize(3);
        }
    }

    /** Opens the rows behind the first and the last mark of charts, and tells which charts had some. */
    private Set<String> walk(Page page, String address, Predicate<String> wanted) {
        page.navigate(desk.url(address));
        page.waitForFunction(Shown.OVERVIEW);
        @SuppressWarnings("unchecked")
        List<String> charts = (List<String>) page.evaluate("""
                [...document.querySelectorAll('yuemao-chart[id]')].filter((one) => one.checkVisibility()).map((one) => one.id)""");
        Set<String> opened = new LinkedHashSet<>();
        List<String> differences = new ArrayList<>();
        for (String chart : charts) {
            if (WITHOUT_ROWS.contains(chart) || !wanted.test(chart)) {
                continue;
            }
            List<List<String>> walks = List.of(List.of("Control+Home"), toTheLast(chart));
            for (List<String> walk : walks) {
                Locator stage = page.locator("#" + chart + " .stage");
                stage.focus();
                walk.forEach(page.keyboard()::press);
                Locator status = page.locator("#" + chart + " [role=status]").last();
                assertThat(status).hasText(Pattern.compile(".+: .+"));
                String said = status.textContent();
                page.keyboard().press("Enter");
                assertThat(page.locator(".counted-number")).isVisible();
                String shown = page.locator(".counted-number").textContent();
                if (number(said.substring(said.lastIndexOf(": ") + 2)).compareTo(number(shown)) != 0) {
                    differences.add(chart + ": " + said + " opens " + shown);
                }
                opened.add(chart);
                page.goBack();
                page.locator("#" + chart + " .stage").waitFor();
            }
        }
        assertThat(differences).as(address).isEmpty();
        return opened;
    }

    /** The keys that lead to the last mark of a chart that rows are behind. */
    private static List<String> toTheLast(String chart) {
        return switch (chart) {
            // Its last line is what is needed.
            case "chart-cumulative" -> List.of("Control+Home", "End");
            // Its last node are all the others, which open the table.
            case "chart-routes" -> List.of("Control+Home", "End");
            default -> List.of("Control+End");
        };
    }

    private static BigDecimal number(String text) {
        Matcher number = NUMBER.matcher(text);
        assertThat(number.find()).as(text).isTrue();
        return new BigDecimal(number.group().replace(",", ""));
    }

    @Test
    void showsAnEarlierDayThatNoLaterChangeMovesAndWhatChangedSince() {
        Page clerk = Browser.window();
        Browser.signIn(clerk, desk, "clerk");
        Entry.event(clerk, desk, 2038, "Lamps in Osaka");
        Page now = overview(2038);
        Page earlier = overview(2038);
        assertThat(tile(earlier, "Worldwide events held")).hasText("1");
        // The desk's yesterday, whose time zone may be another than that of the tests.
        String yesterday =
                (String) earlier.locator("vaadin-date-picker").first().evaluate("field => field.max");
        earlier.getByLabel("As of").first().focus();
        earlier.keyboard().type(yesterday);
        earlier.keyboard().press("Tab");
        earlier.waitForURL(Pattern.compile(".*as-of=" + yesterday + ".*"));
        assertThat(earlier.locator(".overview-moment")).containsText("As it stood at the end of");
        assertThat(tile(earlier, "Worldwide events held")).hasText("0");

        Entry.participation(clerk, "Battery", "350000");
        assertThat(tile(now, "Participations")).hasText("1");
        assertThat(tile(earlier, "Participations")).hasText("0");

        earlier.getByText("What has changed").focus();
        earlier.keyboard().press("Enter");
        earlier.waitForURL(Pattern.compile(".*/between-days\\?.*first=" + yesterday + ".*"));
        earlier.waitForFunction(Shown.rowsWith("lamps in osaka"));
        assertThat(earlier.locator(".tile").filter(containing("Signed deals"))).containsText("0 → 350,000");
    }

    @Test
    void opensTheHistoryOfARowWithTheKeyboardAndLeavesTheRowClosed() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "viewer");
        page.navigate(desk.url("counted?measure=SIGNED_DEALS&year=2021"));
        page.waitForFunction(Shown.ROWS);
        String address = page.url();
        for (int presses = 0; presses < 60 && !Boolean.TRUE.equals(page.evaluate("""
                document.activeElement.localName === 'vaadin-grid'
                    && document.activeElement.shadowRoot.activeElement?.closest('tbody')?.id === 'items'""")); presses++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("End");
        page.keyboard().press("F2");
        page.waitForFunction("document.activeElement.classList.contains('in-row')");
        page.keyboard().press("Enter");
        Locator dialog = page.locator("vaadin-dialog[opened]");
        assertThat(dialog).hasCount(1);
        assertThat(dialog).containsText("History of");
        assertThat(page.url()).isEqualTo(address);
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        page.waitForFunction("document.activeElement.classList.contains('in-row')");
        assertThat(page.url()).isEqualTo(address);
    }

    private Page overview(int year) {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        // Nobody approves what this test enters.
        page.navigate(desk.url("?rows=all&year=" + year));
        tile(page, "Participations").waitFor();
        return page;
    }

    private static Locator tile(Page page, String name) {
        return page.locator(".tile").filter(containing(name)).locator(".tile-figure");
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
