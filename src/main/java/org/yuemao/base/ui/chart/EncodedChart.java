package org.yuemao.base.ui.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartSeries;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chart's data as the element reads them: the ids and names of the items once for all series, and of each series the
 * columns that say something. All who look at the very same data share one text.
 */
class EncodedChart {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(nothing -> nothing.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final LoadingCache<ChartData, String> TEXTS =
            Caffeine.newBuilder().weakKeys().build(EncodedChart::encode);

    private EncodedChart() {}

    static String of(ChartData data) {
        return TEXTS.get(data);
    }

    private static String encode(ChartData data) {
        List<Column> common =
                data.series().isEmpty() ? List.of() : columns(data.series().getFirst());
        return JSON.writeValueAsString(new Encoded(
                data.kind().name(),
                data.unit().name(),
                data.target(),
                data.across(),
                common,
                data.series().stream().map(series -> encode(series, common)).toList()));
    }

    private static Row encode(ChartSeries series, List<Column> common) {
        List<Column> own = columns(series);
        return new Row(
                series.id(),
                series.name(),
                series.role().name(),
                own.equals(common) ? null : own,
                column(series, ChartItem::amount),
                column(series, ChartItem::x),
                column(series, ChartItem::y),
                column(series, ChartItem::mark));
    }

    private static List<Column> columns(ChartSeries series) {
        return series.items().stream()
                .map(item -> new Column(item.id(), item.name()))
                .toList();
    }

    /** A number or a word for each item, nothing at all where no item has one. */
    private static @Nullable List<@Nullable Object> column(ChartSeries series, Part part) {
        List<@Nullable Object> column = new ArrayList<>();
        boolean says = false;
        for (ChartItem item : series.items()) {
            Object said = part.of(item);
            column.add(said);
            says |= said != null;
        }
        return says ? column : null;
    }

    private interface Part {
        @Nullable
        Object of(ChartItem item);
    }

    private record Encoded(
            String kind,
            String unit,
            @Nullable BigDecimal target,
            @Nullable String across,
            List<Column> columns,
            List<Row> series) {}

    private record Column(String id, String name) {}

    private record Row(
            String id,
            String name,
            String role,
            @Nullable List<Column> columns,
            @Nullable List<@Nullable Object> amounts,
            @Nullable List<@Nullable Object> x,
            @Nullable List<@Nullable Object> y,
            @Nullable List<@Nullable Object> marks) {}
}
