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
import java.util.function.BooleanSupplier;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LostConnection;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.OpenOverviews;
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
    private final transient SummaryService summaries;
    private final transient OpenOverviews openOverviews;
    private final transient OpenWalls openWalls;
    private final List<WallScreenPanel> panels = new ArrayList<>();
    private final transient List<LiveUpdates.Registration> listening = new ArrayList<>();
    private transient volatile LocalDate day;
    private volatile boolean closed;

    /**
     * The screens of a wall.
     *
     * @param reader on whose behalf it counts
     * @param allowed asked again and again: once it says no, nothing is shown any more
     */
    WallScreens(
            Wall wall,
            SecurityContext reader,
            BooleanSupplier allowed,
            SummaryService summaries,
            OpenOverviews openOverviews,
            OpenWalls openWalls,
            Places places) {
        this.reader = reader;
        this.allowed = allowed;
        this.summaries = summaries;
        this.openOverviews = openOverviews;
        this.openWalls = openWalls;
        day = openWalls.today();
        wall.data().screens().forEach(screen -> panels.add(new WallScreenPanel(screen, places)));
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

    /** Screens with the same filter are shown one count, whatever their number. */
    private void begin(UI ui, LostConnection connection) {
        panels.forEach(panel -> listening.add(openOverviews.follow(
                () -> closed || connection.isLost() ? null : panel.on(day),
                reader,
                now -> access(ui, () -> show(panel, now.overview())))));
        catchUp();
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
            panels.forEach(this::count);
        }
    }

    private void count(WallScreenPanel panel) {
        new DelegatingSecurityContextRunnable(() -> show(panel, summaries.overview(panel.on(day))), reader).run();
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
