package org.yuemao.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.sample.Draws.Weighted;
import org.yuemao.sample.Words.Market;
import org.yuemao.sample.Words.SampleCity;
import org.yuemao.sample.Words.SampleSector;
import org.yuemao.sample.Words.Weight;
import org.yuemao.sample.Words.Word;

/** Makes up the events of three years, with as many held in 2021 as were published. */
final class SampleEvents {
    /** The day on which the sample stands still. */
    static final LocalDate TODAY = LocalDate.of(2022, 6, 30);

    // Shares of a year's events by month; spring and autumn are the fair seasons.
    private static final List<Weight> MONTHS = List.of(
            new Weight("1", 3),
            new Weight("2", 2),
            new Weight("3", 8),
            new Weight("4", 10),
            new Weight("5", 11),
            new Weight("6", 11),
            new Weight("7", 8),
            new Weight("8", 8),
            new Weight("9", 12),
            new Weight("10", 11),
            new Weight("11", 11),
            new Weight("12", 7));
    // 2020 began late.
    private static final List<Weight> MONTHS_2020 = List.of(
            new Weight("1", 2),
            new Weight("5", 4),
            new Weight("6", 8),
            new Weight("7", 9),
            new Weight("8", 10),
            new Weight("9", 13),
            new Weight("10", 12),
            new Weight("11", 13),
            new Weight("12", 11));

    private final Draws draws = new Draws("events");
    private final Set<String> names = new HashSet<>();
    private final List<SampleCity> cities = Words.cities();
    private final Map<String, Weighted<Market>> markets = Map.of(
            "GTW", new Weighted<>(Words.countries(), Market::weight),
            "GTN", new Weighted<>(Words.provinces(), Market::weight));
    private final List<SampleSector> sectors = Words.sectors();
    private final Weighted<SampleSector> someSector = new Weighted<>(sectors, SampleSector::weight);
    private final Weighted<Weight> someMonth = new Weighted<>(MONTHS, Weight::weight);
    private final Weighted<Weight> someMonthOf2020 = new Weighted<>(MONTHS_2020, Weight::weight);
    private final Weighted<SampleCity> someOffice = new Weighted<>(cities, city -> Math.sqrt(city.weight()));

    private record Day(LocalDate first, boolean givenUp) {}

    List<SampleEvent> all() {
        List<SampleEvent> all = new ArrayList<>();
        all.addAll(year("GTW", 2020, 61, 19));
        all.addAll(year("GTN", 2020, 47, 11));
        all.addAll(year("GTW", 2021, 154, 9));
        all.addAll(year("GTN", 2021, 110, 6));
        all.addAll(year("GTW", 2022, 176, 4));
        all.addAll(year("GTN", 2022, 121, 4));
        return all;
    }

