package org.yuemao.exporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartUnit;

/**
 * The numbers of a chart as a table: a row an item, a column a series.
 *
 * @param item what the first column is called
 * @param columns what the others are called, with their unit
 * @param decimals how many decimals the numbers of each column have
 */
public record ChartTable(String item, List<String> columns, List<Integer> decimals, List<Row> rows) {
    private static final int MOST_DECIMALS = 4;

    /** An item with its numbers, of which some may be missing. */
    public record Row(String name, List<@Nullable BigDecimal> amounts) {}

    /**
     * The table of a chart.
     *
     * @param across what lies to the right in a chart of points, or null to say just that
     */
    public static ChartTable of(ChartData data, @Nullable String across, Wording wording, Locale language) {
        List<ChartItem> items =
                data.series().isEmpty() ? List.of() : data.series().getFirst().items();
        boolean points = data.kind() == ChartKind.SCATTER;
        List<String> columns = new ArrayList<>();
        if (points) {
            columns.add(across == null ? wording.of("exporting.chart.across", language) : across);
        }
        data.series().forEach(series -> columns.add(withUnit(series.name(), data.unit(), wording, language)));
        if (data.target() != null) {
            columns.add(wording.of("exporting.chart.target", language));
        }
        List<Row> rows = IntStream.range(0, items.size())
                .mapToObj(index -> {
                    List<@Nullable BigDecimal> amounts = new ArrayList<>();
                    if (points) {
                        amounts.add(items.get(index).x());
                    }
                    data.series()
                            .forEach(series -> amounts.add(
                                    index < series.items().size()
                                            ? series.items().get(index).amount()
                                            : null));
                    if (data.target() != null) {
                        amounts.add(data.target());
                    }
                    return new Row(items.get(index).name(), amounts);
                })
                .toList();
        List<Integer> decimals = IntStream.range(0, columns.size())
                .mapToObj(column -> decimals(
                        points && column == 0 ? ChartUnit.NUMBER : data.unit(),
                        rows.stream()
                                .map(row -> row.amounts().get(column))
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull)))
                .toList();
        return new ChartTable(wording.of("exporting.chart.item", language), List.copyOf(columns), decimals, rows);
    }

    /** A number of a column as text, all of a column with as many decimals; a dash for a missing one. */
    public String text(@Nullable BigDecimal amount, int column, Locale language) {
        if (amount == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getNumberInstance(language);
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(decimals.get(column));
        format.setMaximumFractionDigits(decimals.get(column));
        return format.format(amount);
    }

    /** Whether there is a number at all. */
    public boolean isEmpty() {
        return rows.stream().flatMap(row -> row.amounts().stream()).allMatch(Objects::isNull);
    }

    private static String withUnit(String name, ChartUnit unit, Wording wording, Locale language) {
        return switch (unit) {
            case CNY, SQM, PERCENT -> wording.of("exporting.chart.unit." + unit, language, name);
            case COUNT, NUMBER -> name;
        };
    }

    private static int decimals(ChartUnit unit, Stream<BigDecimal> amounts) {
        return switch (unit) {
            case COUNT -> 0;
            case CNY -> 2;
            case SQM, PERCENT, NUMBER ->
                Math.clamp(
                        amounts.mapToInt(amount -> amount.stripTrailingZeros().scale())
                                .max()
                                .orElse(0),
                        0,
                        MOST_DECIMALS);
        };
    }
}
