package org.yuemao.security;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.yuemao.security.SignInAttempts.Kind;
import org.yuemao.security.SignInAttempts.Outcome;

/**
 * Signs in by username and password, slowed after failed attempts. Unknown, invited and locked accounts get the same answer as
 * a wrong password, after the same work.
 */
class PasswordSignIn implements AuthenticationProvider {
    /** Nobody's password: what is compared where there is none to compare with. */
    private static final String NOBODYS =
            "{argon2id}$argon2id$v=19$m=19456,t=2,p=1$Rlq2pSfTvNZvRBYJsLjpuQ$FUnI6FM1VssB5Yb+5yzFwHTKY1J4Oe5Sj1fpVbTQ3s0";

    private final People people;
    private final PasswordEncoder passwords;
    private final SignInAttempts attempts;
    private final SecondFactors factors;
    private final boolean offered;

    PasswordSignIn(
            People people, PasswordEncoder passwords, SignInAttempts attempts, SecondFactors factors, boolean offered) {
        this.offered = offered;
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.factors = factors;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        if (!offered) {
            throw new BadCredentialsException("Passwords open nothing here");
        }
        SignInDetails details = (SignInDetails) Objects.requireNonNull(asked.getDetails());
        String username = asked.getName();
        String password = Objects.requireNonNullElse(asked.getCredentials(), "").toString();
        Optional<Person> known = people.find(username);
        long attempt = attempts.begin(
                Kind.PASSWORD, username, known.map(Person::accountId).orElse(null), details.origin());
        String hash =
                known.map(Person::passwordHash).filter(one -> !one.isEmpty()).orElse(NOBODYS);
        boolean right = passwords.matches(password, hash) && !hash.equals(NOBODYS);
        Person person =
                known.filter(one -> right && one.enabled()).orElseThrow(() -> new BadCredentialsException("Wrong"));
        if (passwords.upgradeEncoding(hash)) {
            people.hashAnew(person, Objects.requireNonNull(passwords.encode(password)));
        }
        if (factors.has(person) || factors.isRequiredOf(person)) {
            attempts.end(attempt, person.accountId(), Outcome.CODE_AWAITED);
            throw new CodeAwaited(person.withoutPassword(), details);
        }
        attempts.end(attempt, person.accountId(), Outcome.SUCCEEDED);
        UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(
                person.withoutPassword(), null, person.getAuthorities());
        signedIn.setDetails(details);
        return signedIn;
    }
}
