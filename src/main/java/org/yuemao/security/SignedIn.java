package org.yuemao.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;

/** What follows from a sign-in, whichever way it was done: the account knows the browser from now on, and
 * the session is listed. */
@Component
class SignedIn implements SessionAuthenticationStrategy {
    private final KnownDevices devices;
    private final OpenSessions sessions;
    private final People people;

    SignedIn(KnownDevices devices, OpenSessions sessions, People people) {
        this.devices = devices;
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (authentication.getPrincipal() instanceof Person person) {
            devices.remember(request, response, person.username());
            people.noteSignIn(person);
            if (authentication.getDetails() instanceof SignInDetails details) {
                sessions.begin(person, details, request.getSession());
            }
        }
    }
}
