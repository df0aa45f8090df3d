package org.yuemao.security;

import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/** Who is asking. Also usable in rules: {@code @PreAuthorize("@currentPerson.mayWriteFor(#office)")}. */
@Component
public class CurrentPerson {

    /** The person who has signed in. */
    public Optional<Person> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Person person
                ? Optional.of(person)
                : Optional.empty();
    }

    /** The person who has signed in; access is denied where nobody has. */
    public Person get() {
        return find().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }

    /** Where the person has signed in from; nowhere for work that nobody asked for. */
    public Origin origin() {
        return signIn().map(SignInDetails::origin).orElse(new Origin("", null, null));
    }

    /** What is known of how the person has signed in. */
    public Optional<SignInDetails> signIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof SignInDetails details
                ? Optional.of(details)
                : Optional.empty();
    }

    /** The username to record with a change; {@code system} for work that nobody asked for, such as the sample year. */
    public String username() {
        return find().map(Person::username).orElse("system");
    }

    /** Does something as a person who has proved to be that without signing in. */
    public void runAs(Person person, Runnable work) {
        new DelegatingSecurityContextRunnable(
                        work,
                        new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                                person, null, person.getAuthorities())))
                .run();
    }

    /** Denies access unless the person may write rows of the office. */
    public void requireWriteFor(String officeCode) {
        if (!get().mayWriteFor(officeCode)) {
            throw new AccessDeniedException(get().username() + " may not write rows of office " + officeCode);
        }
    }
}
