package org.yuemao.zone;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;

/** Figures of one zone, looked up by metric and period. */
public final class ZoneFigures {
    public static final ZoneFigures NONE = new ZoneFigures(List.of());

    private record Key(Metric metric, Period period) {}

    private final List<ZoneFigure> all;
    private final Map<Key, ZoneFigure> byKey = new HashMap<>();

    ZoneFigures(List<ZoneFigure> all) {
        this.all = List.copyOf(all);
        all.forEach(figure -> byKey.put(new Key(figure.metric(), figure.period()), figure));
    }

    public List<ZoneFigure> all() {
        return all;
    }

    /** The figure that is kept, if one is. */
    public Optional<ZoneFigure> at(Metric metric, Period period) {
        return Optional.ofNullable(byKey.get(new Key(metric, period)));
    }

    /**
     * What the figures of shorter periods say about a longer one: their sum, or the last one where the metric is a stock.
     * Empty where one of them is missing.
     */
    public Optional<BigDecimal> following(Metric metric, Period period) {
        Optional<BigDecimal> quarters =
                period.length() == Length.YEAR ? following(metric, period, Length.QUARTER) : Optional.empty();
        return quarters.isPresent() || period.length() == Length.MONTH
                ? quarters
                : following(metric, period, Length.MONTH);
    }

    private Optional<BigDecimal> following(Metric metric, Period period, Length length) {
        List<Period> parts = Period.within(length, period.year(), period.year()).stream()
                .filter(part -> within(part, period))
                .toList();
        if (!metric.addsUp()) {
            return at(metric, parts.getLast()).map(ZoneFigure::amount);
        }
        List<BigDecimal> amounts = parts.stream()
                .map(part -> at(metric, part))
                .flatMap(Optional::stream)
                .map(ZoneFigure::amount)
                .toList();
        return amounts.size() == parts.size() ? amounts.stream().reduce(BigDecimal::add) : Optional.empty();
    }

    /**
     * The figures of one zone and metric whose amounts together are what is known of a year: that of the year itself; else its
     * quarters, and its months where a quarter is missing; or the last one where the metric is a stock.
     */
    public static <F> List<F> ofYear(Metric metric, List<F> figures, Function<F, Period> period) {
        Optional<F> whole = figures.stream()
                .filter(figure -> period.apply(figure).length() == Length.YEAR)
                .findFirst();
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        if (!metric.addsUp()) {
            return figures.stream()
                    .max(Comparator.<F>comparingInt(figure -> lastMonth(period.apply(figure)))
                            .thenComparing(figure -> period.apply(figure).length(), Comparator.reverseOrder()))
                    .map(List::of)
                    .orElse(List.of());
        }
        List<Period> quarters = figures.stream()
                .map(period)
                .filter(one -> one.length() == Length.QUARTER)
                .toList();
        return figures.stream()
                .filter(figure -> period.apply(figure).length() == Length.QUARTER
                        || quarters.stream().noneMatch(quarter -> within(period.apply(figure), quarter)))
                .toList();
    }

    private static int lastMonth(Period period) {
        return period.firstMonth() + 12 / period.length().perYear();
    }

    private static boolean within(Period part, Period whole) {
        int months = 12 / whole.length().perYear();
        return part.firstMonth() >= whole.firstMonth() && part.firstMonth() < whole.firstMonth() + months;
    }
}
