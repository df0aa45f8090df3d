package org.yuemao.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before all else: a session that has been ended opens nothing any more, and one that is used is noted. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SessionWatch extends OncePerRequestFilter {
    private final ObjectProvider<OpenSessions> sessions;

    /** Asks for the sessions late: a filter is made while the server starts, which would have its own word on their database. */
    SessionWatch(ObjectProvider<OpenSessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && !sessions.getObject().use(request, isByThePerson(request))) {
            OpenSessions.invalidate(session);
        }
        chain.doFilter(request, response);
    }

    /** Windows say by themselves that they are open, and hold a connection by which they are told what changes. */
    private static boolean isByThePerson(HttpServletRequest request) {
        // Of the address alone: what is sent is for whoever asked for it to read.
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return !query.contains("v-r=heartbeat") && !query.contains("v-r=push");
    }
}
