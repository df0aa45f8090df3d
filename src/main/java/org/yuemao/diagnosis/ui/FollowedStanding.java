package org.yuemao.diagnosis.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Shows anew every few seconds how the desk is, in the windows that look at it. */
@org.springframework.stereotype.Component
class FollowedStanding implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedStanding.class);
    private static final long PACE_SECONDS = 5;

    private final Set<Runnable> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("diagnostics").factory());

    FollowedStanding() {
        ticker.scheduleWithFixedDelay(this::tick, PACE_SECONDS, PACE_SECONDS, TimeUnit.SECONDS);
    }

    /** Calls under the window's lock, with the rights of its person, as long as the component is attached. */
    void follow(Component component, Runnable show) {
        component.addAttachListener(attached -> {
            UI ui = attached.getUI();
            SecurityContext person = SecurityContextHolder.getContext();
            Runnable follower = () -> ui.access(() -> new DelegatingSecurityContextRunnable(show, person).run());
            followers.add(follower);
            component.addDetachListener(detached -> {
                detached.unregisterListener();
                followers.remove(follower);
            });
        });
    }

    private void tick() {
        followers.forEach(follower -> {
            try {
                follower.run();
            } catch (UIDetachedException closed) {
                followers.remove(follower);
            } catch (RuntimeException e) {
                LOG.error("An open view could not be told how the desk is", e);
            }
        });
    }

    @Override
    public void destroy() {
        ticker.shutdownNow();
    }
}
