package org.yuemao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.sample.Draws.Weighted;
import org.yuemao.sample.SampleZone.Figure;
import org.yuemao.sample.Words.Market;
import org.yuemao.sample.Words.SampleCity;
import org.yuemao.sample.Words.Word;

/** Makes up zones to the published counts, with figures for each quarter from 2020 to the middle of 2022. */
final class SampleZones {
    static final int WAREHOUSES = 312;
    private static final double WAREHOUSE_AREA = 2_086_000;
    private static final int QUARTERS = 10;

    private final Draws draws = new Draws("zones");
    private final Map<String, Double> weights = new HashMap<>();

    List<SampleZone> all() {
        Words.cities().forEach(city -> weights.put(city.code(), city.weight()));
        List<SampleZone> all = new ArrayList<>();
        Words.lines("zones.txt").map(this::zone).forEach(all::add);
        all.addAll(warehouses());
        return all;
    }

    private SampleZone zone(String[] line) {
        String kind = line[0];
        LocalDate approved = LocalDate.parse(line[4]);
        BigDecimal area = line[5].isEmpty()
                ? null
                : new BigDecimal(line[5]).movePointRight(4).setScale(2);
        double weight = StrictMath.sqrt(weights.getOrDefault(line[1], 1.0)) * draws.logNormal(1, 0.35);
        return new SampleZone(
                kind,
                line[2],
                line[3],
                line[1],
                null,
                approved,
                area,
                "示例运营方 Sample operator",
                List.of(line[6].split(" ")),
                figures(kind, approved, weight, area));
    }

    private List<SampleZone> warehouses() {
        Weighted<Market> someMarket = new Weighted<>(Words.countries(), market -> switch (market.code()) {
            case "US" -> 45;
            case "DE", "GB" -> 20;
            case "JP", "AU", "ES", "FR", "PL", "CA" -> 9;
            default -> market.weight();
        });
        List<SampleCity> cities = Words.cities();
        Weighted<SampleCity> someCity = new Weighted<>(cities, SampleCity::weight);
        double[] areas = new double[WAREHOUSES];
        double sum = 0;
        for (int i = 0; i < WAREHOUSES; i++) {
            areas[i] = Math.min(60_000, draws.logNormal(4_500, 0.8));
            sum += areas[i];
        }
        Map<String, Integer> numbers = new HashMap<>();
        List<SampleZone> all = new ArrayList<>();
        for (double share : areas) {
            Market market = draws.oneOf(someMarket);
            Word host = draws.oneOf(market.hosts());
            SampleCity operator = draws.oneOf(someCity);
            int number = numbers.merge(host.en(), 1, Integer::sum);
            BigDecimal area = BigDecimal.valueOf(Math.round(share * WAREHOUSE_AREA / sum / 10) * 10)
                    .setScale(2, RoundingMode.UNNECESSARY);
            LocalDate opened = LocalDate.of(draws.between(2015, 2021), draws.between(1, 12), draws.between(1, 28));
            String ordinal = String.format(Locale.ROOT, "%02d", number);
            all.add(new SampleZone(
                    "OVERSEAS_WAREHOUSE",
                    host.en() + " Sample Warehouse " + ordinal,
                    host.zh() + "示例海外仓" + ordinal,
                    null,
                    market.code(),
                    opened,
                    area,
                    operator.name().zh() + "示例供应链 " + operator.name().en() + " Sample Supply Chain",
                    List.of("cross-border-ecommerce"),
                    figures("OVERSEAS_WAREHOUSE", opened, area.doubleValue() / 6_700, area)));
        }
        return all;
    }

    /** A metric of a kind of zone: an ordinary quarter's amount, and whether it adds up over a year. */
    private record Measure(String metric, double ordinary, boolean flow) {}

