package org.yuemao.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSavedRequestAwareAuthenticationSuccessHandler;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/** Sign-in by form against the accounts table, and by the provider of the organisation where one is configured. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {
    /** Long enough to set an app up. */
    private static final Duration CODE_AWAITED = Duration.ofMinutes(15);

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            People people,
            PasswordEncoder passwords,
            SignInAttempts attempts,
            KnownDevices devices,
            SecondFactors factors,
            SignedIn signedIn,
            VaadinDefaultRequestCache asked,
            SignInWays ways,
            ProviderIdentities identities,
            Clock clock) {
        // No other way in than these: Spring Security would else ask the table of accounts once more, without counting.
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(anybody -> {
            throw new ProviderNotFoundException("Nobody else is asked");
        });
        ways.provider().ifPresent(configured -> {
            OidcProvider provider = new OidcProvider(configured, clock);
            HttpSessionOAuth2AuthorizationRequestRepository begun =
                    new HttpSessionOAuth2AuthorizationRequestRepository();
            ProviderSignIn byProvider = new ProviderSignIn(
                    provider, begun, identities, people, devices, attempts, factors, ways.asksForCodeAfterProvider());
            byProvider.setAuthenticationFailureHandler((request, response, refused) ->
                    refuse(request, response, refused, "provider=" + ProviderSignIn.reason(refused), clock));
            goOnInside(byProvider, signedIn, asked);
            http.addFilterAfter(byProvider, UsernamePasswordAuthenticationFilter.class)
                    .addFilterAfter(new ToProvider(provider, begun), UsernamePasswordAuthenticationFilter.class);
        });
        return http.authenticationProvider(new PasswordSignIn(people, passwords, attempts, factors, ways.byPassword()))
                .addFilterAfter(
                        byCode(people, factors, attempts, signedIn, asked, clock),
                        UsernamePasswordAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.addSessionAuthenticationStrategy(signedIn))
                .authorizeHttpRequests(
                        // What was refused is said, and not led to the sign-in page.
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/icons/**", "/*.css", "/wall/assets/**", "/wall/link/**")
                                .permitAll())
                // All others are those of every answer: AnswerHeaders, PagePolicy.
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                // An address that no view has is answered by the frame's own page, not by an empty refusal.
                .with(vaadin(), configurer -> configurer
                        .loginView("/sign-in", "/")
                        .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                // After Vaadin's part, which says where the form is.
                .formLogin(form -> form.authenticationDetailsSource(request -> details(request, devices))
                        .failureHandler(
                                (request, response, refused) -> refuse(request, response, refused, "error", clock)))
                .build();
    }

    /**
     * Argon2id, with the least that OWASP's Password Storage Cheat Sheet asks for: 19 MiB, two passes, one lane. About 60 ms
     * of a core; a hash more expensive would make signing in a way to keep the server busy. What bcrypt has hashed is hashed
     * anew when its person signs in.
     */
    @Bean
    PasswordEncoder passwordEncoder() {
        PasswordEncoder bcrypt = new BCryptPasswordEncoder(10);
        DelegatingPasswordEncoder encoder = new DelegatingPasswordEncoder(
                "argon2id", Map.of("argon2id", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2), "bcrypt", bcrypt));
        encoder.setDefaultPasswordEncoderForMatches(bcrypt);
        return new FewAtOnce(encoder);
    }

    private static SignInDetails details(HttpServletRequest request, KnownDevices devices) {
        String username = Objects.requireNonNullElse(
                request.getParameter(UsernamePasswordAuthenticationFilter.SPRING_SECURITY_FORM_USERNAME_KEY), "");
        return SignInDetails.from(
                Origin.of(request).by(devices.recognise(request, username).orElse(null)));
    }

    private static CodeSignIn byCode(
            People people,
            SecondFactors factors,
            SignInAttempts attempts,
            SignedIn signedIn,
            VaadinDefaultRequestCache asked,
            Clock clock) {
        CodeSignIn filter = new CodeSignIn(people, factors, attempts, clock);
        goOnInside(filter, signedIn, asked);
        return filter;
    }

    /** Whichever way somebody has signed in, it ends as by the form: in a session of a new number, at the page that was asked for. */
    private static void goOnInside(
            AbstractAuthenticationProcessingFilter filter, SignedIn signedIn, VaadinDefaultRequestCache asked) {
        filter.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                signedIn,
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository()))));
        filter.setSecurityContextRepository(new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository()));
        VaadinSavedRequestAwareAuthenticationSuccessHandler onward =
                new VaadinSavedRequestAwareAuthenticationSuccessHandler();
        onward.setRequestCache(asked);
        filter.setAuthenticationSuccessHandler(onward);
    }

    /** Back to the sign-in page, which says why; or on to the second factor, where nobody has signed in yet. */
    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException refused,
            String reason,
            Clock clock)
            throws IOException {
        String next =
                switch (refused) {
                    case CodeAwaited right -> {
                        HttpSession session = request.getSession();
                        // Whoever has given the browser its session number should not know it from here on.
                        request.changeSessionId();
                        session.setAttribute(
                                AwaitedSignIn.NAME,
                                new AwaitedSignIn(
                                        right.person(),
                                        right.details(),
                                        clock.instant().plus(CODE_AWAITED),
                                        false));
                        yield CodeSignIn.PATH;
                    }
                    case SignInSlowed slowed -> "/sign-in?wait=" + slowed.seconds();
                    default -> "/sign-in?" + reason;
                };
        response.sendRedirect(request.getContextPath() + next);
    }
}
