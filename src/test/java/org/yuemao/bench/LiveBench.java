package org.yuemao.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.yuemao.browser.Browser;
import org.yuemao.browser.RunningDesk;
import org.yuemao.browser.Shown;
import org.yuemao.live.LiveUpdates;
import org.yuemao.security.SampleAccounts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what 200 open overviews cost one node while ten changes a second are committed for a minute: how long a change
 * takes to arrive, how many overviews are computed for it, how much memory an open overview holds, and whether all of it comes
 * back when the windows are closed or vanish. What the 200 show in the end is compared with what a Chromium shows.
 *
 * <p>The overviews are opened by {@link OpenWindow}; Chromium itself, 200 times on one machine, would measure Chromium.
 */
final class LiveBench {
    private static final int OVERVIEWS = 200;
    private static final int CHANGES = 600;
    private static final Duration PACE = Duration.ofMillis(100);
    private static final int CHANGES_TO_WARM_UP = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What vanishes is forgotten with its session, by default after half an hour, which nobody wants to wait for here. */
    private static final String SESSION = "60s";

    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    /** So many browsers sign in and open their windows at a time. */
    private static final int AT_ONCE = 8;

    /** Those who look, and the language that each of them reads. */
    private static final List<Reader> READERS =
            List.of(new Reader("viewer", Locale.SIMPLIFIED_CHINESE), new Reader("official", Locale.ENGLISH));

    private record Reader(String username, Locale language) {}

    private static final String SHOWN = """
            () => {
              const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
              const part = (tile, name) => {
                const part = tile.querySelector('.' + name);
                return part.title + ' ' + part.textContent;
              };
              const tiles = seen('.tile').map((tile) =>
                  ['tile ' + tile.getAttribute('aria-label'), part(tile, 'tile-figure') + '; ' + part(tile, 'tile-change')]);
              const charts = seen('yuemao-chart').map((chart) => ['chart ' + chart.heading, chart.data ?? null]);
              return JSON.stringify(Object.fromEntries([...tiles, ...charts]));
            }""";

    private final RunningDesk desk;
    private final Measures measures;
    private final List<String> filters;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private int requests;

    private LiveBench(RunningDesk desk, Measures measures) {
        this.desk = desk;
        this.measures = measures;
        READERS.forEach(reader -> ask(
                "prefer %s %s".formatted(reader.username(), reader.language().toLanguageTag())));
        String[] common = ask("common").split(" ");
        String year = "year=" + DeskWithWriter.YEAR;
        String programme = "&programme=" + DeskWithWriter.PROGRAMME;
        String city = "&city=" + common[0];
        filters = List.of(year, year + programme, year + city, year + "&sector=" + common[1], year + programme + city);
    }

