package org.yuemao.report;

import java.math.BigDecimal;
import java.util.Locale;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.exporting.ChartTable;

/**
 * A chart of a report with its words.
 *
 * @param explanation how it is counted
 */
public record ReportChart(String id, String title, String explanation, ChartData data) {
    /** More links than these are read by nobody on paper. */
    private static final int MOST_LINKS = 30;

    private static final BigDecimal MOST_BESIDE_EACH_OTHER = BigDecimal.valueOf(100_000);

    /** Whether there is anything to draw. */
    public boolean isEmpty() {
        return data.series().stream()
                .flatMap(series -> series.items().stream())
                .allMatch(item -> item.amount() == null);
    }

    /** Whether the months of a year have room beside each other. */
    private boolean isOfMonths() {
        return data.unit() == ChartUnit.COUNT
                && data.series().stream()
                        .allMatch(series -> series.items().size() == 12
                                && series.items().stream()
                                        .allMatch(item -> item.amount() == null
                                                || item.amount().compareTo(MOST_BESIDE_EACH_OTHER) < 0));
    }

    /** Its numbers as a table that has room on paper. */
    public ChartTable table(Wording wording, Locale language) {
        return switch (data.kind()) {
            case HEAT_MAP, MULTIPLES -> ChartTable.turned(data, wording, language);
            case SANKEY -> ChartTable.ofFlows(data, MOST_LINKS, wording, language);
            case STACKED_BAR, GROUPED, LINE ->
                isOfMonths()
                        ? ChartTable.turned(data, wording, language)
                        : ChartTable.of(data, data.across(), wording, language);
            default -> ChartTable.of(data, data.across(), wording, language);
        };
    }
}
