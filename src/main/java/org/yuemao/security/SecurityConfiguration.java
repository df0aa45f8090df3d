package org.yuemao.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/** Sign-in by form against the accounts table. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            People people,
            PasswordEncoder passwords,
            SignInAttempts attempts,
            KnownDevices devices,
            SignedIn signedIn) {
        // No other way in than these: Spring Security would else ask the table of accounts once more, without counting.
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(asked -> {
            throw new ProviderNotFoundException("Nobody else is asked");
        });
        return http.authenticationProvider(new PasswordSignIn(people, passwords, attempts))
                .sessionManagement(sessions -> sessions.addSessionAuthenticationStrategy(signedIn))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/icons/**", "/*.css", "/wall/assets/**", "/wall/link/**")
                                .permitAll())
                // A wall is a frame that outlives its pages; nobody else may put the desk into a frame.
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin))
                // An address that no view has is answered by the frame's own page, not by an empty refusal.
                .with(vaadin(), configurer -> configurer
                        .loginView("/sign-in", "/")
                        .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                // After Vaadin's part, which says where the form is.
                .formLogin(form -> form.authenticationDetailsSource(request -> details(request, devices))
                        .failureHandler(SecurityConfiguration::refuse))
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

    /** Back to the sign-in page, which says why. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        response.sendRedirect(request.getContextPath() + "/sign-in?"
                + (refused instanceof SignInSlowed slowed ? "wait=" + slowed.seconds() : "error"));
    }
}
