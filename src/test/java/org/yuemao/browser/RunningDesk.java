package org.yuemao.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yuemao.TestFolder;

/** The packaged program as a process of its own, on a free port of this machine. */
public final class RunningDesk implements AutoCloseable {
    private static final String SAMPLE = "--yuemao.sample=";

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Queue<Process> STARTED = new ConcurrentLinkedQueue<>();

    /** Of what desks write besides their data, and of the sample year. Nothing stays behind, however the tests end. */
    private static final Path FOLDER = TestFolder.create(RunningDesk::killAll);

    private static final List<String> PROGRAM = List.of(
            "-Xmx1g",
            // A desk of a test lives too short for its code to be compiled twice: it starts with a third less work.
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("yuemao.jar", "target/yuemao.jar"));

    private final List<String> program;
    private final Path data;
    private final Path output;
    private final int port;
    /** What it is started with again after it was killed. */
    private final String[] kept;

    private Process process;

    private RunningDesk(List<String> program, Path data, int port, String... options) {
        try {
            this.program = program;
            this.data = data;
            this.port = port;
            kept = Arrays.stream(options)
                    .filter(option -> !option.startsWith(SAMPLE))
                    .toArray(String[]::new);
            output = Files.createTempFile(FOLDER, "desk", ".log");
            process = run(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One desk with the sample year for all tests that need no other, started when first asked for. A test may kill it, and
     * has to keep to years and names of its own.
     */
    public static RunningDesk withSampleYear() {
        RunningDesk desk = Sample.DESK;
        // A test may have failed after it has killed the desk.
        desk.revive();
        return desk;
    }

    /** Starts a desk and waits until it answers. */
    public static RunningDesk start(Path data, String... options) {
        return startAs(PROGRAM, data, options);
    }

    /** Starts a desk by other arguments for Java than those of the tests, and waits until it answers. */
    public static RunningDesk startAs(List<String> program, Path data, String... options) {
        RunningDesk desk = new RunningDesk(program, data, freePort(), options);
        desk.awaitAnswer();
        return desk;
    }

    /** Starts a desk without waiting. */
    static RunningDesk launch(Path data, int port, String... options) {
        return new RunningDesk(PROGRAM, data, port, options);
    }

    /** Starts it again where it was, if it has ended, and waits until it answers. */
    void revive() {
        if (!process.isAlive()) {
            try {
                process = run(kept);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            awaitAnswer();
        }
    }

    private Process run(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + FOLDER));
        command.addAll(program);
        command.addAll(List.of("--server.port=" + port, "--yuemao.data=" + data));
        command.addAll(List.of(options));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        STARTED.add(started);
        return started;
    }

    private static void killAll() {
        STARTED.forEach(Process::destroyForcibly);
        STARTED.forEach(process -> process.onExit().join());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                if (ends(Duration.ofMillis(100))) {
                    throw new IllegalStateException("The desk ended at once:\n" + output());
                }
                try {
                    HttpRequest request =
                            HttpRequest.newBuilder(URI.create(url("sign-in"))).build();
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            < 400) {
                        return;
                    }
                } catch (IOException notYet) {
                    continue;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("The desk does not answer:\n" + output());
    }

    /** The address of a page. */
    public String url(String path) {
        return "http://localhost:" + port + "/" + path;
    }

    /** The address of what those who run the desk with the sample year see of it. */
    public static String monitoring(String path) {
        return "http://127.0.0.1:" + Sample.MONITORING + "/actuator/" + path;
    }

    /** The folder of its database. */
    public Path data() {
        return data;
    }

    /** Writes a line on the desk's standard input. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the desk has said on its console so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the desk has said something on its console, and gives it. */
    public String awaitOutput(Pattern wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Matcher said = wanted.matcher(output());
            if (said.find()) {
                return said.group();
            }
            if (ends(Duration.ofMillis(50))) {
                break;
            }
        }
        throw new IllegalStateException("The desk does not say " + wanted + ":\n" + output());
    }

    private boolean ends(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the process to end by itself, and gives its exit code. */
    int awaitEnd() {
        if (!ends(PATIENCE)) {
            process.destroyForcibly();
            throw new IllegalStateException("The desk does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** Asks the process to end, as a service manager does (SIGTERM), and gives its exit code. */
    public int terminate() {
        process.destroy();
        return awaitEnd();
    }

    /** Takes the process away without a warning (SIGKILL). */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static final class Sample {
        private static final int MONITORING = freePort();

        private static final RunningDesk DESK = start();

        private static RunningDesk start() {
            Path data = FOLDER.resolve("sample");
            // As those who run a desk have it: watched, and with a log.
            return RunningDesk.start(
                    data,
                    SAMPLE + "true",
                    "--management.server.port=" + MONITORING,
                    "--logging.file.name=" + data.resolve("logs/yuemao.log"));
        }
    }
}
