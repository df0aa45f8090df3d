package org.yuemao.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person's browser with one window of the program, as the server sees it: it signs in by the form, keeps its cookies, loads the page,
 * asks for its window ({@code v-r=init}), navigates ({@code v-r=uidl}), answers what the server asks of a browser, and
 * receives what is pushed over a compressed WebSocket ({@code v-r=push}). It applies every change to {@link ShownState}. What is left
 * out the server does not heed: styles, scripts, drawing, and that elements tell back the properties they were given.
 */
final class OpenWindow implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PUSH_CONFIGURATION = 5;

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private final HttpClient http;
    private final URI desk;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final ShownState state = new ShownState();
    private final TreeMap<Integer, JsonNode> early = new TreeMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private String uidl = "";
    private String connection = "";
    private String connectionId = "0";
    private String securityKey = "";
    private String pushId = "";
    private int windowId;
    private int nextSync;
    private int nextMessage;
    private int watched = -1;
    private long received;
    private @Nullable PushSocket push;
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;

    /** The exact number of the watched tile as it stood from this moment on, in microseconds since 1970. */
    record Arrival(long moment, BigDecimal exact) {}

    OpenWindow(HttpClient http, URI desk) {
        this.http = http;
        this.desk = desk;
    }

    /** Signs in as a person does: opens the page, fills the form in, and leaves the page with it. */
    void signIn(String username, String password) {
        String page = open("sign-in", "");
        Matcher token = CSRF.matcher(page);
        if (!token.find()) {
            throw new IllegalStateException("The sign-in page has no token for its form");
        }
        close();
        String form = Stream.of(
                        Map.entry("username", username),
                        Map.entry("password", password),
                        Map.entry("_csrf", token.group(1)))
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> signedIn = send(request("sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        String location = signedIn.headers().firstValue("Location").orElse("");
        if (signedIn.statusCode() != 302 || location.contains("error")) {
            throw new IllegalStateException(username + " cannot sign in: " + signedIn.statusCode() + " " + location);
        }
    }

    /** Opens a page and waits until it is shown; gives the page as the server sent it. */
    String open(String route, String query) {
        String page = send(request(route + (query.isEmpty() ? "" : "?" + query)).GET())
                .body();
        synchronized (this) {
            nextMessage = 0;
            closing = false;
            HttpResponse<String> init = send(request(
                            "?v-r=init&location=" + encode(route) + "&query=" + encode(query)
                                    + "&v-sh=1080&v-sw=1920&v-wh=970&v-ww=1920&v-bh=970&v-bw=1920&v-curdate="
                                    + Instant.now().toEpochMilli()
                                    + "&v-tzo=-480&v-dstd=0&v-rtzo=-480&v-dston=false&v-tzid=Asia%2FShanghai&v-wn=v-0.5&v-td=false&v-pr=1"
                                    + "&v-np=Win32&v-cs=light%20dark&v-pv=VISIBLE&v-fs=NOT_FULLSCREEN&v-so=landscape-primary&v-soa=0&v-tn=aura&v-ga=PROMPT&v-wla=SUPPORTED&v-ws=false")
                    .GET());
            JsonNode configuration = JSON.readTree(init.body()).path("appConfig");
            JsonNode first = configuration.path("uidl");
            windowId = configuration.path("v-uiId").asInt();
            securityKey = first.path("Vaadin-Security-Key").asString();
            pushId = first.path("Vaadin-Push-ID").asString();
            uidl = "?v-r=uidl&v-uiId=" + windowId;
            nextSync = first.path("syncId").asInt();
            handle(first);
            if (state.ofWindow(PUSH_CONFIGURATION, "pushMode").isPresent()) {
                connect();
            }
        }
        ObjectNode navigation = event("ui-navigate");
        navigation.set(
                "data",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("route", route)
                        .put("query", query)
                        .put("appShellTitle", "粤贸 Yuemao")
                        .put("historyState", (String) null)
                        .put("trigger", ""));
        tell(navigation);
        // Elements tell what became of them once they are drawn. Until then the server keeps the whole answer.
        List<ObjectNode> drawn = new ArrayList<>();
        synchronized (this) {
            for (int frame : state.numbersOf("vaadin-app-layout")) {
                ObjectNode section = event("primary-section-changed").put("node", frame);
                section.putObject("data");
                ObjectNode overlay = event("overlay-changed").put("node", frame);
                overlay.putObject("data");
                drawn.addAll(List.of(section, overlay));
            }
        }
        if (!drawn.isEmpty()) {
            tell(drawn.toArray(JsonNode[]::new));
        }
        return page;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode event(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "event")
                .put("node", 1)
                .put("event", name);
    }

    /**
     * Follows a tile from now on: keeps when which number of it arrived. A page may ask the browser something before it shows
     * what it is for, so that the tile is waited for.
     */
    void watch(String tile) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!shows(tile) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        begin(tile);
    }

    private synchronized boolean shows(String tile) {
        return state.hasFigureOf(tile);
    }

    private synchronized void begin(String tile) {
        watched = state.figureOf(tile);
        arrivals.clear();
        received = 0;
        arrivals.add(new Arrival(DeskWithWriter.micros(Instant.now()), state.exact(watched)));
    }

    private void connect() {
        try {
            connection = "/VAADIN/push?v-r=push&v-uiId=" + windowId + "&v-pushId=" + pushId;
            PushSocket socket = PushSocket.open(
                    desk.resolve(connection
                            + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1"
                            + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true"
                            + "&Content-Type=application/json;%20charset=UTF-8&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId="
                            + (nextSync - 1)),
                    cookieHeader());
            push = socket;
            CompletableFuture<String> greeting = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> receive(socket, greeting));
            String name = greeting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (name.startsWith("{")) {
                throw new IllegalStateException("The push connection was refused: " + name);
            }
            connectionId = name.split("\\|")[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The push connection was not opened", e);
        }
    }

    private void receive(PushSocket socket, CompletableFuture<String> greeting) {
        StringBuilder waiting = new StringBuilder();
        boolean greeted = false;
        try {
            while (true) {
                waiting.append(socket.receive());
                long moment = DeskWithWriter.micros(Instant.now());
                for (String message = next(waiting); message != null; message = next(waiting)) {
                    if (greeted) {
                        pushed(message, moment);
                    } else {
                        // The first message tells Atmosphere's own name of the connection.
                        greeted = true;
                        greeting.complete(message);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            greeting.completeExceptionally(e);
            if (!closing && !socket.isClosed()) {
                failure = e;
            }
        }
    }

    /** Takes the next whole message off: its length, a bar, and itself. A single X only keeps the connection open. */
    private static @Nullable String next(StringBuilder waiting) {
        while (!waiting.isEmpty() && (waiting.charAt(0) == 'X' || Character.isWhitespace(waiting.charAt(0)))) {
            waiting.deleteCharAt(0);
        }
        int bar = waiting.indexOf("|");
        if (bar < 0) {
            return null;
        }
        int end = bar + 1 + Integer.parseInt(waiting.substring(0, bar));
        if (waiting.length() < end) {
            return null;
        }
        String message = waiting.substring(bar + 1, end);
        waiting.delete(0, end);
        return message.equals("X") ? next(waiting) : message;
    }

    private void pushed(String message, long moment) {
        JsonNode response = JSON.readTree(message);
        synchronized (this) {
            received++;
            handle(response);
            if (watched >= 0) {
                BigDecimal exact = state.exact(watched);
                if (!exact.equals(arrivals.getLast().exact())) {
                    arrivals.add(new Arrival(moment, exact));
                }
            }
        }
    }

    /** Applies the server's messages in the order of their numbers, on whichever way they came. */
    private void handle(JsonNode response) {
        if (response.has("meta") && response.path("meta").has("appError")
                || response.path("meta").has("sessionExpired")) {
            throw new IllegalStateException("The server gave up: " + response.path("meta"));
        }
        early.put(response.path("syncId").asInt(), response);
        for (JsonNode next = early.remove(nextSync); next != null; next = early.remove(nextSync)) {
            nextSync++;
            nextMessage = next.path("clientId").asInt(nextMessage);
            state.apply(next.path("changes"));
            answer(next.path("execute"));
        }
    }

    /** Answers scripts of which the server awaits a result: this browser has kept nothing that could be given back. */
    private void answer(JsonNode scripts) {
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (JsonNode script : scripts) {
            String source = script.path(script.size() - 1).asString();
            JsonNode channel = script.path(script.size() - 3).path("@v-return");
            if (channel.isArray() && source.startsWith("try{Promise.resolve(")) {
                ObjectNode answer = answers.addObject()
                        .put("type", "channel")
                        .put("node", channel.path(0).asInt())
                        .put("channel", channel.path(1).asInt());
                ArrayNode results = answer.putArray("args");
                if (source.contains("yuemaoForms")) {
                    results.addArray();
                } else {
                    results.addNull();
                }
            }
        }
        if (!answers.isEmpty()) {
            Thread.ofVirtual().start(() -> {
                try {
                    tell(answers.valueStream().toArray(JsonNode[]::new));
                } catch (RuntimeException e) {
                    failure = e;
                }
            });
        }
    }

    /** Sends what a person or the browser did, and applies the answer. One message after another, as a browser does. */
    private void tell(JsonNode... invocations) {
        synchronized (cookies) {
            ObjectNode message;
            synchronized (this) {
                message = message(invocations);
                nextMessage++;
            }
            HttpResponse<String> answer = send(request(uidl)
                    .header("Content-Type", "application/json; charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString(message.toString())));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The server answers " + answer.statusCode());
            }
            JsonNode response = JSON.readTree(answer.body());
            synchronized (this) {
                handle(response);
            }
        }
    }

    private ObjectNode message(JsonNode... invocations) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("csrfToken", securityKey);
        message.set("rpc", JsonNodeFactory.instance.arrayNode().addAll(List.of(invocations)));
        return message.put("syncId", nextSync - 1).put("clientId", nextMessage);
    }

    /** Says that the window is still open, as browsers do every few minutes. */
    void beat() {
        send(request("?v-r=heartbeat&v-uiId=" + windowId).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Closes the window: the browser's last word, and the end of its connection. */
    @Override
    public void close() {
        ObjectNode goodbye;
        synchronized (this) {
            goodbye = message();
        }
        goodbye.remove(List.of("syncId"));
        goodbye.put("UNLOAD", true);
        closing = true;
        send(request(uidl)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(goodbye.toString())));
        send(request(connection + "&X-Atmosphere-Transport=close&X-Atmosphere-tracking-id=" + connectionId)
                .POST(HttpRequest.BodyPublishers.noBody()));
        end(true);
    }

    /** Is gone without a word. */
    void vanish() {
        end(false);
    }

    private void end(boolean properly) {
        PushSocket open = push;
        push = null;
        try {
            if (open != null && properly) {
                open.close();
            } else if (open != null) {
                open.vanish();
            }
        } catch (IOException e) {
            // The other end was faster.
            return;
        } finally {
            synchronized (this) {
                state.clear();
                early.clear();
                watched = -1;
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(desk.resolve(path.startsWith("/") ? path : "/" + path))
                .timeout(PATIENCE)
                .header("Cookie", cookieHeader())
                .header("Accept-Encoding", "identity");
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    /** Fails where the window has lost its connection, or could not follow what it was sent. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException("A window could not follow", failure);
        }
    }

    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** How many bytes have been received by the push connection, all in all. */
    synchronized long bytes() {
        return Objects.requireNonNull(push).bytes();
    }

    /** How many messages were pushed since it watches a tile. */
    synchronized long received() {
        return received;
    }

    /** Whether pushed messages are compressed. */
    boolean isCompressed() {
        return Objects.requireNonNull(push).isCompressed();
    }

    synchronized BigDecimal exact() {
        return state.exact(watched);
    }

    synchronized Map<String, JsonNode> shown() {
        return state.shown();
    }
}
