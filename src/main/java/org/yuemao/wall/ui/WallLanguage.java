package org.yuemao.wall.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Texts;

/** The language of the screens of a wall, which the wall says, and not who looks at it. */
final class WallLanguage {
    private WallLanguage() {}

    static void speak(BeforeEnterEvent event) {
        String language = LocationParameters.text(event.getLocation(), "language");
        event.getUI().setLocale("en".equals(language) ? Texts.ENGLISH : Texts.CHINESE);
    }
}
