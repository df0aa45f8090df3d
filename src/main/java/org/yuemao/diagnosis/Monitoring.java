package org.yuemao.diagnosis;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yuemao.security.Origin;
import org.yuemao.security.RateLimits;
import org.yuemao.security.RateLimits.Kind;

/**
 * Who may look at the measures: whoever shows the token, on a port of its own, which is closed unless management.server.port says a
 * number. Whether the desk is alive and ready is told to everybody who reaches that port, in one word.
 */
@Configuration(proxyBeanMethods = false)
class Monitoring {
    private static final String MAY_LOOK = "MONITOR";

    @Bean
    @Order(1)
    SecurityFilterChain whoMayLook(HttpSecurity http, MonitorToken token, RateLimits rates, Environment environment) {
        RequestMatcher itsPort = request ->
                Objects.equals(environment.getProperty("local.management.port", Integer.class), request.getLocalPort());
        return http.securityMatcher(new OrRequestMatcher(EndpointRequest.toAnyEndpoint(), itsPort))
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("health"))
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(MAY_LOOK))
                .addFilterBefore(new Shown(token, rates), BasicAuthenticationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Looks at the token, as a bearer's or as the password of whatever user. */
    private static final class Shown extends OncePerRequestFilter {
        private final MonitorToken token;
        private final RateLimits rates;

        Shown(MonitorToken token, RateLimits rates) {
            this.token = token;
            this.rates = rates;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Optional<String> shown = shown(request.getHeader(HttpHeaders.AUTHORIZATION));
            String source = "monitor " + Origin.sourceOf(request.getRemoteAddr());
            if (shown.isPresent() && !rates.isOpen(Kind.GUESS, source)) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "10");
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
            if (shown.filter(token::matches).isPresent()) {
                SecurityContextHolder.setContext(new SecurityContextImpl(new PreAuthenticatedAuthenticationToken(
                        "monitor", "", List.of(new SimpleGrantedAuthority(MAY_LOOK)))));
            } else if (shown.isPresent()) {
                rates.take(Kind.GUESS, source);
            }
            chain.doFilter(request, response);
        }

        private static Optional<String> shown(@Nullable String header) {
            if (header == null) {
                return Optional.empty();
            }
            if (header.startsWith("Bearer ")) {
                return Optional.of(header.substring("Bearer ".length()).strip());
            }
            if (!header.startsWith("Basic ")) {
                return Optional.empty();
            }
            try {
                String pair = new String(
                        Base64.getDecoder()
                                .decode(header.substring("Basic ".length()).strip()),
                        StandardCharsets.UTF_8);
                return Optional.of(pair.substring(pair.indexOf(':') + 1));
            } catch (IllegalArgumentException noPair) {
                return Optional.of("");
            }
        }
    }
}