    /** Takes the folder of the data, or makes one that is removed afterwards. */
    public static void main(String[] arguments) throws IOException {
        boolean ownFolder = arguments.length == 0;
        Path data = ownFolder ? Files.createTempDirectory("bench") : Path.of(arguments[0]);
        int code = 1;
        Measures measures = new Measures();
        // The program of the jar, begun by the writer, which is not part of it.
        List<String> program = List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("yuemao.jar", "target/yuemao.jar"),
                "-Dloader.path=" + Path.of("target", "test-classes").toAbsolutePath(),
                "-Dloader.main=" + DeskWithWriter.class.getName(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
        try (RunningDesk desk = RunningDesk.startAs(
                program,
                data,
                "--yuemao.sample=true",
                "--server.servlet.session.timeout=" + SESSION,
                "--server.tomcat.background-processor-delay=1s",
                "--vaadin.heartbeatInterval=" + HEARTBEAT.toSeconds())) {
            new LiveBench(desk, measures).run();
            code = measures.conclude();
        } catch (RuntimeException | AssertionError | InterruptedException | ExecutionException e) {
            System.err.println("The benchmark could not be finished: " + e);
            e.printStackTrace();
        } finally {
            if (ownFolder) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        // The threads of the browser would keep the program alive.
        System.exit(code);
    }

    private void run() throws InterruptedException, ExecutionException {
        System.out.printf(
                "%d overviews by %d filters, in %d languages; %d changes, one each %d ms; median [fastest–slowest] where there are many:%n",
                OVERVIEWS, filters.size(), READERS.size(), CHANGES, PACE.toMillis());
        // Everything once, so that code is compiled and pools are filled; all of them vanish.
        List<OpenWindow> first = open();
        write(CHANGES_TO_WARM_UP);
        first.forEach(OpenWindow::vanish);
        Counts before = awaitNobody();

        List<OpenWindow> windows = open();
        try (ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            beating.scheduleAtFixedRate(
                    () -> windows.forEach(OpenWindow::beat),
                    HEARTBEAT.toMillis(),
                    HEARTBEAT.toMillis(),
                    TimeUnit.MILLISECONDS);
            measure(windows, before);
            compareWithChromium(windows);
            beating.shutdownNow();
        }

        List<OpenWindow> closed = windows.subList(0, OVERVIEWS / 2);
        List<OpenWindow> vanished = windows.subList(OVERVIEWS / 2, OVERVIEWS);
        inParallel(closed, OpenWindow::close);
        Counts half = count();
        measures.below(
                "windows and listeners left of %d that were closed".formatted(closed.size()),
                List.of((double) half.windows() - vanished.size(), (double) half.listeners() - vanished.size()),
                1,
                "");
        inParallel(vanished, OpenWindow::vanish);
        Counts after = awaitNobody();
        ask("restore");
        measures.below(
                "heap left for each overview after %d were closed and %d vanished and their sessions ended"
                        .formatted(closed.size(), vanished.size()),
                List.of(Math.max(0, (after.heap() - before.heap()) / 1024.0 / OVERVIEWS)),
                10,
                "KB");
    }

    private void measure(List<OpenWindow> windows, Counts before) {
        BigDecimal expected = BigDecimal.valueOf(CHANGES);
        Map<OpenWindow, BigDecimal> last = new HashMap<>();
        windows.forEach(window -> last.put(window, window.exact().add(expected)));
        Counts opened = count();
        if (opened.windows() != OVERVIEWS || opened.listeners() != OVERVIEWS) {
            throw new AssertionError("Not all overviews are open: " + opened);
        }
        long bytes = windows.stream().mapToLong(OpenWindow::bytes).sum();
        List<Commit> commits = write(CHANGES);
        await("every window shows the last change", () -> windows.stream()
                .allMatch(window -> window.exact().compareTo(Objects.requireNonNull(last.get(window))) == 0));
        Counts written = count();
        windows.forEach(OpenWindow::check);

        List<Double> latencies = latencies(windows, commits);
        List<Double> slowest = List.of(percentile(latencies, 0.95));
        double seconds = (commits.getLast().acknowledged() - commits.getFirst().acknowledged()) / 1e6;
        System.out.printf(
                Locale.ENGLISH,
                "Commit to push over %,d arrivals: median %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms; %.1f commits a second,"
                        + " %.0f pushes a second of %.1f KB each%s%n",
                latencies.size(),
                percentile(latencies, 0.5),
                slowest.getFirst(),
                percentile(latencies, 0.99),
                latencies.getLast(),
                (commits.size() - 1) / seconds,
                windows.stream().mapToLong(OpenWindow::received).sum() / seconds,
                (windows.stream().mapToLong(OpenWindow::bytes).sum() - bytes)
                        / 1024.0
                        / windows.stream().mapToLong(OpenWindow::received).sum(),
                windows.getFirst().isCompressed() ? ", compressed" : "");
        measures.below("commit to push, p95 over all windows and changes", slowest, 500, "ms");
        measures.below(
                "writing a change while %d overviews are open".formatted(OVERVIEWS),
                commits.stream()
                        .map(commit -> (commit.acknowledged() - commit.asked()) / 1e3)
                        .toList(),
                50,
                "ms");
        long told = Math.round(Math.ceil(seconds * 1_000 / LiveUpdates.PACE)) + 1;
        measures.below(
                "overviews computed for %d changes and %d filters, told each %d ms at most"
                        .formatted(CHANGES, filters.size(), LiveUpdates.PACE),
                List.of((double) written.computed() - opened.computed()),
                told * filters.size(),
                "");
        measures.below(
                "memory of an open overview, when opened",
                List.of((opened.heap() - before.heap()) / 1024.0 / OVERVIEWS),
                300,
                "KB");
        measures.below(
                "memory of an open overview, after all changes",
                List.of((written.heap() - before.heap()) / 1024.0 / OVERVIEWS),
                300,
                "KB");
    }

    /** In milliseconds and in order: how long after its commit each change, or a later state, arrived at each window. */
    private static List<Double> latencies(List<OpenWindow> windows, List<Commit> commits) {
        List<Double> all = new ArrayList<>();
        for (OpenWindow window : windows) {
            List<OpenWindow.Arrival> arrivals = window.arrivals();
            BigDecimal before = arrivals.getFirst().exact();
            int at = 1;
            for (int i = 0; i < commits.size(); i++) {
                BigDecimal wanted = before.add(BigDecimal.valueOf(i + 1L));
                while (arrivals.get(at).exact().compareTo(wanted) < 0) {
                    at++;
                }
                all.add(Math.max(0, arrivals.get(at).moment() - commits.get(i).acknowledged()) / 1e3);
            }
        }
        return all.stream().sorted().toList();
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** Browsers of people who each sign in and open an overview, and follow the signed deals. */
    private List<OpenWindow> open() throws InterruptedException, ExecutionException {
        List<OpenWindow> windows = IntStream.range(0, OVERVIEWS)
                .mapToObj(i -> new OpenWindow(http, URI.create(desk.url(""))))
                .toList();
        Map<OpenWindow, Integer> numbers = new HashMap<>();
        windows.forEach(window -> numbers.put(window, numbers.size()));
        inParallel(windows, window -> {
            int i = Objects.requireNonNull(numbers.get(window));
            window.signIn(reader(i).username(), SampleAccounts.PASSWORD);
            window.open("", filter(i));
            window.watch(texts(reader(i).language()).getProperty("summary.tile.signed"));
        });
        return windows;
    }

    private String filter(int window) {
        return filters.get(window % filters.size());
    }

    private Reader reader(int window) {
        return READERS.get(window / filters.size() % READERS.size());
    }

    private static Properties texts(Locale language) {
        Properties texts = new Properties();
        String file = "i18n/summary/translations_" + language + ".properties";
        try (InputStream in =
                        Objects.requireNonNull(LiveBench.class.getClassLoader().getResourceAsStream(file));
                InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            texts.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static <T> void inParallel(List<T> all, Consumer<T> action)
            throws InterruptedException, ExecutionException {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<?> done : all.stream()
                    .map(one -> workers.submit(() -> action.accept(one)))
                    .toList()) {
                done.get();
            }
        }
    }

    /** What Chromium shows of each filter, in each language, is what each window was told. */
    private void compareWithChromium(List<OpenWindow> windows) {
        int compared = 0;
        for (Reader reader : READERS) {
            Page page = Browser.window();
            Browser.signIn(page, desk, reader.username(), SampleAccounts.PASSWORD, reader.language());
            for (String filter : filters) {
                page.navigate(desk.url("?" + filter));
                Shown.await(page);
                Map<String, JsonNode> shown = new TreeMap<>();
                JsonMapper.shared()
                        .readTree((String) page.evaluate(SHOWN))
                        .properties()
                        .forEach(one -> shown.put(one.getKey(), ShownState.plain(one.getValue())));
                for (int i = 0; i < windows.size(); i++) {
                    if (reader(i).equals(reader) && filter(i).equals(filter)) {
                        requireSame(windows.get(i).shown(), shown, filter + " in " + reader.language());
                        compared++;
                    }
                }
            }
            page.context().close();
        }
        if (compared != OVERVIEWS) {
            throw new AssertionError("Only %d windows were compared".formatted(compared));
        }
        System.out.printf("All %d windows show in the end what Chromium shows.%n", compared);
    }

    private static void requireSame(Map<String, JsonNode> one, Map<String, JsonNode> other, String where) {
        if (!one.equals(other)) {
            throw new AssertionError("A window shows something else than Chromium for " + where + ": "
                    + Stream.concat(one.keySet().stream(), other.keySet().stream())
                            .distinct()
                            .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                            .map(name -> name + ": " + one.get(name) + " instead of " + other.get(name))
                            .collect(Collectors.joining("; ")));
        }
    }

    private record Commit(long asked, long acknowledged) {}

    private List<Commit> write(int count) {
        ask("write %d %d".formatted(count, PACE.toMillis()));
        List<Commit> all = desk.output()
                .lines()
                .filter(line -> line.startsWith("committed "))
                .map(line -> line.split(" "))
                .map(parts -> new Commit(Long.parseLong(parts[2]), Long.parseLong(parts[3])))
                .toList();
        return all.subList(all.size() - count, all.size());
    }

    private record Counts(long heap, int sessions, int windows, int listeners, long computed) {
        static Counts of(String answer) {
            Map<String, Long> numbers = Arrays.stream(answer.split(" "))
                    .map(part -> part.split("="))
                    .collect(Collectors.toMap(part -> part[0], part -> Long.parseLong(part[1])));
            return new Counts(
                    number(numbers, "heap"),
                    (int) number(numbers, "sessions"),
                    (int) number(numbers, "windows"),
                    (int) number(numbers, "listeners"),
                    number(numbers, "computed"));
        }

        private static long number(Map<String, Long> numbers, String name) {
            return Objects.requireNonNull(numbers.get(name));
        }

        boolean isNobody() {
            return sessions == 0 && windows == 0 && listeners == 0;
        }
    }

    private Counts count() {
        return Counts.of(ask("count"));
    }

    private Counts awaitNobody() {
        await("sessions, windows and listeners are gone", () -> count().isNobody());
        return count();
    }

    private String ask(String request) {
        int number = ++requests;
        desk.tell(number + " " + request);
        String answer = desk.awaitOutput(Pattern.compile("(?m)^" + number + ": .*$"));
        return answer.substring(answer.indexOf(' ') + 1).strip();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                    20 + ThreadLocalRandom.current().nextInt(10)));
        }
    }
}
