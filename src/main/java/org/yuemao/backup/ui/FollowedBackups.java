package org.yuemao.backup.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.backup.BackupService;

/** Shows anew what stands in open windows about backups, whenever one has gone on. */
final class FollowedBackups {
    private FollowedBackups() {}

    /** Calls under the window's lock, with the rights of its person, as long as the component is attached. */
    static void follow(Component component, BackupService backups, Runnable show) {
        component.addAttachListener(attached -> {
            UI ui = attached.getUI();
            SecurityContext person = SecurityContextHolder.getContext();
            Runnable unfollow = backups.follow(() -> {
                try {
                    ui.access(() -> new DelegatingSecurityContextRunnable(show, person).run());
                } catch (UIDetachedException closed) {
                    // The window was closed in between; it ends with the component.
                    return;
                }
            });
            component.addDetachListener(detached -> {
                detached.unregisterListener();
                unfollow.run();
            });
        });
    }
}
