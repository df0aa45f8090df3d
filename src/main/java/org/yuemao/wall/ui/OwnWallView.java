package org.yuemao.wall.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.wall.WallService;

/** The screens of a wall for a person who has signed in, within the wall's frame. */
@Route(value = "wall/own-screens/:wall", autoLayout = false)
@PermitAll
class OwnWallView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient WallService walls;
    private final transient WallParts parts;

    OwnWallView(WallService walls, WallParts parts) {
        this.walls = walls;
        this.parts = parts;
        addClassName("wall");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        WallLanguage.speak(event);
        event.getUI().getPage().setColorScheme(ColorScheme.Value.DARK);
        removeAll();
        add(parts.screens(
                event.getRouteParameters().getLong("wall").flatMap(walls::find).orElseThrow(NotFoundException::new),
                SecurityContextHolder.getContext(),
                () -> true));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("wall.display");
    }
}
