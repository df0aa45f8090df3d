package org.yuemao.wall.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.yuemao.wall.OpenedWall;
import org.yuemao.wall.WallLinkService;

/**
 * The screens of a wall that a link has opened, within the wall's frame. Nobody signs in: the session stays that of
 * nobody, so that nothing else opens to it, and only the counting is done on behalf of the link's maker.
 */
@Route(value = "wall/screens/:secret", autoLayout = false)
@AnonymousAllowed
class LinkedWallView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient WallDoor door;
    private final transient WallLinkService links;
    private final transient WallParts parts;

    LinkedWallView(WallDoor door, WallLinkService links, WallParts parts) {
        this.door = door;
        this.links = links;
        this.parts = parts;
        addClassName("wall");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        WallLanguage.speak(event);
        event.getUI().getPage().setColorScheme(ColorScheme.Value.DARK);
        removeAll();
        String secret = event.getRouteParameters().get("secret").orElse("");
        VaadinRequest request = VaadinRequest.getCurrent();
        String address = request == null ? "" : request.getRemoteAddr();
        door.open(secret, address).opened().ifPresentOrElse(this::show, this::refuse);
    }

    private void show(OpenedWall opened) {
        SecurityContextImpl reader = new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                opened.reader(), null, opened.reader().getAuthorities()));
        long link = opened.linkId();
        add(parts.screens(opened.wall(), reader, () -> links.stillOpens(link)));
    }

    private void refuse() {
        Paragraph gone = new Paragraph(getTranslation("wall.gone"));
        gone.addClassName("wall-gone");
        add(gone);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("wall.display");
    }
}
