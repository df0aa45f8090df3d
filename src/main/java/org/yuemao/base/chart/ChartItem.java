package org.yuemao.base.chart;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One bar, slice, point or tile. The id stays the same when the number changes, so that the change can be animated.
 *
 * @param x the column of a tile, or the abscissa of a scattered point
 * @param y the row of a tile
 */
public record ChartItem(
        String id,
        String name,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal x,
        @Nullable BigDecimal y) {

    public static ChartItem of(String id, String name, @Nullable BigDecimal amount) {
        return new ChartItem(id, name, amount, null, null);
    }

    public static ChartItem of(String id, String name, long amount) {
        return of(id, name, BigDecimal.valueOf(amount));
    }

    /** A tile at a column and a row, both counted from 0. */
    public static ChartItem tile(String id, String name, long amount, int column, int row) {
        return new ChartItem(id, name, BigDecimal.valueOf(amount), BigDecimal.valueOf(column), BigDecimal.valueOf(row));
    }
}
