package org.yuemao.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yuemao.security.SignInAttempts.Kind;
import org.yuemao.security.SignInAttempts.Outcome;

/** Signs in whoever has shown the password a moment ago, by the code of the second factor. */
class CodeSignIn extends AbstractAuthenticationProcessingFilter {
    static final String PATH = "/sign-in/code";

    private final People people;
    private final SecondFactors factors;
    private final SignInAttempts attempts;
    private final Clock clock;

    CodeSignIn(People people, SecondFactors factors, SignInAttempts attempts, Clock clock) {
        super(
                PathPatternRequestMatcher.withDefaults().matcher(org.springframework.http.HttpMethod.POST, PATH),
                asked -> {
                    throw new UnsupportedOperationException();
                });
        this.people = people;
        this.factors = factors;
        this.attempts = attempts;
        this.clock = clock;
        setAuthenticationFailureHandler(CodeSignIn::refuse);
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        AwaitedSignIn awaited = AwaitedSignIn.of(
                        session == null ? null : session.getAttribute(AwaitedSignIn.NAME), clock.instant())
                .orElseThrow(() -> new CredentialsExpiredException("No code is awaited"));
        // As the account stands now: it may have been locked since, or the password set anew.
        Person person = people.find(awaited.person().username())
                .filter(one ->
                        one.enabled() && one.signInEpoch() == awaited.person().signInEpoch())
                .map(Person::withoutPassword)
                .orElseThrow(() -> new CredentialsExpiredException("The account has changed"));
        if (!awaited.proved()) {
            String code = Objects.requireNonNullElse(request.getParameter("code"), "");
            long attempt = attempts.begin(
                    Kind.CODE,
                    Long.toString(person.accountId()),
                    person.accountId(),
                    awaited.details().origin());
            if (!factors.accepts(person, code)) {
                throw new BadCredentialsException("Wrong");
            }
            attempts.end(attempt, person.accountId(), Outcome.SUCCEEDED);
        }
        Objects.requireNonNull(session).removeAttribute(AwaitedSignIn.NAME);
        UsernamePasswordAuthenticationToken signedIn =
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        signedIn.setDetails(awaited.details());
        return signedIn;
    }

    /** Back to the page that asks for the code, or to the beginning where none is awaited any more. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        response.sendRedirect(request.getContextPath()
                + switch (refused) {
                    case SignInSlowed slowed -> PATH + "?wait=" + slowed.seconds();
                    case CredentialsExpiredException late -> "/sign-in?late";
                    default -> PATH + "?error";
                });
    }
}
