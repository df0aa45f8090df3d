package org.yuemao.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a name, by which its lines in the log are found: the one that a proxy has given it, or one of our own. The
 * answer says it. Lines carry the number of the account besides; its name they never do.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class RequestNames extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";

    /** Neither line breaks nor anything else that a reader of the log could stumble over, and not without end. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private static final int BYTES = 8;
    private static final SecureRandom CHANCE = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String name = given != null && FORM.matcher(given).matches() ? given : create();
        response.setHeader(HEADER, name);
        Long person = person(request.getSession(false));
        MDC.put("request", name);
        MDC.put("person", person == null ? "-" : person.toString());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("request");
            MDC.remove("person");
        }
    }

    private static String create() {
        byte[] bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static @Nullable Long person(@Nullable HttpSession session) {
        try {
            return session != null
                            && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                    instanceof SecurityContext context
                            && context.getAuthentication() != null
                            && context.getAuthentication().getPrincipal() instanceof Person person
                    ? person.accountId()
                    : null;
        } catch (IllegalStateException endedMeanwhile) {
            return null;
        }
    }
}