    private static List<Measure> measures(String kind) {
        return switch (kind) {
            case "CROSS_BORDER_ECOMMERCE_PILOT_ZONE" ->
                List.of(
                        new Measure("CROSS_BORDER_ECOMMERCE_VALUE", 640e6, true),
                        new Measure("EXPORTS", 470e6, true),
                        new Measure("IMPORTS", 150e6, true),
                        new Measure("PARCELS", 5.2e6, true),
                        new Measure("ENTERPRISES", 140, false));
            case "SPECIAL_CUSTOMS_SUPERVISION_ZONE" ->
                List.of(
                        new Measure("EXPORTS", 900e6, true),
                        new Measure("IMPORTS", 760e6, true),
                        new Measure("ENTERPRISES", 22, false),
                        new Measure("JOBS", 900, false));
            case "ECONOMIC_DEVELOPMENT_ZONE" ->
                List.of(
                        new Measure("FOREIGN_INVESTMENT_IN_ACTUAL_USE", 210e6, true),
                        new Measure("EXPORTS", 1_900e6, true),
                        new Measure("IMPORTS", 1_500e6, true),
                        new Measure("ENTERPRISES", 320, false),
                        new Measure("JOBS", 16_000, false));
            case "UPGRADING_BASE" ->
                List.of(
                        new Measure("EXPORTS", 420e6, true),
                        new Measure("ENTERPRISES", 60, false),
                        new Measure("JOBS", 4_200, false));
            case "DIGITAL_SERVICE_EXPORT_BASE" ->
                List.of(
                        new Measure("EXPORTS", 130e6, true),
                        new Measure("ENTERPRISES", 35, false),
                        new Measure("JOBS", 3_100, false));
            case "MARKET_PROCUREMENT_PILOT" ->
                List.of(new Measure("EXPORTS", 1_250e6, true), new Measure("ENTERPRISES", 90, false));
            case "OVERSEAS_WAREHOUSE" ->
                List.of(
                        new Measure("FLOOR_AREA", 0, false),
                        new Measure("PARCELS", 95_000, true),
                        new Measure("JOBS", 24, false));
            case "REGIONAL_CONSUMPTION_CENTRE" ->
                List.of(new Measure("ENTERPRISES", 900, false), new Measure("JOBS", 15_000, false));
            default -> List.of(new Measure("ENTERPRISES", 60, false), new Measure("JOBS", 700, false));
        };
    }

    private List<Figure> figures(String kind, LocalDate approved, double weight, @Nullable BigDecimal area) {
        List<Figure> figures = new ArrayList<>();
        for (Measure measure : measures(kind)) {
            double own = measure.ordinary() * weight * draws.about(0.25);
            double growth = 1 + 0.045 * draws.about(0.8);
            for (int quarter = 0; quarter < QUARTERS; quarter++) {
                int year = 2020 + quarter / 4;
                int ofYear = quarter % 4 + 1;
                if (LocalDate.of(year, ofYear * 3, 28).isBefore(approved)) {
                    continue;
                }
                double season = measure.flow() ? new double[] {0.82, 0.98, 1.06, 1.14}[ofYear - 1] : 1;
                // The first half of 2020 was not like others.
                double slump = measure.flow() && quarter < 2 ? 0.8 : 1;
                double amount = own
                        * StrictMath.pow(measure.flow() ? growth : 1.012, quarter)
                        * season
                        * slump
                        * (measure.flow() ? draws.about(0.06) : 1);
                BigDecimal rounded = measure.metric().equals("FLOOR_AREA") && area != null
                        ? area
                        : rounded(measure.metric(), amount);
                figures.add(new Figure(year + "-Q" + ofYear, year, measure.metric(), rounded));
            }
        }
        return figures;
    }

    private static BigDecimal rounded(String metric, double amount) {
        boolean money = amount >= 1e6 && !metric.equals("PARCELS");
        long unit = money ? 10_000 : 1;
        return BigDecimal.valueOf(Math.max(1, Math.round(amount / unit)) * unit).setScale(2, RoundingMode.UNNECESSARY);
    }
}
