package org.yuemao.security;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The ways in which people sign in here: by a password, by the provider of OpenID Connect of their organisation, or by both; see
 * docs/decisions/sign-in.md. A desk that is told something it could not be safe with does not start.
 */
@Component
public class SignInWays {
    private final boolean byPassword;
    private final boolean codeAfterProvider;
    private final Provider provider;

    SignInWays(
            @Value("${yuemao.sign-in.password:true}") boolean byPassword,
            @Value("${yuemao.oidc.issuer:}") String issuer,
            @Value("${yuemao.oidc.client-id:}") String clientId,
            @Value("${yuemao.oidc.client-secret:}") String clientSecret,
            @Value("${yuemao.oidc.name-zh:}") String nameZh,
            @Value("${yuemao.oidc.name-en:}") String nameEn,
            @Value("${yuemao.oidc.code:true}") boolean codeAfterProvider) {
        this.byPassword = byPassword;
        this.codeAfterProvider = codeAfterProvider;
        provider = new Provider(issuer.strip(), clientId.strip(), clientSecret.strip(), nameZh.strip(), nameEn.strip());
        if (!isConfigured()) {
            if (!byPassword) {
                throw new IllegalStateException(
                        "yuemao.sign-in.password=false leaves no way in without yuemao.oidc.issuer.");
            }
            return;
        }
        if (!isSafe(provider.issuer())) {
            throw new IllegalStateException(
                    "yuemao.oidc.issuer has to begin with https:// (or to be on this machine).");
        }
        if (provider.clientId().isEmpty()) {
            throw new IllegalStateException("yuemao.oidc.issuer needs yuemao.oidc.client-id.");
        }
    }

    /**
     * The provider, and as what it knows the desk.
     *
     * @param issuer who it says that it is; what is bound to an account is bound to that
     * @param clientSecret empty where the desk has none to prove itself by
     */
    public record Provider(String issuer, String clientId, String clientSecret, String nameZh, String nameEn) {
        /** Where signing in by it begins, within the desk. */
        public static final String PATH = "sign-in/to/provider";

        /** As it is called in the language; empty where it was given no name. */
        public String name(Locale language) {
            String wanted = language.getLanguage().equals("zh") ? nameZh : nameEn;
            return wanted.isEmpty() ? nameZh + (nameZh.isEmpty() ? nameEn : "") : wanted;
        }

        /** Nothing of the secret. */
        @Override
        public String toString() {
            return issuer;
        }
    }

    /** Whether passwords open anything. */
    public boolean byPassword() {
        return byPassword;
    }

    /** The provider, where one is configured. */
    public Optional<Provider> provider() {
        return isConfigured() ? Optional.of(provider) : Optional.empty();
    }

    /** Whether whoever has a second factor at the desk, or has to have one, shows it after the provider, too. */
    boolean asksForCodeAfterProvider() {
        return codeAfterProvider;
    }

    private boolean isConfigured() {
        return !provider.issuer().isEmpty();
    }

    /** Whether nobody on the way can read or change what goes there. */
    static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost();
            return host != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme()) && isThisMachine(host));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
