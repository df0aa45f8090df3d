package org.yuemao.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Proves that whoever sets the desk up can read the console it was started from. Given out once, on the console, while no
 * account exists.
 */
@Component
class SetUpToken {
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private final AccountService accounts;
    private final Environment environment;
    private final boolean sample;
    private volatile @Nullable String token;

    SetUpToken(
            @Lazy AccountService accounts, Environment environment, @Value("${yuemao.sample:false}") boolean sample) {
        this.accounts = accounts;
        this.environment = environment;
        this.sample = sample;
    }

    @EventListener(ApplicationReadyEvent.class)
    void offer() {
        if (sample || accounts.isSetUp()) {
            return;
        }
        String offered = create();
        token = offered;
        System.out.printf("""

                The desk has no account yet. Create the first administrator with this one-time token:

                    %s

                at http://localhost:%s/set-up

                """, offered, environment.getProperty("local.server.port", "8080"));
    }

    /** Whether the text is the token; takes the same time however much of it is right. */
    boolean matches(String text) {
        String expected = token;
        String given = text.strip().replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        return expected != null && MessageDigest.isEqual(bytes(expected.replace("-", "")), bytes(given));
    }

    /** Ends the token's use. */
    void use() {
        token = null;
    }

    /** Twenty letters out of 31: 99 bits. */
    private static String create() {
        return new SecureRandom()
                .ints(20, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining())
                .replaceAll("(.{5})(?=.)", "$1-");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
