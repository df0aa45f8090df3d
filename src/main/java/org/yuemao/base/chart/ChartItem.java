package org.yuemao.base.chart;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One bar, slice, point, cell or tile. The id stays the same when the number changes, so that the change can be animated.
 *
 * @param amount null where it is not known, which leaves a gap
 * @param x the column of a tile, the abscissa of a scattered point, or the rank in a ranking
 * @param y the row of a tile, or the rank before, null for one that is new in the ranking
 * @param mark where the amount comes from, where that is to be told apart
 */
public record ChartItem(
        String id,
        String name,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal x,
        @Nullable BigDecimal y,
        @Nullable ChartMark mark) {

    public ChartItem(
            String id, String name, @Nullable BigDecimal amount, @Nullable BigDecimal x, @Nullable BigDecimal y) {
        this(id, name, amount, x, y, null);
    }

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

    /** A bar with its rank now and its rank before, counted from 1; null for one that is new. */
    public static ChartItem ranked(String id, String name, BigDecimal amount, int rank, @Nullable Integer rankBefore) {
        return new ChartItem(
                id, name, amount, BigDecimal.valueOf(rank), rankBefore == null ? null : BigDecimal.valueOf(rankBefore));
    }

    /** A point that says where its amount comes from. */
    public static ChartItem marked(String id, String name, @Nullable BigDecimal amount, ChartMark mark) {
        return new ChartItem(id, name, amount, null, null, mark);
    }
}
