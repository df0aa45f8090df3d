package org.yuemao.summary;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Names;
import org.yuemao.event.EventFacts;
import org.yuemao.event.Programme;

/**
 * The sums as they stood at the end of an earlier day, added up from what each day of recording added: every event with what
 * it was on that day, by the very rules that the cells of today are kept by.
 */
@Component
class SummaryEarlier {
    private final JdbcClient database;
    private final SummaryNow now;

    SummaryEarlier(JdbcClient database, SummaryNow now) {
        this.database = database;
        this.now = now;
    }

    /** An event as it stood on a day, and what had been done in it by then, by city. */
    record EventThen(long id, String code, Names names, EventFacts facts, Map<String, Done> done) {}

    /** Everything that a filter's year and those before need, read at once. */
    SummarySource at(SummaryFilter filter, LocalDate day) {
        List<EventThen> events = events(filter.year() - SummaryNow.YEARS + 1, filter.year(), day);
        Map<SumKey, Sums> sums = new TreeMap<>();
        events.forEach(event ->
                Contributions.ofEvent(event.facts(), event.done(), (key, what) -> sums.merge(key, what, Sums::plus)));
        return new Then(day, events, sums);
    }

    /** The events whose first day was to be in these years, as they stood at the end of the day. */
    List<EventThen> events(int firstYear, int lastYear, LocalDate day) {
        Map<Long, Map<String, Done>> done = new HashMap<>();
        String then = "event_day d where d.recorded_on = (select max(l.recorded_on) from event_day l"
                + " where l.event_id = d.event_id and l.recorded_on <= :day) and d.event_year between :first and :last"
                + " and d.status is not null";
        database.sql(
                        "select c.event_id, c.city_code, sum(c.participations), sum(c.intended_deals), sum(c.signed_deals),"
                                + " sum(c.booth_area_sqm) from event_cell_day c where c.recorded_on <= :day and c.event_id in"
                                + " (select d.event_id from " + then + ") group by c.event_id, c.city_code")
                .param("day", day)
                .param("first", firstYear)
                .param("last", lastYear)
                .query(row -> {
                    done.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                            .put(
                                    row.getString(2),
                                    new Done(
                                            row.getLong(3),
                                            row.getBigDecimal(4),
                                            row.getBigDecimal(5),
                                            row.getBigDecimal(6)));
                });
        return database.sql("select d.* from " + then)
                .param("day", day)
                .param("first", firstYear)
                .param("last", lastYear)
                .query((row, index) -> new EventThen(
                        row.getLong("event_id"),
                        row.getString("code"),
                        new Names(row.getString("name_en"), row.getString("name_zh")),
                        EventCells.facts(row),
                        done.getOrDefault(row.getLong("event_id"), Map.of())))
                .list();
    }

    /** The events that a filter's year takes in otherwise at the end of one day than of another, by their code. */
    List<EventBetweenDays> between(SummaryFilter filter, LocalDate first, LocalDate last) {
        Map<Long, EventThen> before = counted(filter, first);
        Map<Long, EventThen> after = counted(filter, last);
        Set<Long> all = new HashSet<>(before.keySet());
        all.addAll(after.keySet());
        List<EventBetweenDays> changed = new ArrayList<>();
        for (Long id : all) {
            EventThen was = before.get(id);
            EventThen is = after.get(id);
            EventThen known = Objects.requireNonNull(is != null ? is : was);
            EventBetweenDays.Stand stood = was == null ? null : stand(was, filter);
            EventBetweenDays.Stand stands = is == null ? null : stand(is, filter);
            if (!Objects.equals(stood, stands)) {
                changed.add(new EventBetweenDays(id, known.code(), known.names(), stood, stands));
            }
        }
        changed.sort(Comparator.comparing(EventBetweenDays::code));
        return changed;
    }

    private Map<Long, EventThen> counted(SummaryFilter filter, LocalDate day) {
        return events(filter.year(), filter.year(), day).stream()
                .filter(event -> takesIn(filter, event)
                        && event.facts().counted()
                        && filter.included().takesIn(event.facts().approved()))
                .filter(event -> filter.cityCode() == null
                        || event.done()
                                        .getOrDefault(filter.cityCode(), Done.NOTHING)
                                        .participations()
                                > 0)
                .collect(Collectors.toMap(EventThen::id, event -> event));
    }

    private static boolean takesIn(SummaryFilter filter, EventThen event) {
        return event.facts().year() == filter.year()
                && filter.takesIn(event.facts().programme())
                && (filter.sectorCode() == null || event.facts().sectors().contains(filter.sectorCode()));
    }

    private static EventBetweenDays.Stand stand(EventThen event, SummaryFilter filter) {
        Done done = doneBy(event, filter);
        return new EventBetweenDays.Stand(
                event.facts().status(),
                event.facts().month(),
                event.facts().placeCode(),
                done.participations(),
                done.intendedDeals().setScale(2, RoundingMode.HALF_UP),
                done.signedDeals().setScale(2, RoundingMode.HALF_UP),
                event.facts().netSpace());
    }

