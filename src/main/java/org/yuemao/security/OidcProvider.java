package org.yuemao.security;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.yuemao.security.SignInWays.Provider;

/**
 * The provider of OpenID Connect. It is asked what it is when somebody wants to sign in by it, and not at the start: the desk
 * comes up without it. This is the only class that talks to another host, and to that one alone.
 */
class OidcProvider implements ClientRegistrationRepository {
    static final String ID = "provider";

    /** Where the provider leads people back to, within the desk; it has to be told. */
    static final String BACK = "/sign-in/from/provider";

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What it says of itself is believed for so long, so that strangers do not flood it, and one that has gone is seen soon. */
    private static final Duration BELIEVED = Duration.ofSeconds(30);

    /** One that has not answered is left alone for so long. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final Provider configured;
    private final Clock clock;
    private final ClientHttpRequestFactory requests;
    private Instant askAgain = Instant.MIN;
    private @Nullable Known known;
    private @Nullable ProviderDown down;

    private record Known(ClientRegistration registration, String keys, JwtDecoder tokens) {}

    OidcProvider(Provider configured, Clock clock) {
        this.configured = configured;
        this.clock = clock;
        JdkClientHttpRequestFactory patient = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        patient.setReadTimeout(PATIENCE);
        requests = patient;
    }

    String issuer() {
        return configured.issuer();
    }

    /** @throws ProviderDown where it does not answer */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? known().registration() : null;
    }

    /** Exchanges what somebody has brought back, and checks who signed it, for whom, when, and in answer to what. */
    AuthenticationManager verifier() {
        RestClientAuthorizationCodeTokenResponseClient exchange = new RestClientAuthorizationCodeTokenResponseClient();
        exchange.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        // Who it is stands in the signed token; nothing else is asked of the provider.
        OidcAuthorizationCodeAuthenticationProvider verifier = new OidcAuthorizationCodeAuthenticationProvider(
                exchange, shown -> new DefaultOidcUser(List.of(), shown.getIdToken()));
        verifier.setJwtDecoderFactory(registration -> known().tokens());
        return new ProviderManager(verifier);
    }

    /** Whether that came of its not answering. */
    static boolean isSilence(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (one instanceof ResourceAccessException || one instanceof ProviderDown) {
                return true;
            }
        }
        return false;
    }

    private synchronized Known known() {
        if (!clock.instant().isBefore(askAgain)) {
            try {
                known = ask();
                down = null;
                askAgain = clock.instant().plus(BELIEVED);
            } catch (RuntimeException refused) {
                LOG.warn("The provider of OpenID Connect, {}, cannot be asked: {}", issuer(), refused.toString());
                down = new ProviderDown(refused);
                askAgain = clock.instant().plus(LEFT_ALONE);
            }
        }
        if (down != null) {
            throw new ProviderDown(down);
        }
        return Objects.requireNonNull(known);
    }

    private Known ask() {
        Map<String, Object> said = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(issuer().replaceAll("/$", "") + "/.well-known/openid-configuration")
                .retrieve()
                .body(new ParameterizedTypeReference<Map<String, Object>>() {});
        if (said == null || !issuer().equals(said.get("issuer"))) {
            throw new IllegalStateException("it says that it is " + (said == null ? null : said.get("issuer")));
        }
        for (String endpoint : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
            if (!(said.get(endpoint) instanceof String address) || !SignInWays.isSafe(address)) {
                throw new IllegalStateException("its " + endpoint + " is not safe");
            }
        }
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(said)
                .registrationId(ID)
                .clientId(configured.clientId())
                .redirectUri("{baseUrl}" + BACK)
                .scope("openid");
        if (configured.clientSecret().isEmpty()) {
            registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            registration.clientSecret(configured.clientSecret());
        }
        ClientRegistration complete = registration.build();
        String keys = Objects.requireNonNull(said.get("jwks_uri")).toString();
        Known before = known;
        // Whoever reads tokens knows the keys of before, and asks for new ones when it meets one.
        return new Known(
                complete,
                keys,
                before != null && before.keys().equals(keys) ? before.tokens() : tokens(complete, keys));
    }

    private JwtDecoder tokens(ClientRegistration registration, String keys) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(new RestTemplate(requests))
                // None by a shared secret, and none that is not signed.
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .build();
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        return decoder;
    }
}
