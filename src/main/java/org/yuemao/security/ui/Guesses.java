package org.yuemao.security.ui;

import com.vaadin.flow.server.VaadinRequest;
import org.springframework.stereotype.Component;
import org.yuemao.base.Refusal;
import org.yuemao.security.Origin;
import org.yuemao.security.RateLimits;
import org.yuemao.security.RateLimits.Kind;

/** How often whoever asks has shown an address or a token that opens nothing: those who have to be slowed have not signed in. */
@Component
public class Guesses {
    private final RateLimits rates;

    Guesses(RateLimits rates) {
        this.rates = rates;
    }

    /** Whether another may be looked at. */
    public boolean mayTry() {
        return rates.isOpen(Kind.GUESS, source());
    }

    /**
     * Refuses to look at another one now.
     *
     * @throws Refusal saying when it may be tried
     */
    public void require() {
        rates.requireOpen(Kind.GUESS, source());
    }

    /** Counts one. */
    public void note() {
        rates.take(Kind.GUESS, source());
    }

    private static String source() {
        VaadinRequest request = VaadinRequest.getCurrent();
        return request == null ? "" : Origin.sourceOf(request.getRemoteAddr());
    }
}
