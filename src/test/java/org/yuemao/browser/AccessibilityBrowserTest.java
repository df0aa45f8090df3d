package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class AccessibilityBrowserTest {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /**
     * What lies inside of Vaadin's elements and cannot be mended here, by rule. The button of a field to choose from says
     * that a choice is required, which its role does not know; the button that unfolds an entry of the navigation names
     * the unfolded part by an identifier of the light tree, where there is none.
     */
    private static final Map<String, String> OF_VAADIN = Map.of(
            "aria-allowed-attr", "<vaadin-select-value-button ",
            "aria-valid-attr-value", "<button part=\"toggle-button\" aria-controls=\"children\" ");

    private final RunningDesk desk = RunningDesk.withSampleYear();
    private final List<String> violations = new ArrayList<>();

    @Test
    void keepsTheRulesOfAccessibilityOnEveryViewInLightAndDark() {
        Page page = Browser.window(Locale.ENGLISH, ColorScheme.LIGHT, 1366, 768);
        check(page, View.SIGN_IN);
        Browser.signIn(page, desk, "official");
        View.ofOfficial().forEach(view -> check(page, view));
        check(page, View.MISSING);
        Page administration = Browser.window(Locale.ENGLISH, ColorScheme.LIGHT, 1366, 768);
        Browser.signIn(administration, desk, "administrator");
        check(administration, View.ACCOUNTS);

        assertThat(violations).isEmpty();
    }

    private void check(Page page, View view) {
        view.open(page, desk);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Shown.await(page);
            new AxeBuilder(page)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")).analyze().getViolations().stream()
                            .filter(rule -> GRAVE.contains(rule.getImpact()))
                            .forEach(rule -> rule.getNodes().stream()
                                    .filter(node -> !isOfVaadin(rule, node))
                                    .forEach(node -> violations.add(describe(view, scheme, rule, node))));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static boolean isOfVaadin(Rule rule, CheckedNode node) {
        String start = OF_VAADIN.get(rule.getId());
        return start != null && node.getHtml().startsWith(start);
    }

    private static String describe(View view, ColorScheme scheme, Rule rule, CheckedNode node) {
        return "%n%s, %s: %s at %s%n  %s%n  %s"
                .formatted(
                        view.name(),
                        scheme,
                        rule.getId(),
                        node.getTarget(),
                        node.getHtml(),
                        node.getFailureSummary().replace("\n", " "));
    }
}
