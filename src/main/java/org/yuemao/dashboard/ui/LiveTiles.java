package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.signals.Signal;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LostConnection;
import org.yuemao.summary.Included;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.ui.OpenOverviews;

/** Shows tiles what they count, and again after each commit and at the beginning of each day, while their place is attached. */
final class LiveTiles implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Component place;
    private final transient DashboardBoards boards;
    private final transient Map<SummaryFilter, LiveUpdates.Registration> following = new LinkedHashMap<>();
    private transient List<TileView> tiles = List.of();
    private transient @Nullable SecurityContext person;
    private transient @Nullable UI ui;
    private transient @Nullable LostConnection connection;
    private transient LiveUpdates.@Nullable Registration newDays;
    private volatile boolean hidden;
    private volatile boolean missed;
    private boolean countsAll;

    LiveTiles(Component place, DashboardBoards boards) {
        this.place = place;
        this.boards = boards;
        place.addAttachListener(this::attached);
        place.addDetachListener(detached -> end());
    }

    void countFor(SecurityContext other) {
        person = other;
    }

    /** Shows these from now on. */
    void show(List<TileView> shown) {
        tiles = List.copyOf(shown);
        if (ui != null) {
            countAnew();
        }
    }

    private void attached(AttachEvent event) {
        UI window = event.getUI();
        ui = window;
        if (person == null) {
            person = SecurityContextHolder.getContext();
        }
        connection = new LostConnection(place, window, this::countAnew);
        newDays = boards.newDays.listen(() -> whileLookedAt(window, this::countAnew));
        Signal.effect(place, () -> {
            hidden = window.getPage().pageVisibilitySignal().get() == PageVisibility.HIDDEN;
            if (!hidden && missed) {
                missed = false;
                countAnew();
            }
        });
        countAnew();
    }

    private void end() {
        ui = null;
        following.values().forEach(LiveUpdates.Registration::end);
        following.clear();
        if (newDays != null) {
            newDays.end();
            newDays = null;
        }
    }

    /** Counts what the tiles ask for today, each filter once, and follows just that. */
    private void countAnew() {
        UI window = ui;
        if (window == null) {
            return;
        }
        new DelegatingSecurityContextRunnable(
                        () -> countsAll = boards.summaries.mayCountAll(), Objects.requireNonNull(person))
                .run();
        Map<SummaryFilter, List<TileView>> wanted = new LinkedHashMap<>();
        LocalDate today = LocalDate.now(boards.clock);
        tiles.forEach(tile -> {
            SummaryFilter filter = counted(tile, today);
            if (filter != null) {
                wanted.computeIfAbsent(filter, key -> new ArrayList<>()).add(tile);
            }
        });
        following.entrySet().removeIf(entry -> {
            if (wanted.containsKey(entry.getKey())) {
                return false;
            }
            entry.getValue().end();
            return true;
        });
        SecurityContext counting = Objects.requireNonNull(person);
        wanted.keySet()
                .forEach(filter -> following.computeIfAbsent(
                        filter,
                        key -> boards.openOverviews.follow(
                                () -> isLookedAt() ? key : null, counting, now -> access(window, () -> show(now)))));
        new DelegatingSecurityContextRunnable(
                        () -> wanted.forEach((filter, those) -> {
                            Overview overview = boards.summaries.overview(filter);
                            those.forEach(tile -> tile.show(overview));
                        }),
                        counting)
                .run();
    }

    /** What a tile counts for this person: two who look at one board need not be shown the same. */
    private @Nullable SummaryFilter counted(TileView tile, LocalDate today) {
        SummaryFilter filter = tile.filter(today);
        return filter == null || countsAll ? filter : filter.with(Included.APPROVED);
    }

    private void show(OpenOverviews.Current now) {
        LocalDate today = LocalDate.now(boards.clock);
        tiles.stream()
                .filter(tile -> now.overview().filter().equals(counted(tile, today)))
                .forEach(tile -> tile.show(now.overview()));
    }

    /** Asked on any thread; what is missed meanwhile is made up for. */
    private boolean isLookedAt() {
        if (hidden) {
            missed = true;
            // Asked again, or a page that is shown at this very moment would wait for the next change.
            if (hidden) {
                return false;
            }
        }
        LostConnection window = connection;
        return window == null || !window.isLost();
    }

    private void whileLookedAt(UI window, Command command) {
        if (isLookedAt()) {
            access(window, command);
        }
    }

    private static void access(UI window, Command command) {
        try {
            window.access(command);
        } catch (UIDetachedException closed) {
            // The window was closed in between; its registrations end with it.
            return;
        }
    }
}
