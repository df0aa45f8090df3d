package org.yuemao.exporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.yuemao.base.chart.ChartSeries;
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
    /** Each number has the decimals that it needs. */
    private static final int AS_NEEDED = -1;

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

    /** The same the other way round, a row a series and a column an item, where there are many series. */
    public static ChartTable turned(ChartData data, Wording wording, Locale language) {
        List<String> columns = data.series().isEmpty()
                ? List.of()
                : data.series().getFirst().items().stream().map(ChartItem::name).toList();
        return new ChartTable(
                wording.of("exporting.chart.item", language),
                columns,
                columns.stream().map(column -> AS_NEEDED).toList(),
                data.series().stream().map(ChartTable::row).toList());
    }

    /** The links of a chart of flows, a row a link, those with the most first; all beyond so many are one row. */
    public static ChartTable ofFlows(ChartData data, int most, Wording wording, Locale language) {
        List<Row> links = data.series().stream()
                .flatMap(from -> from.items().stream()
                        .filter(to -> to.amount() != null)
                        .map(to -> link(from.name() + " → " + to.name(), amount(to))))
                .sorted(Comparator.comparing((Row row) -> sum(List.of(row))).reversed())
                .toList();
        List<Row> rows = new ArrayList<>(links.subList(0, Math.min(most, links.size())));
        if (links.size() > most) {
            List<Row> others = links.subList(most, links.size());
            rows.add(link(wording.of("exporting.chart.others", language, others.size()), sum(others)));
        }
        return new ChartTable(
                wording.of("exporting.chart.flow", language),
                List.of(wording.of("exporting.chart.amount", language)),
                List.of(decimals(data.unit(), rows.stream().map(row -> sum(List.of(row))))),
                List.copyOf(rows));
    }

    private static Row row(ChartSeries series) {
        List<@Nullable BigDecimal> amounts = new ArrayList<>();
        series.items().forEach(item -> amounts.add(item.amount()));
        return new Row(series.name(), amounts);
    }

    private static Row link(String name, BigDecimal amount) {
        List<@Nullable BigDecimal> amounts = new ArrayList<>();
        amounts.add(amount);
        return new Row(name, amounts);
    }

    private static BigDecimal amount(ChartItem item) {
        return Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO);
    }

    private static BigDecimal sum(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.amounts().stream())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A number of a column as text, all of a column with as many decimals; a dash for a missing one. */
    public String text(@Nullable BigDecimal amount, int column, Locale language) {
        if (amount == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getNumberInstance(language);
        format.setRoundingMode(RoundingMode.HALF_UP);
        int digits = decimals.get(column);
        format.setMinimumFractionDigits(Math.max(0, digits));
        format.setMaximumFractionDigits(digits == AS_NEEDED ? MOST_DECIMALS : digits);
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
