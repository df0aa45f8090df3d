package org.yuemao.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.util.FileSystemUtils;
import org.yuemao.browser.Browser;
import org.yuemao.browser.RunningDesk;
import org.yuemao.browser.Shown;

/**
 * Measures, in a browser on this machine, how long people wait for the views of the sample year. The desk and the browser
 * are warm: each view has been opened before. Animations are off, so that a chart is measured when it is drawn whole.
 */
final class ViewsBench {
    /** Odd, so that with the one to warm up the status of an event is changed to and fro, and is in the end what it was. */
    private static final int REPETITIONS = 7;

    /** One to warm up with and one for each repetition. */
    private static final List<String> WORDS =
            List.of("metal", "tea", "lamps", "furniture", "ceramics", "toys", "kitchenware", "garments");

    private static final String EVENT = "events/GTW-2021-001";

    private final RunningDesk desk;
    private final Measures measures = new Measures();

    private ViewsBench(RunningDesk desk) {
        this.desk = desk;
    }

    /** Takes the folder of the data, or makes one that is removed afterwards. */
    public static void main(String[] arguments) throws IOException {
        boolean ownFolder = arguments.length == 0;
        Path data = ownFolder ? Files.createTempDirectory("bench") : Path.of(arguments[0]);
        int code = 1;
        try (RunningDesk desk = RunningDesk.start(data, "--yuemao.sample=true")) {
            ViewsBench bench = new ViewsBench(desk);
            bench.run();
            desk.terminate();
            code = bench.measures.conclude();
        } catch (RuntimeException | AssertionError e) {
            System.err.println("The benchmark could not be finished: " + e.getMessage());
        } finally {
            if (ownFolder) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        // The threads of the browser would keep the program alive.
        System.exit(code);
    }

    private void run() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        String overview = "?year=2021";
        System.out.printf(
                "Median of %d [fastest–slowest], in a browser that has opened each view before:%n", REPETITIONS);
        measure(
                "overview of 2021, from the start of navigation to all tiles and charts",
                1000,
                opening(page, overview, Shown.OVERVIEW));
        Map<String, String> lists = Map.of(
                "events", "Events",
                "businesses", "Businesses",
                "participations", "Participations",
                "zones", "Zones",
                "indicators", "Indicators");
        new TreeMap<>(lists).forEach((path, title) -> {
            measure(
                    path + ", from the click in the navigation to the first rows",
                    500,
                    choosing(page, path, Shown.rowsOf(title)));
            measure(
                    path + ", by its address, from the start of navigation to the first rows",
                    // The page and the whole program are loaded, as with the overview.
                    1000,
                    opening(page, path, Shown.ROWS));
        });
        searching(page);
        watching(page, overview);
    }

    private Supplier<Double> opening(Page page, String path, String shown) {
        return () -> {
            page.navigate(desk.url(path), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            return moment(page, shown + " && performance.now()");
        };
    }

    private Supplier<Double> choosing(Page page, String path, String shown) {
        return () -> {
            page.navigate(desk.url("there-is-nothing-here"));
            page.locator("h1").waitFor();
            page.evaluate("document.addEventListener('click', () => { window.clicked = performance.now(); }, true)");
            page.locator("vaadin-side-nav-item[path='" + path + "'] a").first().click();
            return moment(page, shown + " && performance.now() - window.clicked");
        };
    }

    /** The time that the script gives once its conditions hold. */
    private static double moment(Page page, String script) {
        return ((Number) page.waitForFunction("() => " + script).jsonValue()).doubleValue();
    }

    private void searching(Page page) {
        page.navigate(desk.url("businesses"));
        Shown.await(page);
        page.evaluate("document.addEventListener('keydown', () => { window.lastKey = performance.now(); }, true)");
        List<String> words = new ArrayList<>(WORDS);
        measure(
                "search of businesses, from the last key to the rows, the field's wait for more keys (60 ms) included",
                200,
                () -> {
                    String word = words.removeFirst();
                    page.getByLabel("Search by name or code").focus();
                    page.keyboard().press("Control+A");
                    page.keyboard().type(word);
                    return moment(page, Shown.rowsWith(word) + " && performance.now() - window.lastKey");
                });
    }

    private void watching(Page leader, String overview) {
        Page official = Browser.window();
        Browser.signIn(official, desk, "official");
        official.navigate(desk.url(EVENT));
        Shown.await(official);
        official.evaluate("document.addEventListener('click', () => {"
                + " window.clicked = performance.timeOrigin + performance.now(); }, true)");
        leader.navigate(desk.url(overview));
        Shown.await(leader);
        List<String> statuses = new ArrayList<>();
        measure("a change, from the click that commits it to an overview open in another browser", 1000, () -> {
            String before = tiles(leader);
            statuses.add(statuses.size() % 2 == 0 ? "PLANNED" : "COMPLETED");
            official.locator(".event-step[data-status=" + statuses.getLast() + "]")
                    .click();
            double shown = moment(
                    leader, "%s !== `%s` && performance.timeOrigin + performance.now()".formatted(TILES, before));
            return shown - ((Number) official.evaluate("window.clicked")).doubleValue();
        });
    }

    private static final String TILES =
            "[...document.querySelectorAll('.tile-figure')].map((tile) => tile.textContent).join()";

    private static String tiles(Page page) {
        return String.valueOf(page.evaluate(TILES));
    }

    private void measure(String name, int limit, Supplier<Double> measure) {
        measures.below(name, Measures.times(REPETITIONS, measure), limit, "ms");
    }
}
