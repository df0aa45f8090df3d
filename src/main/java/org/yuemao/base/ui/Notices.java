package org.yuemao.base.ui;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/** Short notices at the lower edge of the window. */
public final class Notices {
    private Notices() {}

    /** Something has been done. */
    public static void done(String text) {
        show(text, 3000, NotificationVariant.SUCCESS);
    }

    /** Something was refused, and why; stays until read, and is announced at once by screen readers. */
    public static void refused(String text) {
        show(text, 10000, NotificationVariant.ERROR);
    }

    private static void show(String text, int milliseconds, NotificationVariant variant) {
        Notification notification = new Notification(text, milliseconds, Notification.Position.BOTTOM_CENTER);
        notification.addThemeVariants(variant);
        notification.setAssertive(variant == NotificationVariant.ERROR);
        notification.open();
    }
}
