package org.yuemao.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yuemao.security.SignInWays.Provider;

/**
 * Leads a browser to the provider, and keeps in its session what proves afterwards that it was this browser that asked: state,
 * nonce and PKCE's verifier, each by chance for this way alone.
 */
class ToProvider extends OncePerRequestFilter {
    private final RequestMatcher here =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/" + Provider.PATH);

    private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> ways;
    private final DefaultOAuth2AuthorizationRequestResolver resolver;

    ToProvider(OidcProvider provider, AuthorizationRequestRepository<OAuth2AuthorizationRequest> ways) {
        this.ways = ways;
        resolver = new DefaultOAuth2AuthorizationRequestResolver(provider);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!here.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        IntendedBinding intended = intended(request);
        boolean own = intended != null && intended.accountId() != null;
        if (signedIn().isPresent() != own) {
            // Who has signed in does not become somebody else by an address; and nobody's own account is nobody's.
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        try {
            OAuth2AuthorizationRequest way = resolver.resolve(request, OidcProvider.ID);
            if (way != null && intended != null) {
                way = OAuth2AuthorizationRequest.from(way)
                        .attributes(attributes -> attributes.put(IntendedBinding.NAME, intended))
                        // Whoever is signed in at the provider may have been left there by somebody else.
                        .additionalParameters(parameters -> parameters.put("prompt", "login"))
                        .build();
            }
            if (way != null) {
                ways.saveAuthorizationRequest(way, request, response);
                response.sendRedirect(way.getAuthorizationRequestUri());
            }
        } catch (ProviderDown down) {
            response.sendRedirect(request.getContextPath() + (own ? "/account" : "/sign-in") + "?provider=down");
        }
    }

    /** What is to be bound by this way; once the way begins the session does not hold it any more. */
    private static @Nullable IntendedBinding intended(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String number = request.getParameter(IntendedBinding.PARAMETER);
        if (session == null
                || number == null
                || !(session.getAttribute(IntendedBinding.NAME) instanceof IntendedBinding intended)) {
            return null;
        }
        session.removeAttribute(IntendedBinding.NAME);
        return intended.number().equals(number) ? intended : null;
    }

    /** Who has signed in in this session. */
    static Optional<Person> signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof Person person ? Optional.of(person) : Optional.empty();
    }
}
