package org.yuemao.bench;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yuemao.browser.Browser;
import org.yuemao.browser.Entry;
import org.yuemao.browser.RunningDesk;
import org.yuemao.browser.Shown;
import org.yuemao.importing.TableFile;
import org.yuemao.importing.TableRow;
import org.yuemao.importing.TableRows;

/** Measures in a browser how a sheet answers: a pasted block explained, a key seen, and how long the browser stands still. */
final class SheetBench {
    private static final int REPETITIONS = 3;
    private static final int ROWS = 5_000;
    private static final String CODE = "Unified social credit code";

    /** A key is echoed with the first picture that shows its character in the cell. */
    private static final String WATCH = """
            () => {
              window.echoes = [];
              window.gaps = [];
              new PerformanceObserver((list) => list.getEntries().forEach((one) => gaps.push(one.duration)))
                  .observe({ type: 'longtask' });
              window.addEventListener('keydown', (event) => { window.pressed = event.timeStamp; }, true);
              // One channel for all keys: a browser may drop a channel of its own with its message, once nobody holds it.
              window.painted = new MessageChannel();
              painted.port1.onmessage = (message) => echoes.push(performance.now() - message.data);
              window.addEventListener('input', () => {
                const start = pressed;
                requestAnimationFrame(() => painted.port2.postMessage(start));
              }, true);
            }""";

    private static final String STATUS =
            "document.querySelector('yuemao-record-sheet').shadowRoot.querySelector('[role=status]').textContent";

    private SheetBench() {}

    /** Starts a desk with the sample year in the folder, and ends it. */
    static void measure(Path data, Measures measures) {
        try (RunningDesk desk = RunningDesk.start(data, "--yuemao.sample=true")) {
            Page page = Browser.window();
            page.setDefaultTimeout(120_000);
            Browser.signIn(page, desk, "official");
            List<String> codes = codes(page, desk);
            Entry.event(page, desk, 2031, "Bench");
            page.navigate(page.url() + "?participations=sheet");
            page.locator("yuemao-record-sheet input.editor").waitFor();
            page.waitForFunction("document.activeElement.localName === 'yuemao-record-sheet'");
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            page.evaluate("text => navigator.clipboard.writeText(text)", block(codes));
            page.evaluate(WATCH);
            List<Double> previews = new ArrayList<>();
            List<Double> gaps = new ArrayList<>();
            // The first one warms up, the last one is entered.
            for (int i = 0; i <= REPETITIONS; i++) {
                page.evaluate("gaps.length = 0");
                page.keyboard().press("Control+v");
                double shown = number(
                        page,
                        "document.querySelector('.paste-preview')?.textContent.includes('new, 0 changed')"
                                + " && performance.now() - pressed");
                if (i > 0) {
                    previews.add(shown);
                    gaps.add(longest(page));
                }
                // A key pressed before the preview has the focus would be the sheet's.
                page.waitForFunction("document.activeElement.textContent.startsWith('Enter 5,000')");
                if (i < REPETITIONS) {
                    page.keyboard().press("Escape");
                    page.waitForFunction("!document.querySelector('.paste-preview')"
                            + " && document.activeElement.localName === 'yuemao-record-sheet'");
                }
            }
            page.evaluate("gaps.length = 0");
            page.keyboard().press("Enter");
            try {
                page.waitForFunction("() => " + STATUS + ".startsWith('5,000 rows entered')");
            } catch (TimeoutError e) {
                throw new IllegalStateException("The rows were not entered: " + page.evaluate(STATUS), e);
            }
            gaps.add(longest(page));
            measures.below("5,000 rows × 8 columns pasted, from the keys to the preview", previews, 2_000, "ms");
            measures.below(
                    "longest while in which the browser stands still meanwhile, and while they are entered",
                    gaps,
                    200,
                    "ms");
            measures.below(
                    "key in a sheet of 5,000 rows, to the picture that shows its character", echoes(page), 100, "ms");
            desk.terminate();
        }
    }

    private static double number(Page page, String script) {
        return ((Number) page.waitForFunction("() => " + script).jsonValue()).doubleValue();
    }

    private static double longest(Page page) {
        return ((Number) page.evaluate("Math.max(0, ...gaps)")).doubleValue();
    }

    /** Words typed over cells, faster than anybody types; each cell left is checked and saved meanwhile. */
    private static List<Double> echoes(Page page) {
        page.keyboard().press("Control+Home");
        page.keyboard().press("End");
        page.evaluate("echoes.length = 0");
        for (int row = 0; row < 10; row++) {
            page.keyboard().type("as agreed with them", new Keyboard.TypeOptions().setDelay(40));
            page.keyboard().press("Enter");
        }
        // Every key has come into its cell, and has been seen there.
        page.waitForFunction("() => document.querySelector('yuemao-record-sheet').shadowRoot.textContent"
                + ".split('as agreed with them').length > 10");
        page.waitForFunction("() => echoes.length >= 190");
        @SuppressWarnings("unchecked")
        List<Number> echoes = (List<Number>) page.evaluate("echoes");
        return echoes.stream().map(Number::doubleValue).toList();
    }

    private static String block(List<String> codes) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> String.join(
                        "\t",
                        "",
                        codes.get(i),
                        i % 3 == 0 ? "buyer" : "exhibitor",
                        i % 2 == 0 ? "online" : "线下",
                        String.valueOf(9 + i % 80),
                        "1,%03d.5".formatted(i % 1000),
                        i % 90 + ".2万",
                        "row " + i))
                .collect(Collectors.joining("\r\n"));
    }

    /** The codes of the first businesses of the sample year, as a person would get them: from an export. */
    private static List<String> codes(Page page, RunningDesk desk) {
        page.navigate(desk.url("businesses"));
        Shown.await(page);
        Download download = page.waitForDownload(() -> {
            page.locator(".export-menu vaadin-menu-bar-button").first().focus();
            page.keyboard().press("ArrowDown");
            page.locator("vaadin-menu-bar-item:focus").waitFor();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
        });
        List<String> codes = new ArrayList<>();
        try (TableFile file = TableFile.open(download.path(), "businesses.csv");
                TableRows rows = file.rows(file.tables().getFirst())) {
            int column = rows.next().texts().indexOf(CODE);
            while (codes.size() < ROWS && rows.hasNext()) {
                TableRow row = rows.next();
                if (!row.at(column).text().isEmpty()) {
                    codes.add(row.at(column).text());
                }
            }
        }
        return codes;
    }
}
