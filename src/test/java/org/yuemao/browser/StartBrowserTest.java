package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@InTheBrowser
class StartBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void refusesAFolderThatAnotherDeskUses() {
        RunningDesk second = RunningDesk.launch(desk.data(), RunningDesk.freePort());
        assertThat(second.awaitEnd()).isNotZero();
        assertThat(second.output())
                .contains("is in use by another desk")
                .contains(desk.data().toString())
                .doesNotContainPattern(Pattern.compile("(?m)^\\s+at \\S+\\(|Exception"));
        Page page = Browser.window();
        View.SIGN_IN.open(page, desk);
    }

    @Test
    void offersFourSampleAccountsThatAllWork() {
        Map<String, String> accounts = Map.of(
                "Viewer", "Sample Viewer",
                "Clerk", "Sample Clerk",
                "Official", "Sample Official",
                "Administrator", "Sample Administrator");
        accounts.forEach((role, name) -> {
            Page page = Browser.window();
            View.SIGN_IN.open(page, desk);
            assertThat(page.locator(".sample-account")).hasCount(accounts.size());
            page.locator(".sample-account")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(role))
                    .click();
            page.waitForFunction("document.activeElement.slot === 'submit'");
            page.keyboard().press("Enter");
            assertThat(page.locator(".account-name")).containsText(name);
        });
    }
}
