package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@InTheBrowser
class UnsavedTextBrowserTest {
    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void isAskedForBeforeThePageIsClosedAndNoLongerOnceItIsSaved() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "clerk");
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        });
        page.navigate(desk.url("zones/new?kind=UPGRADING_BASE&city=440300"));
        Shown.await(page);
        Browser.enter(page, "English name", "Not saved yet");
        // While the cursor is still in the field: the server has not heard of it.
        page.close(new Page.CloseOptions().setRunBeforeUnload(true));
        page.waitForCondition(() -> !asked.isEmpty());
        assertThat(asked).containsExactly("beforeunload");
        assertThat(page.getByLabel("English name")).hasValue("Not saved yet");

        page.keyboard().press("Control+S");
        page.waitForURL(Pattern.compile(".*/zones/\\d+.*"));
        Shown.await(page);
        page.reload();
        Shown.await(page);
        assertThat(asked).as("nothing is left to lose").hasSize(1);
        assertThat(page.getByLabel("English name")).hasValue("Not saved yet");
    }
}
