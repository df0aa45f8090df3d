package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuemao.base.Period;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.place.Places;

/** Walks every mark of every chart, and adds up the rows that it opens. */
final class EveryNumber {
    private EveryNumber() {}

    private record Words(Places places) implements ChartWords {
        @Override
        public Locale locale() {
            return Locale.ENGLISH;
        }

        @Override
        public String text(String key, Object... parameters) {
            return key;
        }

        @Override
        public String period(Period period) {
            return period.toString();
        }
    }

    /** What marks say otherwise than the rows that they open; nothing where every number is the sum of its rows. */
    static List<String> notEqualToItsRows(ConfigurableApplicationContext desk, SummaryFilter filter) {
        CountedRows rows = desk.getBean(CountedRows.class);
        return notEqual(
                desk, desk.getBean(SummaryService.class).overview(filter), counted -> Optional.of(sum(rows, counted)));
    }

    /** The same as it stood at the end of an earlier day, for all numbers but those of distinct businesses. */
    static List<String> notEqualToItsRows(ConfigurableApplicationContext desk, SummaryFilter filter, LocalDate day) {
        CountedRows rows = desk.getBean(CountedRows.class);
        return notEqual(desk, desk.getBean(SummaryService.class).overview(filter, day), counted -> {
            CountedTotals totals = rows.totals(counted, day);
            return switch (counted.measure()) {
                case EVENTS, HELD, PLANNED -> Optional.of(BigDecimal.valueOf(totals.events()));
                case PARTICIPATIONS -> Optional.of(BigDecimal.valueOf(totals.participations()));
                case SIGNED_DEALS -> Optional.of(totals.signedDeals());
                default -> Optional.empty();
            };
        });
    }

    private static List<String> notEqual(
            ConfigurableApplicationContext desk, Overview overview, Function<Counted, Optional<BigDecimal>> sumOfRows) {
        Places places = desk.getBean(Places.class);
        SummaryCharts charts = new SummaryCharts(new Words(places));
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (SummaryChart chart : SummaryChart.values()) {
            for (ChartSeries series : charts.data(chart, overview).series()) {
                for (ChartItem item : series.items()) {
                    Optional<Counted> counted =
                            SummaryCharts.counted(chart, overview, series.id(), item.id(), places.cities());
                    BigDecimal amount = item.amount();
                    BigDecimal sum = item.amount() == null
                            ? null
                            : counted.flatMap(sumOfRows).orElse(null);
                    if (amount != null && sum != null) {
                        compared++;
                        if (sum.compareTo(amount.abs()) != 0) {
                            wrong.add(chart + " " + series.id() + " " + item.id() + ": " + item.amount() + ", rows "
                                    + sum);
                        }
                    }
                }
            }
        }
        if (compared < 100) {
            wrong.add("only " + compared + " marks were compared");
        }
        return wrong;
    }

    /** The rows themselves are added up, page by page, and not what says how many there are. */
    private static BigDecimal sum(CountedRows rows, Counted counted) {
        switch (counted.measure().rows()) {
            case EVENTS:
                return counted.measure() == Measure.NET_SPACE
                        ? rows.events(counted).stream()
                                .map(CountedEvent::netSpace)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                        : BigDecimal.valueOf(rows.events(counted).size());
            case PARTICIPATIONS:
                BigDecimal sum = BigDecimal.ZERO;
                int offset = 0;
                var page = rows.participations(counted, 0, 7);
                while (!page.isEmpty()) {
                    for (var one : page) {
                        sum = sum.add(
                                switch (counted.measure()) {
                                    case SIGNED_DEALS ->
                                        orZero(one.item().data().signedDeals());
                                    case INTENDED_DEALS ->
                                        orZero(one.item().data().intendedDeals());
                                    default -> BigDecimal.ONE;
                                });
                    }
                    offset += page.size();
                    page = rows.participations(counted, offset, 7);
                }
                return sum;
            case BUSINESSES:
                long all = rows.businesses(counted);
                int listed = 0;
                for (int from = 0; from < all; from += 7) {
                    listed += rows.businesses(counted, all, from, 7).size();
                }
                // There is none behind the last.
                listed += rows.businesses(counted, 2 * all + 20, Math.toIntExact(all), 7)
                        .size();
                return BigDecimal.valueOf(listed);
            case ZONES:
                return BigDecimal.valueOf(rows.zones(counted).size());
            case ZONE_FIGURES:
                return rows.zoneFigures(counted).stream()
                        .map(zone -> orZero(zone.amount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        throw new IllegalArgumentException(counted.toString());
    }

    private static BigDecimal orZero(@org.jspecify.annotations.Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
