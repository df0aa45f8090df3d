package org.yuemao.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody else's page sends the desk anything or opens a connection to it: browsers say whose page asks. Besides the tokens that
 * each form and each window carries, since connections have none of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
class OwnPagesOnly extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPagesOnly.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** What browsers say of a page of another host, where they do not say of which. */
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    /** As which the desk is known where a proxy does not pass on what it was asked for. */
    private final Set<String> names;

    OwnPagesOnly(@Value("${yuemao.origins:}") String origins) {
        Set<String> known = new HashSet<>();
        for (String origin : origins.split(",")) {
            String name = authority(origin);
            if (name != null) {
                known.add(name);
            }
        }
        names = Set.copyOf(known);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean asks = !READING.contains(request.getMethod())
                || "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        boolean foreign = origin == null ? FOREIGN.contains(site(request)) : !isOwn(origin, request);
        if (asks && foreign) {
            LOG.warn(
                    "A page of another host sent something and was refused."
                            + " If it was the desk's own, a proxy has to pass on the host that it was asked for; see yuemao.origins.");
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    private static String site(HttpServletRequest request) {
        return String.valueOf(request.getHeader("Sec-Fetch-Site"));
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        String page = authority(origin);
        if (page == null) {
            return false;
        }
        String host = request.getHeader(HttpHeaders.HOST);
        int port = request.getServerPort();
        return names.contains(page)
                || host != null && page.equals(authority(request.getScheme() + "://" + host))
                // As a proxy that is believed has passed it on.
                || page.equals(authority(request.getScheme() + "://" + request.getServerName() + ":" + port));
    }

    /** Name and port; nothing where it is no origin. */
    private static @Nullable String authority(String origin) {
        try {
            URI uri = new URI(origin.strip());
            String host = uri.getHost();
            if (host == null) {
                return null;
            }
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
            // A proxy may end the secure connection without saying so.
            return host.toLowerCase(Locale.ROOT) + ":" + (port == 443 ? 80 : port);
        } catch (URISyntaxException noOrigin) {
            return null;
        }
    }
}
