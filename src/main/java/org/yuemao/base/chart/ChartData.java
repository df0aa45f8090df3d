package org.yuemao.base.chart;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chart shows. The target belongs to a gauge. */
public record ChartData(
        ChartKind kind,
        ChartUnit unit,
        List<ChartSeries> series,
        @Nullable BigDecimal target) {

    public static ChartData of(ChartKind kind, ChartUnit unit, List<ChartSeries> series) {
        return new ChartData(kind, unit, series, null);
    }

    /** One series. */
    public static ChartData of(ChartKind kind, ChartUnit unit, String name, List<ChartItem> items) {
        return of(kind, unit, List.of(new ChartSeries("only", name, items)));
    }
}
