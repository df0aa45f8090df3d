package org.yuemao.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;

/** Notes in the log what a person was not allowed to do, by the number of the account. */
@Configuration
class DeniedAccess {
    private static final Logger LOG = LoggerFactory.getLogger(DeniedAccess.class);

    @Bean
    static AuthorizationEventPublisher deniedAccessIsTold(ApplicationEventPublisher publisher) {
        return new SpringAuthorizationEventPublisher(publisher);
    }

    @EventListener
    void note(AuthorizationDeniedEvent<?> denied) {
        Authentication who = denied.getAuthentication().get();
        if (who != null && who.getPrincipal() instanceof Person person) {
            LOG.warn("Person {} was denied {}", person.accountId(), what(denied.getObject()));
        }
    }

    private static String what(Object asked) {
        return asked instanceof org.aopalliance.intercept.MethodInvocation call
                ? call.getMethod().getDeclaringClass().getSimpleName() + "."
                        + call.getMethod().getName()
                : "an address";
    }
}
