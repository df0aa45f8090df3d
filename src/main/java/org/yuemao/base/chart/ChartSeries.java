package org.yuemao.base.chart;

import java.util.List;

/**
 * Items that belong together and have one colour; all series of a chart have the same items in the same order, those that
 * are not known with an amount that is null.
 */
public record ChartSeries(String id, String name, List<ChartItem> items, ChartRole role) {
    public ChartSeries(String id, String name, List<ChartItem> items) {
        this(id, name, items, ChartRole.FIGURES);
    }
}
