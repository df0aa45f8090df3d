package org.yuemao.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartLink;
import org.yuemao.base.chart.ChartRole;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.event.Programme;
import org.yuemao.indicator.GrowthCheck;
import org.yuemao.place.City;

/** What each chart shows of an overview, in the words of a language, and which rows each of its marks counts. */
public final class SummaryCharts {
    /** More bars than these cannot be read side by side; the rows behind them have them all. */
    private static final int MOST_BARS = 12;

    private static final Comparator<Overview.Part> MOST_BUSINESSES =
            Comparator.comparingLong(Overview.Part::businesses).reversed().thenComparing(Overview.Part::code);

    private static final String THIS_YEAR = "this";
    private static final String YEAR_BEFORE = "before";
    private static final String PACE = "pace";
    private static final String NEEDED = "needed";

    private final ChartWords words;
    private final int mostBars;

    public SummaryCharts(ChartWords words) {
        this(words, MOST_BARS);
    }

    private SummaryCharts(ChartWords words, int mostBars) {
        this.words = words;
        this.mostBars = mostBars;
    }

    /** The charts with every bar that there is, for paper and files, behind which nobody can look for the others. */
    public static SummaryCharts whole(ChartWords words) {
        return new SummaryCharts(words, Integer.MAX_VALUE);
    }

    /** What a chart shows of an overview. */
    public ChartData data(SummaryChart chart, Overview overview) {
        return switch (chart) {
            case TARGET_GTW -> target(overview, Programme.GTW);
            case TARGET_GTN -> target(overview, Programme.GTN);
            case MONTHS -> months(overview);
            case CUMULATIVE -> cumulative(overview);
            case COMPARED_YEARS -> comparedYears(overview);
            case YEARS -> years(overview);
            case COMPARED_PROGRAMMES -> comparedProgrammes(overview);
            case CITIES -> cities(overview);
            case CITY_RANKING -> ranking(overview);
            case COUNTRIES -> parts(ChartKind.TREEMAP, overview.countries(), Integer.MAX_VALUE);
            case PROVINCES -> parts(ChartKind.HORIZONTAL_BAR, overview.provinces(), mostBars);
            case SECTORS -> parts(ChartKind.HORIZONTAL_BAR, overview.sectors(), mostBars);
            case ROUTES -> routes(overview);
            case PLACE_MONTHS -> placeMonths(overview);
            case RETENTION -> retention(overview);
            case TOP_EVENTS ->
                ChartData.of(
                        ChartKind.HORIZONTAL_BAR,
                        ChartUnit.COUNT,
                        words.text("summary.participations"),
                        overview.topEvents().stream()
                                .map(event -> ChartItem.of(
                                        event.code(), event.names().in(words.locale()), event.participations()))
                                .toList());
            case REGIONS -> regions(overview);
            case DEALS -> deals(overview);
            case ZONES ->
                ChartData.of(
                        ChartKind.HORIZONTAL_BAR,
                        ChartUnit.COUNT,
                        words.text("summary.zones"),
                        overview.zones().stream()
                                .map(zone ->
                                        ChartItem.of(zone.kind(), words.text("zone.kind." + zone.kind()), zone.zones()))
                                .toList());
            case ZONE_FIGURES -> zoneFigures(overview);
            case GROWTH -> growth(overview);
            case INDICATORS -> indicators(overview);
        };
    }

