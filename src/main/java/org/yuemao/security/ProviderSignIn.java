package org.yuemao.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yuemao.base.Refusal;
import org.yuemao.security.SignInAttempts.Kind;
import org.yuemao.security.SignInAttempts.Outcome;

/**
 * Signs in whoever comes back from the provider and is bound to an account, or binds who comes back, where that was begun. What
 * is brought back is checked by Spring Security: that this browser has asked for it, who signed it, and for whom. Nothing else of
 * what the provider says is believed, and no token of it is kept.
 */
class ProviderSignIn extends AbstractAuthenticationProcessingFilter {
    private final OidcProvider provider;
    private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> ways;
    private final OAuth2LoginAuthenticationFilter checks;
    private final ProviderIdentities identities;
    private final People people;
    private final KnownDevices devices;
    private final SignInAttempts attempts;
    private final SecondFactors factors;
    private final boolean asksForCode;

    ProviderSignIn(
            OidcProvider provider,
            AuthorizationRequestRepository<OAuth2AuthorizationRequest> ways,
            ProviderIdentities identities,
            People people,
            KnownDevices devices,
            SignInAttempts attempts,
            SecondFactors factors,
            boolean asksForCode) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, OidcProvider.BACK), asked -> {
            throw new UnsupportedOperationException();
        });
        this.provider = provider;
        this.ways = ways;
        this.identities = identities;
        this.people = people;
        this.devices = devices;
        this.attempts = attempts;
        this.factors = factors;
        this.asksForCode = asksForCode;
        checks = new OAuth2LoginAuthenticationFilter(provider, new NothingKept(), OidcProvider.BACK);
        checks.setAuthorizationRequestRepository(ways);
        checks.setAuthenticationManager(provider.verifier());
    }

    @Override
    public @Nullable Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // By the state that was brought back: of another way, or of none, there is nothing.
        OAuth2AuthorizationRequest way = ways.loadAuthorizationRequest(request);
        IntendedBinding intended =
                way != null && way.getAttribute(IntendedBinding.NAME) instanceof IntendedBinding one ? one : null;
        if (intended != null && intended.accountId() != null) {
            bindOwn(intended.accountId(), request, response);
            return null;
        }
        if (ToProvider.signedIn().isPresent()) {
            // The session of who has signed in does not become somebody else's.
            response.sendRedirect(request.getContextPath() + "/");
            return null;
        }
        String subject = shown(request, response);
        if (intended != null && intended.link() != null) {
            bindByLink(intended.link(), subject);
        }
        return signIn(subject, request);
    }

    private Authentication signIn(String subject, HttpServletRequest request) {
        Optional<Person> known = people.findIdentity(provider.issuer(), subject);
        Origin origin = Origin.of(request)
                .by(known.flatMap(one -> devices.recognise(request, one.username()))
                        .orElse(null));
        long attempt = attempts.begin(
                Kind.PROVIDER,
                provider.issuer() + "\n" + subject,
                known.map(Person::accountId).orElse(null),
                origin);
        Person person =
                known.filter(Person::enabled).map(Person::withoutPassword).orElseThrow(UnboundIdentity::new);
        SignInDetails details = SignInDetails.from(origin);
        if (asksForCode && (factors.has(person) || factors.isRequiredOf(person))) {
            attempts.end(attempt, person.accountId(), Outcome.CODE_AWAITED);
            throw new CodeAwaited(person, details);
        }
        attempts.end(attempt, person.accountId(), Outcome.SUCCEEDED);
        UsernamePasswordAuthenticationToken signedIn =
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        signedIn.setDetails(details);
        return signedIn;
    }

    private void bindByLink(String secret, String subject) {
        try {
            if (!identities.bindByLink(secret, provider.issuer(), subject)) {
                throw new UnboundIdentity();
            }
        } catch (Refusal | DataIntegrityViolationException taken) {
            throw new UnboundIdentity(true);
        }
    }

    /** In the session of the person, which goes on. */
    private void bindOwn(long accountId, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String outcome = "bound";
        try {
            String subject = shown(request, response);
            if (ToProvider.signedIn()
                    .filter(one -> one.accountId() == accountId)
                    .isEmpty()) {
                response.sendRedirect(request.getContextPath() + "/sign-in?late");
                return;
            }
            identities.bindOwn(provider.issuer(), subject);
        } catch (Refusal | DataIntegrityViolationException taken) {
            outcome = "taken";
        } catch (AuthenticationException refused) {
            outcome = reason(refused);
        }
        response.sendRedirect(request.getContextPath() + "/account?provider=" + outcome);
    }

    /** Why, as pages are told. */
    static String reason(AuthenticationException refused) {
        return switch (refused) {
            case ProviderDown down -> "down";
            case UnboundIdentity unbound -> unbound.isTaken() ? "taken" : "unbound";
            case OAuth2AuthenticationException denied
            when OAuth2ErrorCodes.ACCESS_DENIED.equals(denied.getError().getErrorCode()) -> "denied";
            case OAuth2AuthenticationException silent when OidcProvider.isSilence(silent) -> "down";
            default -> "failed";
        };
    }

    /** What the provider calls the person; what is forged, or not what this browser has asked for, is noted as a failed attempt. */
    private String shown(HttpServletRequest request, HttpServletResponse response) {
        try {
            Authentication back = checks.attemptAuthentication(request, response);
            if (back.getPrincipal() instanceof OidcUser user && user.getSubject() instanceof String subject) {
                return subject;
            }
            throw new UnboundIdentity();
        } catch (OAuth2AuthenticationException refused) {
            String reason = reason(refused);
            logger.warn("Who came back from the provider was refused: "
                    + refused.getError().getErrorCode());
            if (reason.equals("failed")) {
                note(Origin.of(request));
            }
            throw refused;
        }
    }

    /** Not without end; it waits for nobody, since what is forged was looked at already. */
    private void note(Origin origin) {
        try {
            attempts.begin(Kind.PROVIDER, "nobody\n" + origin.source(), null, origin);
        } catch (SignInSlowed often) {
            logger.debug("Forged sign-ins come often", often);
        }
    }

    /** The desk asks the provider for nothing later. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {
            // None is.
        }

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request, HttpServletResponse response) {
            // There is none.
        }
    }
}
