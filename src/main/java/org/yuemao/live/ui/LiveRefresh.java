package org.yuemao.live.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.signals.Signal;
import java.util.function.Predicate;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.base.DomainEvent;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.live.LiveUpdates;

/** Keeps an open view up to date with what others commit. */
public final class LiveRefresh {
    private final UI ui;
    private final Command refresh;
    private final LostConnection connection;
    private volatile boolean hidden;
    private volatile boolean missedChanges;

    private LiveRefresh(Component component, UI ui, Command refresh) {
        this.ui = ui;
        this.refresh = refresh;
        connection = new LostConnection(component, ui, refresh);
    }

    /**
     * Refreshes, under the window's lock, after each commit of a change that concerns the component, as long as it is
     * attached; a change of many rows at once concerns all. Nobody looks at a hidden page, and one that cannot be reached
     * gets nothing: each is refreshed once it is shown or reached again.
     */
    public static void follow(
            Component component, LiveUpdates updates, Predicate<DomainEvent> concerns, Command refresh) {
        component.addAttachListener(attached -> listen(attached, updates, concerns, refresh));
    }

    private static void listen(
            AttachEvent attached, LiveUpdates updates, Predicate<DomainEvent> concerns, Command refresh) {
        Component component = attached.getSource();
        UI ui = attached.getUI();
        SecurityContext person = SecurityContextHolder.getContext();
        // On whatever thread this comes to run, it reads what the person of the window may read.
        LiveRefresh live = new LiveRefresh(
                component, ui, () -> new DelegatingSecurityContextRunnable(refresh::execute, person).run());
        LiveUpdates.Registration listening = updates.listen(changes -> {
            if (changes.stream().anyMatch(change -> change instanceof ManyChanged || concerns.test(change))) {
                live.changed();
            }
        });
        Signal.effect(component, () -> {
            live.hidden = ui.getPage().pageVisibilitySignal().get() == PageVisibility.HIDDEN;
            if (!live.hidden && live.missedChanges) {
                live.changed();
            }
        });
        component.addDetachListener(detached -> {
            detached.unregisterListener();
            listening.end();
        });
    }

    private void changed() {
        if (hidden) {
            missedChanges = true;
            // Asked again, or a page that is shown at this very moment would wait for the next change.
            if (hidden) {
                return;
            }
        }
        missedChanges = false;
        if (connection.isLost()) {
            return;
        }
        try {
            ui.access(refresh);
        } catch (UIDetachedException closed) {
            // The window was closed in between; its registration ends with it.
            return;
        }
    }
}
