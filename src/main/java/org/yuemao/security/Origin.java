package org.yuemao.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody tries to come in from.
 *
 * @param device the number of the browser, where it has signed in to the same account before
 */
public record Origin(
        String address, @Nullable String browser, @Nullable String device) implements Serializable {
    private static final int LONGEST_BROWSER = 300;
    private static final int NETWORK_BYTES = 8;

    /** Where the request comes from, by a browser that the account does not know. */
    static Origin of(HttpServletRequest request) {
        String browser = request.getHeader("User-Agent");
        return new Origin(
                Objects.requireNonNullElse(request.getRemoteAddr(), ""),
                browser == null || browser.length() <= LONGEST_BROWSER
                        ? browser
                        : browser.substring(0, LONGEST_BROWSER),
                null);
    }

    Origin by(@Nullable String knownDevice) {
        return new Origin(address, browser, knownDevice);
    }

    /** What is counted as one source: in IPv6 a network, since whoever has one address there has a whole network. */
    String source() {
        return sourceOf(address);
    }

    /** What is counted as one source with the address. */
    public static String sourceOf(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                byte[] bytes = parsed.getAddress();
                Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException noAddress) {
            return address;
        }
    }
}
