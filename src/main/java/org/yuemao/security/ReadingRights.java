package org.yuemao.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.yuemao.base.Review;

/**
 * What the current person may read of the records that are reviewed: viewers what is approved, all others everything, and so
 * does work that nobody asked for.
 */
@Component
public class ReadingRights {
    private static final GrantedAuthority AS_CHOSEN = new SimpleGrantedAuthority("READS_AS_CHOSEN");

    private final CurrentPerson currentPerson;

    public ReadingRights(CurrentPerson currentPerson) {
        this.currentPerson = currentPerson;
    }

    /**
     * A person who looks at sums that somebody who reads everything has chosen to show, as those of a wall: they are what was
     * chosen, whoever looks.
     */
    public static SecurityContext asChosen(SecurityContext reader) {
        Authentication known = Objects.requireNonNull(reader.getAuthentication());
        List<GrantedAuthority> authorities = new ArrayList<>(known.getAuthorities());
        authorities.add(AS_CHOSEN);
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                Objects.requireNonNull(known.getPrincipal()), null, authorities));
    }

    /** Whether the person reads what is not approved yet. */
    public boolean readsDrafts() {
        return currentPerson.find().map(Person::readsDrafts).orElse(true) || isAsChosen();
    }

    private static boolean isAsChosen() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getAuthorities().contains(AS_CHOSEN);
    }

    /** Whether the person may read a record that stands so. */
    public boolean mayRead(Review review) {
        return review.isApproved() || readsDrafts();
    }

    /**
     * What the person may read, as a condition in SQL that begins with "and".
     *
     * @param table as which the table is known that says how far the review is
     */
    public String and(String table) {
        return readsDrafts() ? "" : " and " + approved(table);
    }

    /** That a row is approved, as a condition in SQL. */
    public static String approved(String table) {
        return table + ".review_state = 'APPROVED'";
    }
}
