package org.yuemao.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody send without end: what a request may hold depends on who sends it and on whether it is a file, and somebody who
 * has no session yet gets only so many of them, since each takes memory.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 8)
class RequestLimits extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLimits.class);

    private final RateLimits rates;
    private final long ofStrangers;
    private final long ofPeople;
    private final long ofFiles;

    RequestLimits(
            RateLimits rates,
            @Value("${yuemao.limits.request-of-stranger}") DataSize ofStrangers,
            @Value("${yuemao.limits.request}") DataSize ofPeople,
            @Value("${yuemao.limits.upload}") DataSize ofFiles) {
        this.rates = rates;
        this.ofStrangers = ofStrangers.toBytes();
        this.ofPeople = ofPeople.toBytes();
        this.ofFiles = ofFiles.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        HttpSession session = request.getSession(false);
        if (session == null && opensSession(path)) {
            Duration wait =
                    rates.take(RateLimits.Kind.SESSION, Origin.of(request).source());
            if (wait.isPositive()) {
                LOG.warn("Too many sessions were begun from one address");
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
                response.sendError(429);
                return;
            }
        }
        long most = mostOf(path, session);
        if (request.getContentLengthLong() > most) {
            LOG.warn("A request of {} bytes was refused; {} are allowed", request.getContentLengthLong(), most);
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        // Without a length whoever sends may go on for as long as he likes.
        chain.doFilter(
                request.getContentLengthLong() < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                        ? new Limited(request, most)
                        : request,
                response);
    }

    private long mostOf(String path, @Nullable HttpSession session) {
        if (session == null || !hasSignedIn(session)) {
            return ofStrangers;
        }
        return path.startsWith("/VAADIN/dynamic/") ? ofFiles : ofPeople;
    }

    private static boolean hasSignedIn(HttpSession session) {
        try {
            return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
        } catch (IllegalStateException endedMeanwhile) {
            return false;
        }
    }

    /** What is the same for all, and the frames of walls, need none. */
    private static boolean opensSession(String path) {
        return !path.startsWith("/VAADIN/")
                && !path.startsWith("/icons/")
                && !path.startsWith("/wall/assets/")
                && !path.startsWith("/wall/link/")
                && !path.endsWith(".css");
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long most;
        private @Nullable ServletInputStream stream;
        private @Nullable BufferedReader reader;

        Limited(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream known = stream;
            if (known == null) {
                known = new LimitedStream(super.getInputStream(), most);
                stream = known;
            }
            return known;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            BufferedReader known = reader;
            if (known == null) {
                String encoding = getCharacterEncoding();
                known = new BufferedReader(new InputStreamReader(
                        getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
                reader = known;
            }
            return known;
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private long left;

        LimitedStream(ServletInputStream stream, long most) {
            this.stream = stream;
            left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = stream.read(buffer, offset, length);
            left -= Math.max(0, got);
            if (left < 0) {
                throw new IOException("The request is larger than is allowed");
            }
            return got;
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
