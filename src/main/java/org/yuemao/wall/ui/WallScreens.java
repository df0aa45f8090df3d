package org.yuemao.wall.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.Command;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.yuemao.dashboard.DashboardChanged;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LostConnection;
import org.yuemao.summary.Overview;
import org.yuemao.wall.Wall;

/**
 * All screens of a wall, kept up to date for as long as they are open: by what is committed, and by the day. Which of them is
 * to be seen is said in the browser, so that they go on in turn while the server cannot be reached.
 */
@Tag("yuemao-wall")
@JsModule("./yuemao-wall.ts")
@StyleSheet("wall.css")
class WallScreens extends Component implements HasComponents, HasStyle {
    private static final long serialVersionUID = 1L;

    private final transient SecurityContext reader;
    private final transient BooleanSupplier allowed;
    private final transient WallParts parts;
    private final transient OpenWalls openWalls;
    private final List<WallScreenPanel> panels = new ArrayList<>();
    private final transient List<LiveUpdates.Registration> listening = new ArrayList<>();
    private transient volatile LocalDate day;
    private volatile boolean closed;

    /** See {@link WallParts}; what says which day it is may be another one. */
    WallScreens(WallParts parts, OpenWalls openWalls, Wall wall, SecurityContext reader, BooleanSupplier allowed) {
        this.parts = parts;
        this.openWalls = openWalls;
        this.reader = reader;
        this.allowed = allowed;
        day = openWalls.today();
        wall.data().screens().forEach(screen -> panels.add(new WallScreenPanel(screen, parts.places)));
        panels.forEach(this::add);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        LostConnection connection = new LostConnection(this, ui, this::catchUp);
        listening.add(openWalls.follow(today -> tick(ui, today)));
        begin(ui, connection);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        listening.forEach(LiveUpdates.Registration::end);
        listening.clear();
    }

    /** Screens with the same filter are shown one count, whatever their number. A dashboard counts by itself. */
    private void begin(UI ui, LostConnection connection) {
        counting()
                .forEach(panel -> listening.add(parts.openOverviews.follow(
                        () -> closed || connection.isLost() ? null : panel.on(day),
                        reader,
                        now -> access(ui, () -> show(panel, now.overview())))));
        List<WallScreenPanel> dashboards =
                panels.stream().filter(panel -> panel.dashboardId() != null).toList();
        if (!dashboards.isEmpty()) {
            dashboards.forEach(this::showDashboard);
            listening.add(parts.updates.listen(changes -> dashboards.stream()
                    .filter(panel ->
                            changes.contains(new DashboardChanged(Objects.requireNonNull(panel.dashboardId()))))
                    .forEach(panel -> access(ui, () -> showDashboard(panel)))));
        }
        catchUp();
    }

    private Stream<WallScreenPanel> counting() {
        return panels.stream().filter(panel -> panel.dashboardId() == null);
    }

    private void showDashboard(WallScreenPanel panel) {
        if (!closed) {
            long id = Objects.requireNonNull(panel.dashboardId());
            asReader(() -> panel.show(parts.dashboards.find(id).orElse(null), parts.boards, reader));
        }
    }

    private void asReader(Runnable reading) {
        new DelegatingSecurityContextRunnable(reading, reader).run();
    }

    private void tick(UI ui, LocalDate today) {
        if (closed) {
            return;
        }
        if (!allowed.getAsBoolean()) {
            closed = true;
            access(ui, this::goDark);
        } else if (!today.equals(day)) {
            access(ui, () -> turnTo(today));
        }
    }

    /** The day has changed; what is current may be another year now. */
    private void turnTo(LocalDate today) {
        LocalDate before = day;
        day = today;
        panels.stream()
                .filter(panel -> !panel.on(before).equals(panel.on(today)))
                .forEach(this::count);
    }

    private void catchUp() {
        if (!closed) {
            counting().forEach(this::count);
        }
    }

    private void count(WallScreenPanel panel) {
        asReader(() -> show(panel, parts.summaries.overview(panel.on(day))));
    }

    private void show(WallScreenPanel panel, Overview overview) {
        // The day may have changed since it was counted; then what it is about now has been shown already.
        if (!closed && overview.filter().equals(panel.on(day))) {
            panel.show(overview);
        }
    }

    /** Nothing of the numbers stays in the page. */
    private void goDark() {
        removeAll();
        panels.clear();
        listening.forEach(LiveUpdates.Registration::end);
        listening.clear();
        Paragraph gone = new Paragraph(getTranslation("wall.gone"));
        gone.addClassName("wall-gone");
        add(gone);
        getElement().setAttribute("data-gone", true);
    }

    private static void access(UI ui, Command change) {
        try {
            ui.access(change);
        } catch (UIDetachedException closed) {
            // The window was closed in between; its registrations end with it.
            return;
        }
    }
}