    /** Which rows a mark of a chart counts; nothing where it stands for none, such as a target. */
    public static Optional<Counted> counted(
            SummaryChart chart, Overview overview, String seriesId, String itemId, List<City> cities) {
        SummaryFilter filter = overview.filter();
        return switch (chart) {
            case TARGET_GTW -> Optional.of(Counted.of(Measure.HELD, filter).of(Programme.GTW));
            case TARGET_GTN -> Optional.of(Counted.of(Measure.HELD, filter).of(Programme.GTN));
            case MONTHS ->
                Optional.of(Counted.of(Measure.EVENTS, filter)
                        .of(Programme.valueOf(seriesId))
                        .inMonth(Integer.parseInt(itemId)));
            case CUMULATIVE ->
                seriesId.equals(THIS_YEAR) || seriesId.equals(YEAR_BEFORE)
                        ? Optional.of(Counted.of(Measure.HELD, filter)
                                .in(filter.year() - (seriesId.equals(THIS_YEAR) ? 0 : 1))
                                .upTo(Integer.parseInt(itemId)))
                        : Optional.empty();
            case COMPARED_YEARS ->
                Optional.of(Counted.of(Measure.EVENTS, filter)
                        .in(Integer.parseInt(seriesId))
                        .inMonth(Integer.parseInt(itemId)));
            case YEARS ->
                Optional.of(Counted.of(Measure.EVENTS, filter)
                        .of(Programme.valueOf(seriesId))
                        .in(Integer.parseInt(itemId)));
            case COMPARED_PROGRAMMES ->
                Optional.of(Counted.of(Measure.PARTICIPATIONS, filter)
                        .of(Programme.valueOf(seriesId.substring(0, 3)))
                        .in(Integer.parseInt(seriesId.substring(4)))
                        .inMonth(Integer.parseInt(itemId)));
            case CITIES -> Optional.of(Counted.of(Measure.BUSINESSES, filter).from(Set.of(itemId)));
            case CITY_RANKING ->
                Optional.of(Counted.of(Measure.BUSINESSES, filter).from(Set.of(itemId)));
            case COUNTRIES, PROVINCES ->
                Optional.of(Counted.of(Measure.EVENTS, filter).at(itemId));
            case SECTORS -> Optional.of(Counted.of(Measure.EVENTS, filter).ofSector(itemId));
            case ROUTES -> Optional.of(route(filter, seriesId, itemId));
            case PLACE_MONTHS ->
                Optional.of(Counted.of(Measure.EVENTS, filter).at(seriesId).inMonth(Integer.parseInt(itemId)));
            case RETENTION ->
                Optional.of(Counted.of(Measure.valueOf(seriesId), filter).in(Integer.parseInt(itemId)));
            case TOP_EVENTS ->
                Optional.of(Counted.of(Measure.PARTICIPATIONS, filter).ofEvent(itemId));
            case REGIONS ->
                Optional.of(Counted.of(Measure.SIGNED_DEALS, filter)
                        .from(cities.stream()
                                .filter(city -> city.region().equals(itemId))
                                .map(City::code)
                                .collect(Collectors.toSet())));
            case DEALS -> Optional.of(Counted.of(Measure.SIGNED_DEALS, filter).from(Set.of(itemId)));
            case ZONES -> Optional.of(Counted.of(Measure.ZONES, filter).about(itemId));
            case ZONE_FIGURES ->
                Optional.of(
                        Counted.of(Measure.ZONE_FIGURES, filter).about(seriesId).during(itemId));
            case GROWTH, INDICATORS -> Optional.empty();
        };
    }

    /** A link from a city to a place, or one of the two as a whole. */
    private static Counted route(SummaryFilter filter, String cityCode, String placeCode) {
        Counted all = Counted.of(Measure.PARTICIPATIONS, filter);
        Counted from = cityCode.isEmpty() ? all : all.from(Set.of(cityCode));
        return placeCode.isEmpty() ? from : from.at(placeCode);
    }

    private ChartData target(Overview overview, Programme programme) {
        Optional<Overview.Held> of = overview.held().stream()
                .filter(held -> held.programme() == programme)
                .findFirst();
        return new ChartData(
                ChartKind.GAUGE,
                ChartUnit.COUNT,
                List.of(new ChartSeries(
                        "held",
                        words.text("summary.events"),
                        List.of(ChartItem.of(
                                programme.name(),
                                words.text("event.programme." + programme),
                                of.map(held -> BigDecimal.valueOf(held.held())).orElse(null))))),
                of.map(Overview.Held::target).orElse(null));
    }

