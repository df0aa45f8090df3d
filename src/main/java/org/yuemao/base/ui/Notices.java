package org.yuemao.base.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.i18n.I18NProvider;

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

    /** Something has been done that can be undone for a while, by the button or its key. */
    public static void undoable(String text, Runnable undo) {
        Notification notification = new Notification();
        Button button = new Button(I18NProvider.translate("base.bulk.undo"), clicked -> {
            notification.close();
            undo.run();
        });
        button.addClickShortcut(Key.KEY_Z, KeyModifier.ALT);
        button.setTooltipText("Alt+Z");
        Div content = new Div(new Span(text), button);
        content.addClassName("filter-bar");
        notification.add(content);
        notification.setDuration(20_000);
        notification.setPosition(Notification.Position.BOTTOM_CENTER);
        notification.addThemeVariants(NotificationVariant.SUCCESS);
        notification.open();
    }

    private static void show(String text, int milliseconds, NotificationVariant variant) {
        Notification notification = new Notification(text, milliseconds, Notification.Position.BOTTOM_CENTER);
        notification.addThemeVariants(variant);
        notification.setAssertive(variant == NotificationVariant.ERROR);
        notification.open();
    }
}
