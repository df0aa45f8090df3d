package org.yuemao.live.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.server.communication.PushConnection;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A window that cannot be reached, since its laptop sleeps or it was closed without a word. What would be sent to it gathers
 * on the server until it is back, or for as long as its session lives; so nothing should, but for the wish to catch up.
 */
public final class LostConnection {
    private final Component component;
    private final UI ui;
    private final Command catchUp;
    private final AtomicBoolean awaited = new AtomicBoolean();

    /**
     * Of the window in which the component is.
     *
     * @param catchUp shows what is to be seen by now, under the window's lock, when it can be reached again
     */
    public LostConnection(Component component, UI ui, Command catchUp) {
        this.component = component;
        this.ui = ui;
        this.catchUp = catchUp;
    }

    /** Whether the window cannot be reached now; it catches up once it can. May be asked on any thread, without a lock. */
    public boolean isLost() {
        PushConnection push = ui.getInternals().getPushConnection();
        if (push == null || push.isConnected()) {
            return false;
        }
        if (awaited.compareAndSet(false, true)) {
            try {
                // What is prepared for an answer is prepared as soon as there is a connection to send it by.
                ui.access(() -> ui.beforeClientResponse(component, answered -> {
                    awaited.set(false);
                    catchUp.execute();
                }));
            } catch (UIDetachedException closed) {
                // The window was closed in between.
                return true;
            }
        }
        return true;
    }
}
