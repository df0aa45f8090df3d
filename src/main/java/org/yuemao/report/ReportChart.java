package org.yuemao.report;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;

/**
 * A chart of a report with its words.
 *
 * @param explanation how it is counted
 * @param across what lies to the right in a chart of points, or null
 */
public record ReportChart(
        String id,
        String title,
        String explanation,
        ChartData data,
        @Nullable String across) {

    /** Whether there is anything to draw. */
    public boolean isEmpty() {
        return data.series().stream()
                .flatMap(series -> series.items().stream())
                .allMatch(item -> item.amount() == null);
    }
}