    private List<SampleEvent> year(String programme, int year, int events, int givenUp) {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < events + givenUp; i++) {
            days.add(new Day(someDay(year), i >= events));
        }
        days.sort(Comparator.comparing(Day::first));
        List<SampleEvent> all = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            String code = String.format(Locale.ROOT, "%s-%d-%03d", programme, year, i + 1);
            all.add(event(programme, code, days.get(i)));
        }
        return all;
    }

    private LocalDate someDay(int year) {
        int month = Integer.parseInt(
                draws.oneOf(year == 2020 ? someMonthOf2020 : someMonth).code());
        LocalDate day = LocalDate.of(year, month, draws.between(1, 28));
        // Fairs open in the second half of the week rather than at its ends.
        while (day.getDayOfWeek() == DayOfWeek.SUNDAY || day.getDayOfWeek() == DayOfWeek.MONDAY) {
            day = day.plusDays(1);
        }
        return day.getYear() == year ? day : LocalDate.of(year, 12, 28);
    }

    private SampleEvent event(String programme, String code, Day day) {
        Market market = draws.oneOf(Objects.requireNonNull(markets.get(programme)));
        Word host = draws.oneOf(market.hosts());
        SampleSector sector = draws.oneOf(someSector);
        int year = day.first().getYear();
        String form = form(programme, year);
        Word name =
                name(programme, year, market, host, sector, form, day.first().getMonthValue());
        LocalDate lastDay = day.first().plusDays(form.equals("ONLINE") ? draws.between(2, 14) : draws.between(1, 4));
        if (lastDay.getYear() > year) {
            lastDay = LocalDate.of(year, 12, 31);
        }
        String status = status(day, lastDay);
        String office = draws.chance(0.3)
                ? "440000"
                : draws.oneOf(officesFor(sector.code())).code();
        Review review = review(status, day.first());
        return new SampleEvent(
                code,
                programme,
                name.en(),
                name.zh(),
                day.first(),
                lastDay,
                form,
                programme.equals("GTW") ? market.code() : null,
                programme.equals("GTN") ? market.code() : null,
                host.both(),
                form.equals("ONLINE") ? null : host.zh() + "会展中心 " + host.en() + " Exhibition Centre",
                organiser(office),
                office,
                sectorsOf(sector),
                status,
                review.state(),
                review.remark(),
                draws.logNormal(sector.code().equals("general") ? 1.6 : 1, 0.75) * (form.equals("BOTH") ? 1.3 : 1));
    }

    private Weighted<SampleCity> officesFor(String sector) {
        List<SampleCity> fitting = cities.stream()
                .filter(city ->
                        city.sectors().stream().anyMatch(weight -> weight.code().equals(sector)))
                .toList();
        return fitting.isEmpty() ? someOffice : new Weighted<>(fitting, city -> Math.sqrt(city.weight()));
    }

    private String form(String programme, int year) {
        if (programme.equals("GTN")) {
            return draws.chance(0.78) ? "ON_SITE" : draws.chance(0.6) ? "BOTH" : "ONLINE";
        }
        double online = year == 2022 ? 0.4 : 0.58;
        return draws.chance(online) ? "ONLINE" : draws.chance(0.6) ? "BOTH" : "ON_SITE";
    }

    private String status(Day day, LocalDate lastDay) {
        if (day.givenUp()) {
            return draws.chance(0.6) ? "POSTPONED" : "CANCELLED";
        }
        if (lastDay.isBefore(TODAY)) {
            return "COMPLETED";
        }
        if (!day.first().isAfter(TODAY)) {
            return "UNDER_WAY";
        }
        return day.first().isBefore(TODAY.plusDays(75)) ? "CONFIRMED" : "PLANNED";
    }

    private record Review(String state, @Nullable String remark) {}

    private Review review(String status, LocalDate firstDay) {
        if (status.equals("PLANNED")) {
            return draws.chance(0.45)
                    ? new Review("DRAFT", null)
                    : draws.chance(0.8)
                            ? new Review("SUBMITTED", null)
                            : new Review("RETURNED", "请补充场馆和目标企业数。 Please add the venue and the number of businesses.");
        }
        boolean recent = firstDay.isAfter(TODAY.minusDays(30));
        if (!recent || !draws.chance(0.5)) {
            return new Review("APPROVED", null);
        }
        // By the day and not drawn, so that all that is drawn after it stays what it was.
        return switch (firstDay.getDayOfMonth() % 4) {
            case 0 -> new Review("DRAFT", null);
            case 1 -> new Review("RETURNED", "参展企业数与成交额不符，请核对。 Please check the businesses against the deals.");
            default -> new Review("SUBMITTED", null);
        };
    }

    private List<String> sectorsOf(SampleSector sector) {
        List<String> of = new ArrayList<>(List.of(sector.code()));
        if (!sector.code().equals("general") && draws.chance(0.35)) {
            String second = draws.oneOf(someSector).code();
            if (!of.contains(second) && !second.equals("general")) {
                of.add(second);
            }
        }
        return List.copyOf(of);
    }

    private String organiser(String office) {
        return cities.stream()
                .filter(city -> city.code().equals(office))
                .map(city -> city.name().zh() + "会展服务中心（示例） " + city.name().en() + " Fair Service (sample)")
                .findFirst()
                .orElse("广东会展服务中心（示例） Guangdong Fair Service (sample)");
    }

    private Word name(
            String programme, int year, Market market, Word host, SampleSector sector, String form, int month) {
        Map<String, Word> patterns = new HashMap<>();
        Word trade = sector.fair();
        boolean online = form.equals("ONLINE");
        boolean town = host.en().equals(market.name().en());
        Word place = town ? host : new Word(host.en(), market.name().zh() + "·" + host.zh());
        if (programme.equals("GTW")) {
            patterns.put(
                    "0",
                    new Word(
                            "Guangdong " + trade.en() + (online ? " Online" : "") + " Fair in " + host.en() + " "
                                    + year,
                            year + "广东" + trade.zh() + "（" + place.zh() + "）" + (online ? "线上展" : "展览会")));
            patterns.put(
                    "1",
                    new Word(
                            "Guangdong–" + market.name().en() + " " + trade.en() + " Sourcing Meeting " + year,
                            year + "广东—" + market.name().zh() + trade.zh() + "采购对接会"));
            patterns.put(
                    "2",
                    new Word(
                            "Guangdong Pavilion at the " + host.en() + " " + trade.en() + " Show " + year,
                            year + host.zh() + "国际" + trade.zh() + "展广东展区"));
            patterns.put(
                    "3",
                    new Word(
                            "Guangdong Quality " + trade.en() + (online ? " Cloud" : "") + " Show in "
                                    + market.name().en() + " " + year,
                            year + "广东优品" + (online ? "云" : "") + "展（"
                                    + market.name().zh() + "）" + trade.zh() + "专场"));
        } else {
            patterns.put(
                    "0",
                    new Word(
                            "Guangdong " + trade.en() + " Fair in " + host.en() + " " + year,
                            year + "广东" + trade.zh() + "（" + place.zh() + "）展销会"));
            patterns.put(
                    "1",
                    new Word(
                            "Guangdong " + trade.en() + " Matchmaking in "
                                    + market.name().en() + " " + year,
                            year + "粤贸全国" + market.name().zh() + "站" + trade.zh() + "产销对接会"));
            patterns.put(
                    "2",
                    new Word(
                            "Guangdong Brands " + trade.en() + (online ? " Online" : "") + " Week in " + host.en() + " "
                                    + year,
                            year + "广东品牌" + host.zh() + (online ? "线上" : "") + "行" + trade.zh() + "专场"));
        }
        List<String> order = new ArrayList<>(patterns.keySet());
        order.sort(Comparator.naturalOrder());
        draws.shuffle(order);
        for (String pattern : order) {
            Word word = Objects.requireNonNull(patterns.get(pattern));
            if (names.add(word.en())) {
                return word;
            }
        }
        Word season = month <= 6 ? new Word("Spring", "春季") : new Word("Autumn", "秋季");
        Word first = patterns.get("0");
        Word named = new Word(first.en() + ", " + season.en(), first.zh() + season.zh() + "场");
        for (int edition = 2; !names.add(named.en()); edition++) {
            named = new Word(
                    first.en() + ", " + season.en() + " " + edition, first.zh() + season.zh() + "第" + edition + "场");
        }
        return named;
    }
}
