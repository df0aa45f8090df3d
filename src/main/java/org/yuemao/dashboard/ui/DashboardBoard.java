package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.springframework.security.core.context.SecurityContext;
import org.yuemao.dashboard.DashboardTile;

/**
 * A dashboard that follows what is committed, and the day: whatever the number of its tiles, each filter is counted once, for
 * all who look at it. It gets nothing while nobody looks. In a narrow window its tiles stand below each other as one reads.
 */
@StyleSheet("summary.css")
@StyleSheet("dashboard.css")
public class DashboardBoard extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final List<TileView> views;
    private final LiveTiles live;

    DashboardBoard(DashboardBoards boards, List<DashboardTile> tiles, boolean waysOut) {
        views = tiles.stream()
                .sorted(DashboardTile.READING_ORDER)
                .map(tile -> new TileView(boards, tile, waysOut))
                .toList();
        getContent().addClassName("dashboard-board");
        views.forEach(view -> {
            var place = view.tile().place();
            view.getElement()
                    .getStyle()
                    .set(
                            "--tile-area",
                            "%d / %d / span %d / span %d"
                                    .formatted(place.row() + 1, place.column() + 1, place.height(), place.width()))
                    .set("--tile-height", String.valueOf(place.height()));
            getContent().add(view);
        });
        live = new LiveTiles(getContent(), boards);
        live.show(views);
    }

    /** On whose behalf it counts, where that is not the person who looks at it. To be said before it is attached. */
    public void countFor(SecurityContext person) {
        live.countFor(person);
    }

    /** For a display that people look at from afar: large type, and all tiles share the height that there is. */
    public void setLarge(boolean large) {
        getContent().setClassName("large", large);
        views.forEach(view -> view.setLarge(large));
    }
}
