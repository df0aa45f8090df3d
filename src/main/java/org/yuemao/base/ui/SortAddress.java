package org.yuemao.base.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The order of a grid in the address, by the sort property of the column that it is sorted by; none for the list's own. */
public final class SortAddress {
    private SortAddress() {}

    /** Adds the grid's order to the parameters. */
    public static LocationParameters of(Grid<?> grid, LocationParameters parameters) {
        first(grid).ifPresent(order -> parameters
                .with("sort", order.getSorted().toLowerCase(Locale.ROOT))
                .with("order", order.getDirection() == SortDirection.DESCENDING ? "desc" : null));
        return parameters;
    }

    /** Sorts the grid as the address says. */
    public static <T> void read(Grid<T> grid, Location location) {
        String sort = LocationParameters.text(location, "sort");
        boolean descending = "desc".equals(LocationParameters.text(location, "order"));
        SortDirection direction = descending ? SortDirection.DESCENDING : SortDirection.ASCENDING;
        grid.sort(grid.getColumns().stream()
                .filter(column -> sort != null
                        && properties(column, direction).anyMatch(property -> property.equalsIgnoreCase(sort)))
                .findFirst()
                .map(column -> List.of(new GridSortOrder<>(column, direction)))
                .orElse(List.of()));
    }

    /** Calls back when a person sorts the grid otherwise. */
    public static void follow(Grid<?> grid, Runnable sorted) {
        grid.addSortListener(changed -> sorted.run());
    }

    private static Optional<QuerySortOrder> first(Grid<?> grid) {
        return grid.getSortOrder().stream().findFirst().flatMap(order -> order.getSorted()
                .getSortOrder(order.getDirection())
                .findFirst());
    }

    private static Stream<String> properties(Grid.Column<?> column, SortDirection direction) {
        return column.getSortOrder(direction).map(QuerySortOrder::getSorted);
    }
}
