package org.yuemao.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.yuemao.base.Wording;
import org.yuemao.base.ui.Formats;
import org.yuemao.indicator.GrowthCheck.Verdict;
import org.yuemao.place.Places;
import org.yuemao.summary.Overview;

/** Sentences that follow from the figures, for sections in which nobody has written anything. */
@Component
class GeneratedTexts {
    private static final int NAMED = 3;

    private final Places places;
    private final Wording wording;

    GeneratedTexts(Places places, Wording wording) {
        this.places = places;
        this.wording = wording;
    }

    String summary(Overview overview, Locale language) {
        Overview.Figures now = overview.figures();
        Overview.Figures then = overview.previous();
        Sentences said = new Sentences(language);
        String year = String.valueOf(overview.filter().year());
        List<Overview.Held> held = overview.held();
        String all = count("held", held.stream().mapToLong(Overview.Held::held).sum(), language);
        if (held.size() == 2) {
            said.add(
                    "summary.held-both",
                    year,
                    all,
                    Formats.integer(held.getFirst().held(), language),
                    Formats.integer(held.getLast().held(), language));
        } else if (!held.isEmpty()) {
            said.add("summary.held", year, all, programme(held.getFirst(), language));
        }
        if (now.participations() == 0) {
            said.add("cities.none");
        } else {
            said.add(
                    "summary.took-part",
                    count("businesses", now.businesses(), language),
                    count("times", now.participations(), language),
                    Formats.shortMoney(now.signedDeals(), language),
                    Formats.shortMoney(now.intendedDeals(), language));
        }
        if (then.signedDeals().signum() > 0) {
            said.add(
                    "summary.change",
                    String.valueOf(overview.filter().year() - 1),
                    rate(BigDecimal.valueOf(now.businesses()), BigDecimal.valueOf(then.businesses()), language),
                    rate(now.signedDeals(), then.signedDeals(), language));
        }
        for (Overview.Held one : held) {
            BigDecimal target = one.target();
            if (target != null && target.signum() > 0) {
                said.add(
                        "summary.target",
                        programme(one, language),
                        Formats.percent(
                                BigDecimal.valueOf(one.held()).divide(target, 4, RoundingMode.HALF_UP), language),
                        Formats.decimal(target, 0, language));
            }
        }
        return said.text();
    }

    String months(Overview overview, Locale language) {
        Map<Integer, Long> events = new LinkedHashMap<>();
        overview.months().forEach(month -> events.merge(month.month(), month.events(), Long::sum));
        if (events.isEmpty()) {
            return new Sentences(language).add("months.none").text();
        }
        List<Map.Entry<Integer, Long>> most = events.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .toList();
        long first = events.entrySet().stream()
                .filter(month -> month.getKey() <= 6)
                .mapToLong(Map.Entry::getValue)
                .sum();
        long all = events.values().stream().mapToLong(Long::longValue).sum();
        return new Sentences(language)
                .add(
                        "months.most",
                        list(
                                most.stream()
                                        .map(month -> named(
                                                Month.of(month.getKey())
                                                        .getDisplayName(TextStyle.FULL_STANDALONE, language),
                                                month.getValue(),
                                                language))
                                        .toList(),
                                language))
                .add(
                        "months.halves",
                        count("events", all, language),
                        Formats.integer(first, language),
                        Formats.integer(all - first, language))
                .text();
    }

    String destinations(Overview overview, Locale language) {
        Sentences said = new Sentences(language);
        if (overview.countries().isEmpty() && overview.provinces().isEmpty()) {
            said.add("destinations.none");
        }
        if (!overview.countries().isEmpty()) {
            said.add(
                    "destinations.abroad",
                    count("countries", overview.countries().size(), language),
                    most(overview.countries(), Overview.Part::events, language));
        }
        if (!overview.provinces().isEmpty()) {
            said.add(
                    "destinations.china",
                    count("provinces", overview.provinces().size(), language),
                    most(overview.provinces(), Overview.Part::events, language));
        }
        return said.text();
    }

    String cities(Overview overview, Locale language) {
        List<Overview.Part> took =
                overview.cities().stream().filter(part -> part.businesses() > 0).toList();
        if (took.isEmpty()) {
            return new Sentences(language).add("cities.none").text();
        }
        return new Sentences(language)
                .add(
                        "cities.most",
                        count("cities", took.size(), language),
                        most(took, Overview.Part::businesses, language))
                .add(
                        "cities.signed",
                        list(
                                took.stream()
                                        .sorted(Comparator.comparing(Overview.Part::signedDeals)
                                                .reversed())
                                        .limit(NAMED)
                                        .map(part -> wording.of(
                                                "report.generated.named",
                                                language,
                                                places.nameOf(part.code(), language),
                                                Formats.shortMoney(part.signedDeals(), language)))
                                        .toList(),
                                language))
                .text();
    }