    private List<ChartItem> byMonth(Function<Integer, @Nullable BigDecimal> amount) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> ChartItem.of(
                        String.valueOf(month),
                        Month.of(month).getDisplayName(TextStyle.SHORT_STANDALONE, words.locale()),
                        amount.apply(month)))
                .toList();
    }

    private static Map<Integer, Long> sums(
            List<Overview.Month> months, @Nullable Programme programme, ToLongFunction<Overview.Month> amount) {
        Map<Integer, Long> sums = new HashMap<>();
        months.stream()
                .filter(month -> programme == null || month.programme() == programme)
                .forEach(month -> sums.merge(month.month(), amount.applyAsLong(month), Long::sum));
        return sums;
    }

    private List<ChartItem> byMonth(Map<Integer, Long> sums) {
        return byMonth(month -> BigDecimal.valueOf(sums.getOrDefault(month, 0L)));
    }

    private static List<Programme> programmes(Overview overview) {
        return Stream.of(Programme.values()).filter(overview.filter()::takesIn).toList();
    }

    private ChartData months(Overview overview) {
        return byProgramme(overview, programme -> byMonth(sums(overview.months(), programme, Overview.Month::events)));
    }

    private ChartData byProgramme(Overview overview, Function<Programme, List<ChartItem>> items) {
        return ChartData.of(
                ChartKind.STACKED_BAR,
                ChartUnit.COUNT,
                programmes(overview).stream()
                        .map(programme -> new ChartSeries(
                                programme.name(), words.text("event.programme." + programme), items.apply(programme)))
                        .toList());
    }

    /**
     * The events held up to each month, with the year before, an even pace to the target, and what is needed from the last
     * month with an event on to reach it.
     */
    private ChartData cumulative(Overview overview) {
        Map<Integer, Long> held = sums(overview.months(), null, Overview.Month::held);
        Map<Integer, Long> before = sums(overview.monthsBefore(), null, Overview.Month::held);
        int last = held.entrySet().stream()
                .filter(month -> month.getValue() > 0)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
        List<ChartSeries> series = new ArrayList<>();
        series.add(new ChartSeries(
                THIS_YEAR,
                String.valueOf(overview.filter().year()),
                byMonth(month -> month > last ? null : BigDecimal.valueOf(upTo(held, month)))));
        if (!before.isEmpty()) {
            series.add(new ChartSeries(
                    YEAR_BEFORE,
                    String.valueOf(overview.filter().year() - 1),
                    byMonth(month -> BigDecimal.valueOf(upTo(before, month))),
                    ChartRole.BEFORE));
        }
        BigDecimal target = overview.held().stream()
                .map(Overview.Held::target)
                .reduce(BigDecimal.ZERO, (sum, one) -> sum == null || one == null ? null : sum.add(one));
        if (target != null && target.signum() > 0) {
            BigDecimal twelve = BigDecimal.valueOf(12);
            series.add(new ChartSeries(
                    PACE,
                    words.text("summary.pace"),
                    byMonth(month ->
                            target.multiply(BigDecimal.valueOf(month)).divide(twelve, 1, RoundingMode.HALF_UP)),
                    ChartRole.PACE));
            BigDecimal reached = BigDecimal.valueOf(upTo(held, last));
            if (last < 12 && reached.compareTo(target) < 0) {
                BigDecimal step =
                        target.subtract(reached).divide(BigDecimal.valueOf(12L - last), 6, RoundingMode.HALF_UP);
                series.add(new ChartSeries(
                        NEEDED,
                        words.text(
                                "summary.needed",
                                step.setScale(1, RoundingMode.HALF_UP).toPlainString()),
                        byMonth(month -> month < last
                                ? null
                                : reached.add(step.multiply(BigDecimal.valueOf((long) month - last)))
                                        .setScale(1, RoundingMode.HALF_UP)),
                        ChartRole.PROJECTION));
            }
        }
        return ChartData.of(ChartKind.LINE, ChartUnit.COUNT, series);
    }

    private static long upTo(Map<Integer, Long> sums, int month) {
        return IntStream.rangeClosed(1, month)
                .mapToLong(one -> sums.getOrDefault(one, 0L))
                .sum();
    }

    private ChartData comparedYears(Overview overview) {
        int year = overview.filter().year();
        return ChartData.of(
                ChartKind.GROUPED,
                ChartUnit.COUNT,
                List.of(
                        new ChartSeries(
                                String.valueOf(year),
                                String.valueOf(year),
                                byMonth(sums(overview.months(), null, Overview.Month::events))),
                        new ChartSeries(
                                String.valueOf(year - 1),
                                String.valueOf(year - 1),
                                byMonth(sums(overview.monthsBefore(), null, Overview.Month::events)),
                                ChartRole.BEFORE)));
    }

    /** Every year from the first with an event on, so that one without any is seen to have none. */
    private ChartData years(Overview overview) {
        int first = overview.years().stream()
                .mapToInt(Overview.YearOf::year)
                .min()
                .orElse(overview.filter().year());
        return byProgramme(overview, programme -> IntStream.rangeClosed(
                        first, overview.filter().year())
                .mapToObj(year ->
                        ChartItem.of(String.valueOf(year), String.valueOf(year), eventsOf(overview, year, programme)))
                .toList());
    }

    private static long eventsOf(Overview overview, int year, Programme programme) {
        return overview.years().stream()
                .filter(one -> one.year() == year && one.programme() == programme)
                .mapToLong(Overview.YearOf::events)
                .sum();
    }

    private ChartData comparedProgrammes(Overview overview) {
        int year = overview.filter().year();
        List<ChartSeries> series = new ArrayList<>();
        programmes(overview).forEach(programme -> {
            for (int of : new int[] {year, year - 1}) {
                series.add(new ChartSeries(
                        programme.name() + " " + of,
                        words.text("event.programme." + programme) + " " + of,
                        byMonth(sums(
                                of == year ? overview.months() : overview.monthsBefore(),
                                programme,
                                Overview.Month::participations)),
                        of == year ? ChartRole.FIGURES : ChartRole.BEFORE));
            }
        });
        return ChartData.of(ChartKind.LINE, ChartUnit.COUNT, series);
    }

    private ChartData cities(Overview overview) {
        Map<String, Overview.Part> byCode = byCode(overview.cities());
        return ChartData.of(
                ChartKind.TILE_MAP,
                ChartUnit.COUNT,
                words.text("summary.businesses"),
                words.places().cities().stream()
                        .map(city -> ChartItem.tile(
                                city.code(),
                                city.names().in(words.locale()),
                                Optional.ofNullable(byCode.get(city.code()))
                                        .map(Overview.Part::businesses)
                                        .orElse(0L),
                                city.tileColumn(),
                                city.tileRow()))
                        .toList());
    }

    private static Map<String, Overview.Part> byCode(List<Overview.Part> parts) {
        return parts.stream().collect(Collectors.toMap(Overview.Part::code, part -> part));
    }

    private ChartData ranking(Overview overview) {
        Map<String, Integer> ranksBefore = ranks(overview.citiesBefore());
        Map<String, Integer> ranks = ranks(overview.cities());
        return ChartData.of(
                ChartKind.RANKING,
                ChartUnit.COUNT,
                words.text("summary.businesses"),
                overview.cities().stream()
                        .filter(part -> ranks.containsKey(part.code()))
                        .sorted(MOST_BUSINESSES)
                        .map(part -> ChartItem.ranked(
                                part.code(),
                                words.nameOf(part.code()),
                                BigDecimal.valueOf(part.businesses()),
                                ranks.getOrDefault(part.code(), 0),
                                ranksBefore.get(part.code())))
                        .toList());
    }

    /** The rank of each city of the province, from 1; cities with as many businesses have the same. */
    private static Map<String, Integer> ranks(List<Overview.Part> cities) {
        List<Overview.Part> ranked = cities.stream()
                .filter(part -> !part.code().equals(SumKey.ELSEWHERE) && part.businesses() > 0)
                .sorted(MOST_BUSINESSES)
                .toList();
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            Overview.Part part = ranked.get(i);
            boolean same = i > 0 && ranked.get(i - 1).businesses() == part.businesses();
            ranks.put(part.code(), same ? ranks.getOrDefault(ranked.get(i - 1).code(), i) : i + 1);
        }
        return ranks;
    }

    private ChartData parts(ChartKind kind, List<Overview.Part> parts, int most) {
        return ChartData.of(
                kind,
                ChartUnit.COUNT,
                words.text("summary.events"),
                parts.stream()
                        .limit(most)
                        .map(part -> ChartItem.of(part.code(), words.nameOf(part.code()), part.events()))
                        .toList());
    }

    private ChartData routes(Overview overview) {
        return ChartData.flows(
                ChartUnit.COUNT,
                overview.routes().stream()
                        .map(route -> new ChartLink(
                                route.cityCode(),
                                words.nameOf(route.cityCode()),
                                route.placeCode(),
                                words.nameOf(route.placeCode()),
                                route.participations()))
                        .toList());
    }

    private ChartData placeMonths(Overview overview) {
        Map<String, Map<Integer, Long>> byPlace = new LinkedHashMap<>();
        Stream.concat(overview.countries().stream(), overview.provinces().stream())
                .forEach(place -> byPlace.put(place.code(), new HashMap<>()));
        overview.placeMonths().forEach(cell -> byPlace.computeIfAbsent(cell.placeCode(), key -> new HashMap<>())
                .merge(cell.month(), cell.events(), Long::sum));
        return ChartData.of(
                ChartKind.HEAT_MAP,
                ChartUnit.COUNT,
                byPlace.entrySet().stream()
                        .map(place -> new ChartSeries(
                                place.getKey(), words.nameOf(place.getKey()), byMonth(place.getValue())))
                        .toList());
    }

    private ChartData retention(Overview overview) {
        record Part(Measure measure, ToLongFunction<Overview.Retention> amount) {}
        return ChartData.of(
                ChartKind.RETENTION,
                ChartUnit.COUNT,
                Stream.of(
                                new Part(Measure.STAYED, Overview.Retention::stayed),
                                new Part(Measure.BACK, Overview.Retention::back),
                                new Part(Measure.FRESH, Overview.Retention::fresh),
                                new Part(Measure.LOST, Overview.Retention::lost))
                        .map(part -> new ChartSeries(
                                part.measure().name(),
                                words.text("summary.measure." + part.measure()),
                                overview.retention().stream()
                                        .map(year -> ChartItem.of(
                                                String.valueOf(year.year()),
                                                String.valueOf(year.year()),
                                                part.amount().applyAsLong(year)))
                                        .toList(),
                                part.measure() == Measure.LOST ? ChartRole.LOST : ChartRole.FIGURES))
                        .toList());
    }

    private ChartData regions(Overview overview) {
        Map<String, Overview.Part> byCode = byCode(overview.cities());
        Map<String, BigDecimal> byRegion = new LinkedHashMap<>();
        words.places()
                .cities()
                .forEach(city -> byRegion.merge(
                        city.region(),
                        Optional.ofNullable(byCode.get(city.code()))
                                .map(Overview.Part::signedDeals)
                                .orElse(BigDecimal.ZERO),
                        BigDecimal::add));
        return ChartData.of(
                ChartKind.RING,
                ChartUnit.CNY,
                words.text("summary.signed"),
                byRegion.entrySet().stream()
                        .map(region -> ChartItem.of(
                                region.getKey(),
                                words.text("summary.region."
                                        + region.getKey()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')),
                                region.getValue()))
                        .toList());
    }

    private ChartData deals(Overview overview) {
        return new ChartData(
                ChartKind.SCATTER,
                ChartUnit.CNY,
                List.of(new ChartSeries(
                        "only",
                        words.text("summary.signed"),
                        overview.cities().stream()
                                .map(part -> new ChartItem(
                                        part.code(),
                                        words.nameOf(part.code()),
                                        part.signedDeals(),
                                        BigDecimal.valueOf(part.businesses()),
                                        null))
                                .toList())),
                null,
                words.text("summary.businesses"));
    }

    private ChartData zoneFigures(Overview overview) {
        Map<String, Map<String, BigDecimal>> byMetric = new LinkedHashMap<>();
        TreeSet<String> periods = new TreeSet<>();
        overview.zoneFigures().forEach(figure -> {
            periods.add(figure.period());
            byMetric.computeIfAbsent(figure.metric(), metric -> new HashMap<>()).put(figure.period(), figure.amount());
        });
        return ChartData.of(
                ChartKind.AREA,
                ChartUnit.CNY,
                byMetric.entrySet().stream()
                        .map(metric -> new ChartSeries(
                                metric.getKey(),
                                words.text("zone.metric." + metric.getKey()),
                                periods.stream()
                                        .map(period -> ChartItem.of(
                                                period,
                                                words.period(Period.of(period)),
                                                metric.getValue().get(period)))
                                        .toList()))
                        .toList());
    }

    /** Every stated rate beside the one that follows from the figures; those that do not follow are marked. */
    private ChartData growth(Overview overview) {
        record Stated(Overview.Indicator indicator, Overview.Growth rate) {}
        List<Stated> all = overview.indicators().stream()
                .flatMap(one -> one.growth().stream().map(rate -> new Stated(one, rate)))
                .toList();
        Function<Function<Overview.Growth, @Nullable BigDecimal>, List<ChartItem>> items = percent -> all.stream()
                .map(one -> ChartItem.of(
                        one.indicator().code() + " " + one.rate().year(),
                        (isWrong(one.rate()) ? "⚠ " : "")
                                + one.indicator().names().in(words.locale()) + " "
                                + one.rate().year(),
                        percent.apply(one.rate())))
                .toList();
        return ChartData.of(
                ChartKind.HORIZONTAL_BAR,
                ChartUnit.PERCENT,
                List.of(
                        new ChartSeries(
                                "stated",
                                words.text("summary.growth.stated"),
                                items.apply(Overview.Growth::statedPercent)),
                        new ChartSeries(
                                "recomputed",
                                words.text("summary.growth.recomputed"),
                                items.apply(rate -> rate.recomputed().recomputedPercent()))));
    }

    /** Whether a stated rate does not follow from the published figures. */
    public static boolean isWrong(Overview.Growth rate) {
        return rate.recomputed().verdict() == GrowthCheck.Verdict.DOES_NOT_FOLLOW
                && rate.recomputed().recomputedPercent() != null;
    }

    /** Each indicator that has more than one figure, over the years. */
    private ChartData indicators(Overview overview) {
        TreeSet<Integer> years = new TreeSet<>();
        List<Overview.Indicator> shown = overview.indicators().stream()
                .filter(one -> one.points().stream()
                                .filter(point -> point.amount() != null)
                                .count()
                        > 1)
                .toList();
        shown.forEach(one -> one.points().forEach(point -> years.add(point.year())));
        return ChartData.of(
                ChartKind.MULTIPLES,
                ChartUnit.NUMBER,
                shown.stream()
                        .map(one -> {
                            Map<Integer, BigDecimal> amounts = new TreeMap<>();
                            one.points().forEach(point -> {
                                if (point.amount() != null) {
                                    amounts.put(point.year(), point.amount());
                                }
                            });
                            return new ChartSeries(
                                    one.code(),
                                    one.names().in(words.locale()) + " (" + words.unit(one.unit()) + ")",
                                    years.stream()
                                            .map(year -> ChartItem.of(
                                                    String.valueOf(year), String.valueOf(year), amounts.get(year)))
                                            .toList());
                        })
                        .toList());
    }
}
