package org.yuemao.base.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be done with the rows of every grid. */
public final class GridRows {
    private GridRows() {}

    /** By what a grid is sorted now, if it is. */
    public static Optional<QuerySortOrder> sorted(Grid<?> grid) {
        return grid.getSortOrder().stream().findFirst().flatMap(order -> order.getSorted()
                .getSortOrder(order.getDirection())
                .findFirst());
    }

    /** All rows of a grid that holds them in memory, in the order in which it shows them. */
    public static <T> Stream<T> inShownOrder(Grid<T> grid) {
        return grid.getSortOrder().stream()
                .map(order -> (Comparator<T>) order.getSorted().getComparator(order.getDirection()))
                .reduce(Comparator::thenComparing)
                .map(order -> grid.getListDataView().getItems().sorted(order))
                .orElseGet(() -> grid.getListDataView().getItems());
    }

    /** Opens a row by a click, and by Enter on any of its cells. */
    public static <T> void onOpen(Grid<T> grid, SerializableConsumer<T> open) {
        AtomicReference<@Nullable T> focused = new AtomicReference<>();
        grid.addItemClickListener(clicked -> open.accept(clicked.getItem()));
        grid.addCellFocusListener(focus -> focused.set(focus.getItem().orElse(null)));
        Shortcuts.addShortcutListener(
                        grid,
                        () -> {
                            T row = focused.get();
                            if (row != null) {
                                open.accept(row);
                            }
                        },
                        Key.ENTER)
                .listenOn(grid);
        grid.addDetachListener(detached -> focused.set(null));
        grid.addClassName("opens-rows");
    }
}
