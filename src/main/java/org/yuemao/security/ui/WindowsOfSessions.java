package org.yuemao.security.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.yuemao.security.OpenWindows;

/** Leads windows to the sign-in page before their session is gone: nobody goes on reading in them. */
@Component
class WindowsOfSessions implements OpenWindows, VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(opened -> {
            number.incrementAndGet();
            opened.getUI().addDetachListener(closed -> number.decrementAndGet());
        });
    }

    @Override
    public int number() {
        return number.get();
    }

    @Override
    public void leave(HttpSession session) {
        for (VaadinSession windows : VaadinSession.getAllSessions(session)) {
            windows.lock();
            try {
                // Sent when the lock is given back.
                windows.getUIs().forEach(WindowsOfSessions::leave);
            } finally {
                windows.unlock();
            }
        }
    }

    private static void leave(UI window) {
        window.getPage().setLocation("sign-in?ended");
    }
}
