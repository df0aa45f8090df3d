package org.yuemao.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** What a person sees of a page, in scripts that give true or false. */
public final class Shown {
    private static final String PARTS = """
            (() => {
              const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
              const bodyRows = (grid) => [...grid.shadowRoot?.querySelectorAll('#items > tr:not([hidden])') ?? []];
              const textOf = (row) => [...row.querySelectorAll('slot')]
                  .flatMap((slot) => slot.assignedElements()).map((cell) => cell.textContent.trim()).join(' ').trim();
              const hasRows = (grid) => grid.shadowRoot && !grid.loading && (grid._flatSize === 0 || bodyRows(grid).some(textOf));
              const isInside = (row, grid) => {
                const [inner, outer] = [row, grid].map((one) => one.getBoundingClientRect());
                return inner.bottom > outer.top && inner.top < outer.bottom;
              };
              const hasPicture = (chart) => {
                const picture = chart.shadowRoot?.querySelector('.picture');
                const canvas = picture?.querySelector('canvas');
                if (!picture || picture.hidden) return Boolean(picture);
                if (!canvas?.width) return false;
                // Looked at once: reading pixels takes longer than drawing them.
                if (canvas.looked) return true;
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                return (canvas.looked = data.some((part, index) => index %% 4 === 3 && part));
              };
              const clients = Object.values(window.Vaadin?.Flow?.clients ?? {});
              return %s;
            })()""";

    /** The server has answered, grids have their rows and charts their pictures. */
    private static final String ALL = PARTS.formatted("""
            clients.length > 0 && clients.every((client) => !client.isActive?.())
                && seen('vaadin-grid').every(hasRows) && seen('yuemao-chart').every(hasPicture)""");

    /** A grid shows its first rows. */
    public static final String ROWS =
            PARTS.formatted("seen('vaadin-grid').some((grid) => grid._flatSize > 0 && bodyRows(grid).some(textOf))");

    /** The overview shows all tiles and charts. */
    public static final String OVERVIEW = PARTS.formatted("""
            seen('.tile-figure').length >= 7 && seen('.tile-figure').every((figure) => figure.textContent)
                && seen('yuemao-chart').length >= 10 && seen('yuemao-chart').every(hasPicture)""");

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

    /** The view with the title is shown, and a grid in it shows its first rows. */
    public static String rowsOf(String title) {
        return "document.querySelector('h1')?.textContent === '%s' && ".formatted(title) + ROWS;
    }

    /** Every row that a grid shows holds the word. */
    public static String rowsWith(String word) {
        return PARTS.formatted("""
                seen('vaadin-grid').some((grid) => {
                  const rows = bodyRows(grid).filter((row) => isInside(row, grid));
                  return rows.length > 0 && rows.every((row) => textOf(row).toLowerCase().includes('%s'));
                })""".formatted(word));
    }

    /** Waits until all of the page is shown. */
    public static void await(Page page) {
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
