package org.yuemao.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What breaks the rules of WCAG 2.2 AA on a page, as axe-core finds it. */
final class Accessibility {
    /**
     * What lies inside of Vaadin's elements and cannot be mended here, by rule. The button of a field to choose from says
     * that a choice is required, which its role does not know; the button that unfolds an entry of the navigation names
     * the unfolded part by an identifier of the light tree, where there is none; a list of tabs holds them in a part that
     * scrolls and can be given the focus by a script.
     */
    private static final Map<String, String> OF_VAADIN = Map.of(
            "aria-allowed-attr", "<vaadin-select-value-button ",
            "aria-required-children", "<vaadin-tabs ",
            "aria-valid-attr-value", "<button part=\"toggle-button\" aria-controls=\"children\" ");

    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private Accessibility() {}

    /** A line for each place; frames of the same page are looked into as well. */
    static List<String> violations(Page page, String where, boolean coloursAlone) {
        AxeBuilder rules = new AxeBuilder(page);
        if (coloursAlone) {
            rules.withRules(OF_COLOURS);
        } else {
            rules.withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
        }
        return rules.analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .filter(node -> !isOfVaadin(rule, node))
                        .map(node -> describe(where, rule, node)))
                .toList();
    }

    private static boolean isOfVaadin(Rule rule, CheckedNode node) {
        String start = OF_VAADIN.get(rule.getId());
        return start != null && node.getHtml().startsWith(start);
    }

    private static String describe(String where, Rule rule, CheckedNode node) {
        return "%n%s: %s (%s) at %s%n  %s%n  %s"
                .formatted(
                        where,
                        rule.getId(),
                        rule.getImpact(),
                        node.getTarget(),
                        node.getHtml(),
                        node.getFailureSummary().replace("\n", " "));
    }
}
