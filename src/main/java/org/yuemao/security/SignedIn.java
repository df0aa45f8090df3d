package org.yuemao.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;

/** What follows from a sign-in, whichever way it was done: the account knows the browser from now on. */
@Component
class SignedIn implements SessionAuthenticationStrategy {
    private final KnownDevices devices;

    SignedIn(KnownDevices devices) {
        this.devices = devices;
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (authentication.getPrincipal() instanceof Person person) {
            devices.remember(request, response, person.username());
        }
    }
}