    String sectors(Overview overview, Locale language) {
        if (overview.sectors().isEmpty()) {
            return new Sentences(language).add("sectors.none").text();
        }
        Sentences said =
                new Sentences(language).add("sectors.most", most(overview.sectors(), Overview.Part::events, language));
        if (!overview.topEvents().isEmpty()) {
            Overview.TopEvent largest = overview.topEvents().getFirst();
            said.add(
                    "sectors.largest",
                    largest.names().in(language),
                    count("participations", largest.participations(), language),
                    Formats.shortMoney(largest.signedDeals(), language));
        }
        return said.text();
    }

    String zones(Overview overview, Locale language) {
        long all =
                overview.zones().stream().mapToLong(Overview.ZoneCount::zones).sum();
        if (all == 0) {
            return new Sentences(language).add("zones.none").text();
        }
        return new Sentences(language)
                .add(
                        "zones.most",
                        count("zones", all, language),
                        list(
                                overview.zones().stream()
                                        .sorted(Comparator.comparing(Overview.ZoneCount::zones)
                                                .reversed())
                                        .limit(NAMED)
                                        .map(zone -> named(
                                                wording.of("zone.kind." + zone.kind(), language),
                                                zone.zones(),
                                                language))
                                        .toList(),
                                language))
                .text();
    }

    String indicators(Overview overview, Locale language) {
        Sentences said = new Sentences(language);
        List<String> wrong = new ArrayList<>();
        long checked = 0;
        for (Overview.Indicator one : overview.indicators()) {
            for (Overview.Growth rate : one.growth()) {
                Verdict verdict = rate.recomputed().verdict();
                checked += verdict == Verdict.FOLLOWS || verdict == Verdict.DOES_NOT_FOLLOW ? 1 : 0;
                if (verdict == Verdict.DOES_NOT_FOLLOW) {
                    wrong.add(wording.of(
                            "summary.growth.wrong",
                            language,
                            one.names().in(language),
                            String.valueOf(rate.year()),
                            Formats.decimal(rate.statedPercent(), 1, language),
                            Formats.decimal(
                                    Objects.requireNonNull(rate.recomputed().recomputedPercent()), 1, language)));
                }
            }
        }
        if (overview.indicators().isEmpty()) {
            return said.add("indicators.none").text();
        }
        said.add("indicators.kept", count("indicators", overview.indicators().size(), language));
        if (checked > 0) {
            said.add("indicators.checked", count("rates", checked, language), Formats.integer(wrong.size(), language));
        }
        wrong.forEach(said::addWhole);
        return said.text();
    }

    private String most(List<Overview.Part> parts, ToLongFunction<Overview.Part> amount, Locale language) {
        return list(
                parts.stream()
                        .sorted(Comparator.comparingLong(amount).reversed())
                        .limit(NAMED)
                        .map(part -> named(places.nameOf(part.code(), language), amount.applyAsLong(part), language))
                        .toList(),
                language);
    }

    private String named(String name, long amount, Locale language) {
        return wording.of("report.generated.named", language, name, Formats.integer(amount, language));
    }

    private String list(List<String> names, Locale language) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(wording.of("report.generated.comma", language), names.subList(0, names.size() - 1))
                        + wording.of("report.generated.and", language)
                        + names.getLast();
    }

    private String count(String of, long amount, Locale language) {
        return wording.of("report.count." + of, language, amount);
    }

    private String programme(Overview.Held held, Locale language) {
        return wording.of("report.programme." + held.programme(), language);
    }

    /** A change as a rate with its sign; undefined from nought. */
    private String rate(BigDecimal now, BigDecimal then, Locale language) {
        return then.signum() == 0
                ? wording.of("report.generated.no-rate", language)
                : Formats.change(now.subtract(then).divide(then, 6, RoundingMode.HALF_UP), language);
    }

    /** Sentences one after the other; Chinese ones without spaces between. */
    private final class Sentences {
        private final Locale language;
        private final List<String> all = new ArrayList<>();

        Sentences(Locale language) {
            this.language = language;
        }

        Sentences add(String key, Object... arguments) {
            return addWhole(wording.of("report.generated." + key, language, arguments));
        }

        Sentences addWhole(String sentence) {
            all.add(sentence);
            return this;
        }

        String text() {
            return String.join(Formats.chinese(language) ? "" : " ", all);
        }
    }
}
