package org.yuemao.wall.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.summary.SummaryService;
import org.yuemao.wall.Wall;
import org.yuemao.wall.WallChanged;
import org.yuemao.wall.WallLinkService;
import org.yuemao.wall.WallService;

/** The walls: everybody opens them in full screen; officials and administrators arrange them and make links to them. */
@Route("walls")
@PermitAll
@StyleSheet("wall.css")
class WallsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient WallService walls;
    private final transient WallLinkService links;
    private final transient SummaryService summaries;
    private final transient DashboardService dashboards;
    private final transient Places places;
    private final transient Clock clock;
    private final UnorderedList list = new UnorderedList();
    private final EmptyState empty;
    private final boolean arranges;

    WallsView(
            WallService walls,
            WallLinkService links,
            SummaryService summaries,
            DashboardService dashboards,
            Places places,
            LiveUpdates updates,
            Clock clock) {
        this.walls = walls;
        this.links = links;
        this.summaries = summaries;
        this.dashboards = dashboards;
        this.places = places;
        this.clock = clock;
        arranges = walls.mayArrange();
        list.addClassName("wall-list");
        Paragraph about = new Paragraph(getTranslation("wall.about"));
        about.addClassName("quiet");
        empty = new EmptyState(
                getTranslation("wall.empty.title"),
                getTranslation(arranges ? "wall.empty.hint" : "wall.empty.hint.reader"));
        addClassNames("view", "page", "walls");
        if (arranges) {
            Button add = new Button(getTranslation("wall.new"), VaadinIcon.PLUS.create(), clicked -> dialog(null));
            add.addThemeVariants(ButtonVariant.PRIMARY);
            add(new ViewHeader(getPageTitle(), add));
        } else {
            add(new ViewHeader(getPageTitle()));
        }
        add(about, empty, list);
        LiveRefresh.follow(this, updates, WallChanged.class::isInstance, this::show);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("wall.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void show() {
        List<Wall> all = walls.list();
        empty.setVisible(all.isEmpty());
        list.removeAll();
        all.forEach(wall -> list.add(item(wall)));
    }

    private ListItem item(Wall wall) {
        Div about = new Div(
                new H2(wall.data().name()),
                new Paragraph(getTranslation(
                        "wall.rhythm",
                        wall.data().screens().size(),
                        wall.data().seconds(),
                        getTranslation("wall.languages." + wall.data().languages()))),
                new Paragraph(wall.data().screens().stream()
                        .map(screen -> getTranslation(screen.kind().nameKey()))
                        .collect(Collectors.joining(" → "))));
        about.addClassName("wall-about");
        Anchor open = new Anchor("wall/own/" + wall.id(), getTranslation("wall.open"), AnchorTarget.BLANK);
        open.getElement().setAttribute("router-ignore", true);
        open.getElement()
                .setAttribute(
                        "aria-label", getTranslation("wall.open.of", wall.data().name()));
        Div actions = new Div(open);
        actions.addClassName("wall-actions");
        if (arranges) {
            actions.add(
                    action("wall.edit", wall, () -> walls.find(wall.id()).ifPresentOrElse(this::dialog, this::gone)),
                    action("wall.links", wall, () -> new WallLinksDialog(wall, links, clock).open()),
                    action("wall.remove", wall, () -> askToRemove(wall)));
        }
        return new ListItem(about, actions);
    }

    private Button action(String key, Wall wall, Runnable does) {
        Button button = new Button(getTranslation(key), clicked -> does.run());
        button.setAriaLabel(getTranslation(key) + ": " + wall.data().name());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private void gone() {
        Notices.refused(getTranslation("base.gone"));
        show();
    }

    private void dialog(@Nullable Wall wall) {
        new WallDialog(walls, summaries, dashboards, places, wall, clock, this::show).open();
    }

    private void askToRemove(Wall wall) {
        ConfirmDialog ask = new ConfirmDialog();
        ask.setHeader(getTranslation("wall.remove.ask", wall.data().name()));
        ask.setText(getTranslation("wall.remove.hint"));
        ask.setCancelable(true);
        ask.setCancelText(getTranslation("base.cancel"));
        ask.setConfirmText(getTranslation("wall.remove"));
        ask.setConfirmButtonTheme("error primary");
        ask.addConfirmListener(confirmed -> {
            SaveFailures.attempt(() -> walls.remove(wall.id(), wall.version()));
            show();
        });
        ask.open();
    }
}
