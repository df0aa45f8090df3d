package org.yuemao.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** Sign-in by form against the accounts table. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/icons/**", "/*.css", "/wall/assets/**", "/wall/link/**")
                                .permitAll())
                // A wall is a frame that outlives its pages; nobody else may put the desk into a frame.
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin))
                // An address that no view has is answered by the frame's own page, not by an empty refusal.
                .with(vaadin(), configurer -> configurer
                        .loginView("/sign-in", "/")
                        .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
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

    @Bean
    UserDetailsPasswordService hashesAnew(JdbcClient database) {
        return (person, hash) -> {
            database.sql("update account set password_hash = :hash where username = :username")
                    .param("hash", Objects.requireNonNull(hash))
                    .param("username", person.getUsername())
                    .update();
            return person;
        };
    }

    @Bean
    UserDetailsService people(JdbcClient database) {
        return username -> database.sql("select * from account where username = :username")
                .param("username", username.strip().toLowerCase(Locale.ROOT))
                .query((row, index) -> new Person(
                        row.getLong("id"),
                        row.getString("username"),
                        row.getString("full_name"),
                        row.getString("password_hash"),
                        Role.valueOf(row.getString("role")),
                        row.getString("office_code"),
                        row.getBoolean("enabled")))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("No such account"));
    }
}
