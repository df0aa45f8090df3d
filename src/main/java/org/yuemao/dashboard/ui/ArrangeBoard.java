package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Notices;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.TileContent;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.dashboard.TilePlace;
import org.yuemao.summary.SummaryChart;

/**
 * The tiles of a dashboard while they are arranged: moved, sized, added, changed, removed, and each of that taken back. It
 * keeps nothing: whoever shows it saves its tiles.
 */
@StyleSheet("summary.css")
@StyleSheet("dashboard.css")
class ArrangeBoard extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final int STEPS = 100;

    private final transient DashboardBoards boards;
    private final BoardArranger arranger = new BoardArranger();
    private final Map<Integer, Box> boxes = new LinkedHashMap<>();
    private final LiveTiles live;
    private final transient Deque<List<DashboardTile>> before = new ArrayDeque<>();
    private final transient Deque<List<DashboardTile>> after = new ArrayDeque<>();
    private final Button undo = button("dashboard.arrange.undo", VaadinIcon.ARROW_BACKWARD, this::undo);
    private final Button redo = button("dashboard.arrange.redo", VaadinIcon.ARROW_FORWARD, this::redo);
    private final EmptyState empty =
            new EmptyState(getTranslation("dashboard.empty.title"), getTranslation("dashboard.empty.arrange"));
    private transient Consumer<List<DashboardTile>> changed = nobody -> {};
    private List<DashboardTile> tiles = List.of();

    ArrangeBoard(DashboardBoards boards, List<DashboardTile> begin) {
        this.boards = boards;
        live = new LiveTiles(getContent(), boards);
        Button add = button("dashboard.arrange.add", VaadinIcon.PLUS, () -> new AddTileDialog(this::add).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        Button compact = button("dashboard.arrange.compact", VaadinIcon.COMPRESS_SQUARE, arranger::compact);
        undo.addClickShortcut(Key.KEY_Z, KeyModifier.CONTROL);
        undo.setTooltipText("Ctrl+Z");
        redo.addClickShortcut(Key.KEY_Y, KeyModifier.CONTROL);
        redo.setTooltipText("Ctrl+Y");
        NativeDetails keys = new NativeDetails(
                getTranslation("dashboard.arrange.keys"), new Paragraph(getTranslation("dashboard.arrange.keys.how")));
        keys.addClassName("dashboard-keys");
        Div tools = new Div(add, undo, redo, compact, keys);
        tools.addClassNames("filter-bar", "dashboard-tools");
        tools.getElement().setAttribute("role", "toolbar");
        tools.getElement().setAttribute("aria-label", getTranslation("dashboard.arrange"));
        Div scrolled = new Div(arranger);
        scrolled.addClassName("dashboard-arranging");
        getContent().add(tools, empty, scrolled);
        arranger.onArranged(this::arranged);
        arranger.onRemoved(this::remove);
        arranger.onEdited(this::edit);
        show(begin.stream().sorted(DashboardTile.READING_ORDER).toList());
    }

    private Button button(String key, VaadinIcon icon, Runnable action) {
        return new Button(getTranslation(key), icon.create(), clicked -> action.run());
    }

    /** Who is told whenever the tiles are others, or elsewhere. */
    void onChanged(Consumer<List<DashboardTile>> told) {
        changed = told;
    }

    /** Arranges these instead, as a step that can be taken back. */
    void take(List<DashboardTile> others) {
        apply(others.stream().sorted(DashboardTile.READING_ORDER).toList());
    }

    /** As arranged by now. */
    List<DashboardTile> tiles() {
        return tiles;
    }

    private void arranged(Map<Integer, TilePlace> places) {
        List<DashboardTile> moved = tiles.stream()
                .map(tile -> tile.at(places.getOrDefault(tile.number(), tile.place())))
                .toList();
        if (!moved.equals(tiles)) {
            remember();
            tiles = moved;
            changed.accept(tiles);
        }
    }

    private void add(TileContent content) {
        if (tiles.size() >= DashboardService.MOST_TILES) {
            Notices.refused(getTranslation("dashboard.refused.tiles", DashboardService.MOST_TILES));
            return;
        }
        int row = DashboardTile.rowBelow(tiles);
        TilePlace size = Sizes.first(content);
        int number = DashboardTile.nextNumber(tiles);
        // What is added counts what most of the board counts.
        DashboardTile tile = new DashboardTile(
                number,
                content,
                usual(),
                content instanceof TileContent.Heading ? getTranslation("dashboard.heading") : null,
                new TilePlace(0, row, size.width(), size.height()));
        List<DashboardTile> more = new ArrayList<>(tiles);
        more.add(tile);
        apply(more);
        arranger.focus(number);
        arranger.say(getTranslation("dashboard.arrange.added", TileNames.of(tile)));
        if (content instanceof TileContent.Heading) {
            edit(number);
        }
    }

    private TileFilter usual() {
        Map<TileFilter, Integer> counts = new HashMap<>();
        tiles.stream()
                .filter(tile -> !(tile.content() instanceof TileContent.Heading))
                .forEach(tile -> counts.merge(tile.filter(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(TileFilter.CURRENT_YEAR);
    }

    private void remove(int number) {
        tile(number, removed -> {
            List<DashboardTile> rest =
                    tiles.stream().filter(tile -> tile.number() != number).toList();
            int next = Math.min(tiles.indexOf(removed), rest.size() - 1);
            apply(rest);
            if (next >= 0) {
                arranger.focus(rest.get(next).number());
            }
            arranger.say(getTranslation("dashboard.arrange.removed", TileNames.of(removed)));
        });
    }

    private void edit(int number) {
        tile(number, tile -> {
            new TileDialog(boards, tile, changed -> {
                        // It may have been moved since.
                        apply(tiles.stream()
                                .map(one -> one.number() == number ? changed.at(one.place()) : one)
                                .toList());
                        arranger.focus(number);
                    })
                    .begin();
        });
    }

    private void tile(int number, Consumer<DashboardTile> action) {
        tiles.stream().filter(tile -> tile.number() == number).findFirst().ifPresent(action);
    }

    private void undo() {
        step(before, after, "dashboard.arrange.undone");
    }

    private void redo() {
        step(after, before, "dashboard.arrange.redone");
    }

    private void step(Deque<List<DashboardTile>> from, Deque<List<DashboardTile>> to, String said) {
        List<DashboardTile> other = from.pollLast();
        if (other != null) {
            to.addLast(tiles);
            show(other);
            arranger.say(getTranslation(said));
        }
    }

    private void apply(List<DashboardTile> changed) {
        if (!changed.equals(tiles)) {
            remember();
            show(changed);
        }
    }

    private void remember() {
        before.addLast(tiles);
        if (before.size() > STEPS) {
            before.removeFirst();
        }
        after.clear();
        offerSteps();
    }

    private void offerSteps() {
        undo.setEnabled(!before.isEmpty());
        redo.setEnabled(!after.isEmpty());
    }

    /** Shows these: boxes of tiles that stay what they are stay too. */
    private void show(List<DashboardTile> shown) {
        tiles = List.copyOf(shown);
        boxes.values().removeIf(box -> {
            boolean gone = tiles.stream().noneMatch(tile -> tile.number() == box.tile.number() && box.isOf(tile));
            if (gone) {
                arranger.remove(box);
            }
            return gone;
        });
        tiles.forEach(tile -> boxes.computeIfAbsent(tile.number(), number -> {
            Box box = new Box(tile);
            arranger.add(box);
            return box;
        }));
        arranger.place(tiles);
        empty.setVisible(tiles.isEmpty());
        live.show(boxes.values().stream().map(box -> box.view).toList());
        offerSteps();
        changed.accept(tiles);
    }

    /** A tile with what can be done with it; what it shows is out of the keyboard's way. */
    private final class Box extends Div {
        private static final long serialVersionUID = 1L;

        private final DashboardTile tile;
        private final TileView view;

        Box(DashboardTile tile) {
            this.tile = tile;
            view = new TileView(boards, tile, false);
            view.getElement().setAttribute("inert", true);
            Button edit = new Button(VaadinIcon.PENCIL.create(), clicked -> ArrangeBoard.this.edit(tile.number()));
            edit.setAriaLabel(getTranslation("dashboard.arrange.edit", TileNames.of(tile)));
            edit.setTooltipText(getTranslation("dashboard.arrange.edit", TileNames.of(tile)));
            Button remove = new Button(VaadinIcon.TRASH.create(), clicked -> ArrangeBoard.this.remove(tile.number()));
            remove.setAriaLabel(getTranslation("dashboard.arrange.remove", TileNames.of(tile)));
            remove.setTooltipText(getTranslation("dashboard.arrange.remove", TileNames.of(tile)));
            for (Button button : List.of(edit, remove)) {
                button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
            }
            Div actions = new Div(edit, remove);
            actions.addClassName("dashboard-tile-actions");
            Div content = new Div(view, actions);
            content.addClassName("grid-stack-item-content");
            addClassName("grid-stack-item");
            add(content);
            TilePlace least = Sizes.least(tile.content());
            getElement()
                    .setAttribute("gs-id", String.valueOf(tile.number()))
                    .setAttribute("gs-x", String.valueOf(tile.place().column()))
                    .setAttribute("gs-y", String.valueOf(tile.place().row()))
                    .setAttribute("gs-w", String.valueOf(tile.place().width()))
                    .setAttribute("gs-h", String.valueOf(tile.place().height()))
                    .setAttribute("gs-min-w", String.valueOf(least.width()))
                    .setAttribute("gs-min-h", String.valueOf(least.height()))
                    .setAttribute("gs-max-h", String.valueOf(TilePlace.HIGHEST))
                    .setAttribute("data-name", TileNames.of(tile))
                    .setAttribute("tabindex", "0")
                    .setAttribute("role", "group");
        }

        /** Whether it shows just this, wherever it stands. */
        boolean isOf(DashboardTile other) {
            return tile.at(other.place()).equals(other);
        }
    }

    /** How large tiles begin, and how small they may become. */
    private static final class Sizes {
        private Sizes() {}

        static TilePlace first(TileContent content) {
            return switch (content) {
                case TileContent.OfChart of ->
                    of.chart() == SummaryChart.ROUTES || of.chart() == SummaryChart.PLACE_MONTHS
                            ? new TilePlace(0, 0, 12, 7)
                            : new TilePlace(0, 0, 6, 5);
                case TileContent.OfFigure of -> new TilePlace(0, 0, 2, 2);
                case TileContent.Heading heading -> new TilePlace(0, 0, 12, 1);
            };
        }

        static TilePlace least(TileContent content) {
            return switch (content) {
                case TileContent.OfChart of -> new TilePlace(0, 0, 3, 3);
                case TileContent.OfFigure of -> new TilePlace(0, 0, 2, 2);
                case TileContent.Heading heading -> new TilePlace(0, 0, 2, 1);
            };
        }
    }
}
