package org.yuemao.security.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yuemao.browser.RunningDesk;

/** Somebody who sends what browsers would not, from an address of this machine of his own. */
final class Stranger implements AutoCloseable {
    static final String PASSWORD = "guangdong-2021";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private final RunningDesk desk;
    private final InetAddress address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;

    /** @param last the last number of the address 127.0.1.x */
    Stranger(RunningDesk desk, int last) {
        this.desk = desk;
        try {
            address = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) last});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http = HttpClient.newBuilder()
                .localAddress(address)
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    URI uri(String path) {
        return URI.create(desk.url(path).replace("localhost", "127.0.0.1"));
    }

    HttpResponse<String> get(String path) {
        return send(to(path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The token that the forms of this session carry. */
    String token() {
        Matcher token = TOKEN.matcher(get("sign-in").body());
        if (!token.find()) {
            throw new IllegalStateException("The sign-in page has no token");
        }
        return token.group(1);
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> signIn(String username, String password) {
        return post("sign-in", Map.of("username", username, "password", password, "_csrf", token()));
    }

    Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    String sessionNumber() {
        return cookie("JSESSIONID").map(HttpCookie::getValue).orElse("");
    }

    /** Opens a connection as the pages of the desk do. */
    WebSocket connect(String path, WebSocket.Listener listener) {
        URI page = uri("");
        return http.newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + page.getPort())
                .buildAsync(URI.create(uri(path).toString().replaceFirst("http", "ws")), listener)
                .join();
    }

    /** Sends exactly these bytes on a connection of its own and gives all that comes back. */
    String raw(String request) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", uri("").getPort()));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
