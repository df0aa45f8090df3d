package org.yuemao.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A real provider of OpenID Connect: Spring's authorization server on a port of this machine, in a context of its own that no desk
 * knows of. It insists on PKCE, knows everybody by the password {@link #PASSWORD}, and can be told to cheat.
 */
public final class RealProvider implements AutoCloseable {
    public static final String CLIENT = "trade-desk";
    public static final String SECRET = "the desk's own secret";
    public static final String PASSWORD = "known-to-the-provider";

    /** Who asks without going through the provider's own page of signing in. */
    private static final String PERSON = "X-Person";

    private final int port;
    private final RSAKey key = key();
    private final RSAKey forged = key();
    private final InMemoryRegisteredClientRepository clients =
            new InMemoryRegisteredClientRepository(client("http://localhost"));
    private volatile Cheat cheat = Cheat.NONE;
    private @Nullable AnnotationConfigServletWebServerApplicationContext server;

    /** What a provider, or who sits between it and the desk, may get wrong on purpose. */
    public enum Cheat {
        NONE,
        OTHER_NONCE,
        NO_NONCE,
        OTHER_CLIENT,
        OTHER_ISSUER,
        OTHER_KEY,
        TOO_OLD
    }

    public RealProvider(int port) {
        this.port = port;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it, unless it runs. */
    public synchronized RealProvider start() {
        if (server == null) {
            AnnotationConfigServletWebServerApplicationContext context =
                    new AnnotationConfigServletWebServerApplicationContext();
            context.registerBean(RealProvider.class, () -> this);
            context.register(Beans.class);
            context.refresh();
            server = context;
        }
        cheat = Cheat.NONE;
        return this;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Leads people back to the desk of this address alone. */
    public void leadBackTo(String desk) {
        clients.save(client(desk));
    }

    public void cheat(Cheat wanted) {
        cheat = wanted;
    }

    /** Signs somebody in who has been sent to the address, and gives where the browser is sent on to. */
    public static URI signIn(String address, String person) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header(PERSON, person)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("Location")
                    .map(URI::create)
                    .orElseThrow(() -> new IllegalStateException(answer.statusCode() + ": " + answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RegisteredClient client(String desk) {
        return RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(desk + "/sign-in/from/provider")
                .scope("openid")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("the-one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No configuration that a desk would find: it is named above. */
    @EnableWebSecurity
    static class Beans {
        @Bean
        TomcatServletWebServerFactory tomcat(RealProvider provider) throws UnknownHostException {
            TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(provider.port);
            factory.setAddress(InetAddress.getByName("127.0.0.1"));
            return factory;
        }

        /** Without a servlet Tomcat asks no filter, and all of the provider are filters. */
        @Bean
        HttpServlet nothingElse() {
            return new HttpServlet() {};
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .addFilterAfter(new ByHeader(), SecurityContextHolderFilter.class)
                    .build();
        }

        @Bean
        UserDetailsService everybody() {
            return username ->
                    User.withUsername(username).password("{noop}" + PASSWORD).build();
        }

        @Bean
        RegisteredClientRepository clients(RealProvider provider) {
            return provider.clients;
        }

        @Bean
        AuthorizationServerSettings settings(RealProvider provider) {
            return AuthorizationServerSettings.builder()
                    .issuer(provider.issuer())
                    .build();
        }

        @Bean
        JWKSource<SecurityContext> keys(RealProvider provider) {
            return new ImmutableJWKSet<>(new JWKSet(provider.key));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JwtEncoder encoder(RealProvider provider, JWKSource<SecurityContext> keys) {
            NimbusJwtEncoder honest = new NimbusJwtEncoder(keys);
            NimbusJwtEncoder forger = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(provider.forged)));
            return wanted -> (provider.cheat == Cheat.OTHER_KEY ? forger : honest).encode(wanted);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(RealProvider provider) {
            return token -> {
                if (!OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
                    return;
                }
                switch (provider.cheat) {
                    case OTHER_NONCE -> token.getClaims().claim("nonce", "of-another-sign-in");
                    case NO_NONCE -> token.getClaims().claims(claims -> claims.remove("nonce"));
                    case OTHER_CLIENT -> token.getClaims().audience(List.of("another-desk"));
                    case OTHER_ISSUER -> token.getClaims().issuer("https://somebody.example");
                    case TOO_OLD ->
                        token.getClaims()
                                .issuedAt(Instant.now().minusSeconds(7200))
                                .expiresAt(Instant.now().minusSeconds(3600));
                    case NONE, OTHER_KEY -> {}
                }
            };
        }
    }

    private static final class ByHeader extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String person = request.getHeader(PERSON);
            if (person != null) {
                SecurityContextHolder.setContext(
                        new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                                person,
                                null,
                                List.of(FactorGrantedAuthority.fromAuthority(
                                        FactorGrantedAuthority.PASSWORD_AUTHORITY)))));
            }
            chain.doFilter(request, response);
        }
    }
}
