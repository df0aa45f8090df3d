package org.yuemao.base.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What can be done with the rows of every grid. */
public final class GridRows {
    private GridRows() {}

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
