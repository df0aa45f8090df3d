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
import org.yuemao.place.Places;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.OpenOverviews;
import org.yuemao.wall.WallService;

/** The screens of a wall for a person who has signed in, within the wall's frame. */
@Route(value = "wall/own-screens/:wall", autoLayout = false)
@PermitAll
class OwnWallView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient WallService walls;
    private final transient SummaryService summaries;
    private final transient OpenOverviews openOverviews;
    private final transient OpenWalls openWalls;
    private final transient Places places;

    OwnWallView(
            WallService walls,
            SummaryService summaries,
            OpenOverviews openOverviews,
            OpenWalls openWalls,
            Places places) {
        this.walls = walls;
        this.summaries = summaries;
        this.openOverviews = openOverviews;
        this.openWalls = openWalls;
        this.places = places;
        addClassName("wall");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        WallLanguage.speak(event);
        event.getUI().getPage().setColorScheme(ColorScheme.Value.DARK);
        removeAll();
        add(new WallScreens(
                event.getRouteParameters().getLong("wall").flatMap(walls::find).orElseThrow(NotFoundException::new),
                SecurityContextHolder.getContext(),
                () -> true,
                summaries,
                openOverviews,
                openWalls,
                places));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("wall.display");
    }
}
