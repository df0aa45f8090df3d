package org.yuemao.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** What a person sees of a page. */
final class Shown {
    /** The server has answered, grids have their rows and charts their pictures. */
    static final String ALL = """
            (() => {
              const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
              const hasRows = (grid) => grid.shadowRoot && !grid.loading && (grid._flatSize === 0
                  || [...grid.shadowRoot.querySelectorAll('#items > tr:not([hidden]) slot')]
                      .some((slot) => slot.assignedElements().some((cell) => cell.textContent.trim())));
              const hasPicture = (chart) => {
                const picture = chart.shadowRoot?.querySelector('.picture');
                const canvas = picture?.querySelector('canvas');
                if (!picture || picture.hidden) return Boolean(picture);
                if (!canvas?.width) return false;
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                return data.some((part, index) => index % 4 === 3 && part);
              };
              const clients = Object.values(window.Vaadin?.Flow?.clients ?? {});
              return clients.length > 0 && clients.every((client) => !client.isActive?.())
                  && seen('vaadin-grid').every(hasRows) && seen('yuemao-chart').every(hasPicture);
            })()""";

    /** Text of the page and of its elements' insides that is the key of a text instead of the text. */
    private static final String RAW_KEYS = """
            () => {
              const found = new Set();
              const look = (text) => (text?.match(/![a-z][a-zA-Z-]*\\.[a-zA-Z0-9_.-]+/g) ?? []).forEach((key) => found.add(key));
              const visit = (node) => {
                if (node.nodeType === Node.TEXT_NODE) look(node.data);
                if (['SCRIPT', 'STYLE'].includes(node.nodeName)) return;
                ['aria-label', 'label', 'placeholder', 'title'].forEach((name) => look(node.getAttribute?.(name)));
                if (node.shadowRoot) visit(node.shadowRoot);
                node.childNodes.forEach(visit);
              };
              look(document.title);
              visit(document.body);
              return [...found];
            }""";

    private Shown() {}

    static void await(Page page) {
        try {
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                    .first()
                    .waitFor();
            page.waitForFunction("() => " + ALL);
        } catch (TimeoutError e) {
            throw new AssertionError(page.url() + " is not shown as a whole", e);
        }
    }

    @SuppressWarnings("unchecked")
    static List<String> rawKeys(Page page) {
        return (List<String>) page.evaluate(RAW_KEYS);
    }
}
