package org.yuemao.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The browsers that have signed in to an account before, each by a cookie of that account which the desk's key signs. Its
 * failed attempts are counted apart from those of strangers; it opens nothing by itself.
 */
@Component
public class KnownDevices {
    private static final Duration KNOWN = Duration.ofDays(180);
    private static final SecureRandom CHANCE = new SecureRandom();

    private final DeskKey key;
    private final Clock clock;

    /** Whether cookies are for secure connections alone, whatever a proxy says of a request. */
    private final boolean secure;

    KnownDevices(DeskKey key, Clock clock, @Value("${server.servlet.session.cookie.secure:false}") boolean secure) {
        this.key = key;
        this.clock = clock;
        this.secure = secure;
    }

    /** The number of the browser, where it has signed in to the account before. */
    Optional<String> recognise(HttpServletRequest request, String username) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String name = cookieName(username);
        for (Cookie cookie : cookies) {
            String[] parts = cookie.getValue().split("\\.");
            if (cookie.getName().equals(name)
                    && parts.length == 3
                    && parts[1].matches("\\d{1,7}")
                    && Long.parseLong(parts[1]) >= LocalDate.now(clock).toEpochDay()
                    && isSame(parts[2], signature(username, parts[0], parts[1]))) {
                return Optional.of(parts[0]);
            }
        }
        return Optional.empty();
    }

    /** Lets the account know the browser from now on, for half a year after it was used last. */
    public void remember(HttpServletRequest request, HttpServletResponse response, String username) {
        String device = recognise(request, username).orElseGet(KnownDevices::create);
        String until =
                Long.toString(LocalDate.now(clock).plusDays(KNOWN.toDays()).toEpochDay());
        ResponseCookie cookie = ResponseCookie.from(
                        cookieName(username), device + "." + until + "." + signature(username, device, until))
                .httpOnly(true)
                .secure(secure || request.isSecure())
                .sameSite("Lax")
                .path(request.getContextPath() + "/")
                .maxAge(KNOWN)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** One for each account, so that people who share a browser do not push each other out; it does not tell the name. */
    private String cookieName(String username) {
        return "device-" + key.code("device-name", folded(username)).substring(0, 16);
    }

    private String signature(String username, String device, String until) {
        return key.code("device", folded(username) + "\n" + device + "\n" + until);
    }

    private static String folded(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    private static String create() {
        byte[] bytes = new byte[16];
        CHANCE.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