    private static Done doneBy(EventThen event, SummaryFilter filter) {
        return filter.cityCode() == null
                ? event.done().values().stream().reduce(Done.NOTHING, Done::plus)
                : event.done().getOrDefault(filter.cityCode(), Done.NOTHING);
    }

    /** Sums of one day. */
    private final class Then implements SummarySource {
        private final LocalDate day;
        private final List<EventThen> events;
        private final Map<SumKey, Sums> sums;

        Then(LocalDate day, List<EventThen> events, Map<SumKey, Sums> sums) {
            this.day = day;
            this.events = events;
            this.sums = sums;
        }

        private boolean isOf(SumKey key, SummaryFilter filter) {
            return key.year() == filter.year()
                    && filter.takesIn(key.programme())
                    && key.sectorCode().equals(filter.sectorOrAll())
                    && filter.included().takesIn(key.approved());
        }

        @Override
        public List<CellSums> sums(SummaryFilter filter) {
            List<CellSums> cells = new ArrayList<>();
            sums.forEach((key, what) -> {
                if (key.year() >= filter.year() - 1
                        && filter.takesIn(key.programme())
                        && (key.sectorCode().equals(filter.sectorOrAll())
                                || key.cityCode().equals(filter.cityOrAll()))) {
                    cells.add(new CellSums(
                            key.year(), key.sectorCode(), key.cityCode(), key.programme(), key.approved(), what));
                }
            });
            return cells;
        }

        @Override
        public List<PlaceSums> places(SummaryFilter filter) {
            Map<SumKey, Sums> places = new TreeMap<>();
            sums.forEach((key, what) -> {
                if (isOf(key, filter) && key.cityCode().equals(filter.cityOrAll())) {
                    places.merge(key.ofAnyReview(), what, Sums::plus);
                }
            });
            return places.entrySet().stream()
                    .map(place -> new PlaceSums(
                            place.getKey().cityCode(),
                            place.getKey().programme(),
                            place.getKey().placeCode(),
                            place.getKey().month(),
                            place.getValue()))
                    .toList();
        }

        @Override
        public List<YearSums> years(SummaryFilter filter) {
            record Key(int year, Programme programme) {}
            Map<Key, Sums> years = new HashMap<>();
            sums.forEach((key, what) -> {
                if (filter.takesIn(key.programme())
                        && key.sectorCode().equals(filter.sectorOrAll())
                        && key.cityCode().equals(filter.cityOrAll())
                        && filter.included().takesIn(key.approved())) {
                    years.merge(new Key(key.year(), key.programme()), what, Sums::plus);
                }
            });
            return years.entrySet().stream()
                    .map(year ->
                            new YearSums(year.getKey().year(), year.getKey().programme(), year.getValue()))
                    .toList();
        }

        @Override
        public List<PlaceSums> routes(SummaryFilter filter) {
            Map<String, PlaceSums> routes = new TreeMap<>();
            sums.forEach((key, what) -> {
                boolean ofCity = filter.cityCode() == null
                        ? !key.cityCode().equals(SumKey.ALL)
                        : key.cityCode().equals(filter.cityCode());
                if (isOf(key, filter) && ofCity) {
                    routes.merge(
                            key.cityCode() + " " + key.placeCode(),
                            new PlaceSums(key.cityCode(), key.programme(), key.placeCode(), 0, what),
                            (one, other) -> new PlaceSums(
                                    one.cityCode(),
                                    one.programme(),
                                    one.placeCode(),
                                    0,
                                    one.sums().plus(other.sums())));
                }
            });
            return List.copyOf(routes.values());
        }

        @Override
        public List<BusinessSums> businesses(SummaryFilter filter) {
            return now.businesses(filter, "business_cell_day", day);
        }

        @Override
        public List<Overview.TopEvent> largest(SummaryFilter filter, int most) {
            return events.stream()
                    .filter(event -> event.facts().counted()
                            && takesIn(filter, event)
                            && filter.included().takesIn(event.facts().approved()))
                    .map(event -> Map.entry(event, doneBy(event, filter)))
                    .filter(event -> event.getValue().participations() > 0)
                    .sorted(Comparator.<Map.Entry<EventThen, Done>>comparingLong(
                                    event -> event.getValue().participations())
                            .reversed()
                            .thenComparing(event -> event.getKey().id()))
                    .limit(most)
                    .map(event -> new Overview.TopEvent(
                            event.getKey().code(),
                            event.getKey().names(),
                            event.getKey().facts().programme(),
                            event.getValue().participations(),
                            event.getValue().signedDeals()))
                    .toList();
        }
    }
}
