package org.yuemao.wall.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yuemao.place.Places;
import org.yuemao.summary.Included;
import org.yuemao.wall.WallScreen;

/** The screens of a wall in their order, which is changed by buttons or by Alt and the arrow keys. */
class WallOrder extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Places places;
    private final transient Map<Long, String> dashboards;
    private final transient List<WallScreen> screens = new ArrayList<>();
    private final OrderedList list = new OrderedList();
    private final Div spoken = new Div();

    /** The names are those of the dashboards that the person may see. */
    WallOrder(Places places, Map<Long, String> dashboards) {
        this.places = places;
        this.dashboards = dashboards;
        list.addClassName("wall-order");
        list.getElement().setAttribute("aria-label", getTranslation("wall.screens"));
        spoken.addClassName("wall-spoken");
        spoken.getElement().setAttribute("role", "status");
        getContent().add(list, spoken);
    }

    List<WallScreen> screens() {
        return screens;
    }

    void show(List<WallScreen> shown) {
        screens.clear();
        screens.addAll(shown);
        draw(-1);
    }

    void add(WallScreen screen) {
        screens.add(screen);
        draw(-1);
        say("wall.order.added", screens.size() - 1);
    }

    private void draw(int focused) {
        list.removeAll();
        for (int i = 0; i < screens.size(); i++) {
            ListItem item = item(i);
            list.add(item);
            if (i == focused) {
                item.getElement().callJsFunction("focus");
            }
        }
    }

    private ListItem item(int at) {
        Button up = button(VaadinIcon.ARROW_UP, "wall.order.up", at, () -> move(at, -1));
        Button down = button(VaadinIcon.ARROW_DOWN, "wall.order.down", at, () -> move(at, 1));
        up.setEnabled(at > 0);
        down.setEnabled(at < screens.size() - 1);
        ListItem item = new ListItem(
                new Span(name(screens.get(at))),
                up,
                down,
                button(VaadinIcon.TRASH, "wall.order.remove", at, () -> remove(at)));
        item.getElement().setAttribute("tabindex", "0");
        Shortcuts.addShortcutListener(item, () -> move(at, -1), Key.ARROW_UP, KeyModifier.ALT)
                .listenOn(item);
        Shortcuts.addShortcutListener(item, () -> move(at, 1), Key.ARROW_DOWN, KeyModifier.ALT)
                .listenOn(item);
        return item;
    }

    private Button button(VaadinIcon icon, String key, int at, Runnable does) {
        Button button = new Button(icon.create(), clicked -> does.run());
        button.setAriaLabel(getTranslation(key, name(screens.get(at))));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private void move(int at, int by) {
        int to = at + by;
        if (to >= 0 && to < screens.size()) {
            Collections.swap(screens, at, to);
            draw(to);
            say("wall.order.moved", to);
        }
    }

    private void remove(int at) {
        screens.remove(at);
        draw(Math.min(at, screens.size() - 1));
    }

    private void say(String key, int at) {
        spoken.setText(getTranslation(key, name(screens.get(at)), at + 1));
    }

    private String name(WallScreen screen) {
        if (screen.dashboardId() != null) {
            String known = dashboards.get(screen.dashboardId());
            return getTranslation("wall.screen.DASHBOARD") + (known == null ? "" : " · " + known);
        }
        return Stream.of(
                        getTranslation(screen.kind().nameKey()),
                        screen.year() == null ? getTranslation("wall.year.current") : String.valueOf(screen.year()),
                        screen.programme() == null ? "" : getTranslation("event.programme." + screen.programme()),
                        screen.cityCode() == null ? "" : places.nameOf(screen.cityCode(), getLocale()),
                        screen.sectorCode() == null ? "" : places.nameOf(screen.sectorCode(), getLocale()),
                        screen.included() == Included.USUAL
                                ? ""
                                : getTranslation(screen.included().nameKey()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
