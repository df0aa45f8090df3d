package org.yuemao.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
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

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(10);
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
