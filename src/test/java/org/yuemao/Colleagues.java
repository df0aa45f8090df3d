package org.yuemao;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Does something as another of the test database's people, on a thread of that person's own. */
public final class Colleagues {
    private Colleagues() {}

    /** What the person with the username got from the work. */
    public static <T> T as(String username, UserDetailsService people, Callable<T> work) {
        UserDetails person = people.loadUserByUsername(username);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities()));
        try (ExecutorService own = Executors.newSingleThreadExecutor()) {
            return own.submit(new DelegatingSecurityContextCallable<>(work, context))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
