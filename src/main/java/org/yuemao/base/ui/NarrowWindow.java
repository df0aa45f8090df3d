package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableConsumer;

/** Tells a component whether the window is as narrow as a phone's, since columns of a grid are beyond a style sheet's reach. */
public final class NarrowWindow {
    /** A window of less than this is narrow, in CSS pixels; style sheets use the same width. */
    public static final int BELOW = 700;

    private NarrowWindow() {}

    /** Tells once the component is attached, and whenever the window's size changes. */
    public static void follow(Component component, SerializableConsumer<Boolean> narrow) {
        component.addAttachListener(attached -> {
            UI ui = attached.getUI();
            ui.getPage()
                    .executeJs("return window.innerWidth")
                    .then(Integer.class, width -> narrow.accept(width < BELOW));
            var resizing =
                    ui.getPage().addBrowserWindowResizeListener(resized -> narrow.accept(resized.getWidth() < BELOW));
            component.addDetachListener(detached -> {
                detached.unregisterListener();
                resizing.remove();
            });
        });
    }
}
