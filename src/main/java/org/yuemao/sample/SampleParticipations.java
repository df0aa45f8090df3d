package org.yuemao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.yuemao.sample.Draws.Weighted;

/** Makes up who takes part in what: in 2021 every business at least once. */
final class SampleParticipations {
    private static final int IN_2020 = 21_000;
    private static final int IN_2021 = 60_000;
    private static final int IN_2022 = 44_000;
    private static final int GIVEN_UP = 600;

    private final Draws draws = new Draws("participations");
    private final List<SampleEvent> events;
    private final List<SampleBusiness> businesses;
    private final List<SampleParticipation> all = new ArrayList<>();
    private final Set<Long> taken = new HashSet<>();

    SampleParticipations(List<SampleEvent> events, List<SampleBusiness> businesses) {
        this.events = events;
        this.businesses = businesses;
    }

    List<SampleParticipation> all() {
        Choice held2021 = new Choice(event -> event.year() == 2021 && event.held());
        for (int business = 0; business < businesses.size(); business++) {
            enter(held2021, business);
        }
        add(held2021, IN_2021 - businesses.size());
        add(new Choice(event -> event.year() == 2020 && event.held()), IN_2020);
        add(new Choice(event -> event.year() == 2022 && event.counted()), IN_2022);
        // Whoever had registered for an event that was then given up; no summary counts these.
        add(new Choice(event -> !event.counted()), GIVEN_UP);
        all.sort(Comparator.comparingInt(SampleParticipation::event).thenComparingInt(SampleParticipation::business));
        return all;
    }

    private void add(Choice choice, int count) {
        Weighted<Integer> someBusiness = new Weighted<>(
                IntStream.range(0, businesses.size()).boxed().toList(),
                business -> switch (businesses.get(business).size()) {
                    case "LARGE" -> 6;
                    case "MEDIUM" -> 3;
                    case "SMALL" -> 1.5;
                    default -> 1;
                });
        for (int added = 0; added < count; ) {
            added += enter(choice, draws.oneOf(someBusiness)) ? 1 : 0;
        }
    }

    private boolean enter(Choice choice, int business) {
        SampleBusiness who = businesses.get(business);
        int event = choice.eventFor(who);
        if (!taken.add((long) event << 32 | business)) {
            return false;
        }
        all.add(participation(event, business, who));
        return true;
    }

    private SampleParticipation participation(int number, int business, SampleBusiness who) {
        SampleEvent event = events.get(number);
        String role = draws.chance(0.86) ? "EXHIBITOR" : draws.chance(0.7) ? "BUYER" : "SERVICE_PROVIDER";
        boolean online = event.form().equals("ONLINE") || event.form().equals("BOTH") && draws.chance(0.55);
        BigDecimal booth = null;
        if (!online && role.equals("EXHIBITOR")) {
            // Booths come in units of nine square metres.
            int units = 1 + (int) Math.min(11, draws.logNormal(who.size().equals("LARGE") ? 2.5 : 0.7, 0.7));
            booth = new BigDecimal(9 * units).setScale(2, RoundingMode.UNNECESSARY);
        }
        BigDecimal intended = null;
        BigDecimal signed = null;
        if (event.held() && !role.equals("SERVICE_PROVIDER") && draws.chance(0.82)) {
            double scale =
                    switch (who.size()) {
                        case "LARGE" -> 6;
                        case "MEDIUM" -> 2;
                        case "SMALL" -> 1;
                        default -> 0.5;
                    };
            double deals = draws.logNormal(420_000 * scale, 1.15);
            intended = money(deals);
            if (draws.chance(0.6)) {
                signed = money(deals * Math.min(1, draws.logNormal(0.32, 0.5)));
            }
        }
        return new SampleParticipation(number, business, role, online ? "ONLINE" : "ON_SITE", booth, intended, signed);
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(Math.round(amount / 100) * 100).setScale(2, RoundingMode.UNNECESSARY);
    }

    /** The events that one group of participations may be in, by sector, with the general fairs open to everybody. */
    private final class Choice {
        private final Map<String, Weighted<Integer>> bySector = new HashMap<>();
        private final Predicate<SampleEvent> fits;

        Choice(Predicate<SampleEvent> fits) {
            this.fits = fits;
        }

        int eventFor(SampleBusiness business) {
            String sector = draws.oneOf(business.sectors());
            return draws.oneOf(bySector.computeIfAbsent(sector, this::eventsOf));
        }

        private Weighted<Integer> eventsOf(String sector) {
            List<Integer> open = IntStream.range(0, events.size())
                    .filter(i -> fits.test(events.get(i)))
                    .boxed()
                    .toList();
            List<Integer> fitting = open.stream()
                    .filter(i -> events.get(i).sectors().contains(sector)
                            || events.get(i).sectors().contains("general"))
                    .toList();
            return new Weighted<>(
                    fitting.isEmpty() ? open : fitting, i -> events.get(i).attraction());
        }
    }
}
