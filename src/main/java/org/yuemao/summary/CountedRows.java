package org.yuemao.summary;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.Sought;
import org.yuemao.event.EventFacts;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.ListedParticipation;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.security.Rights;

/**
 * The rows behind a number, a page at a time. Participations are found through the events that they belong to, whose cells
 * say how many there are in each: any page costs the same, the first or the last of millions.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize(Rights.READ)
public class CountedRows {
    private final JdbcClient database;
    private final ParticipationLists participations;
    private final ZoneTrends trends;
    private final SummaryEarlier earlier;
    private final CountableRows countable;

    CountedRows(
            JdbcClient database,
            ParticipationLists participations,
            ZoneTrends trends,
            SummaryEarlier earlier,
            CountableRows countable) {
        this.countable = countable;
        this.database = database;
        this.participations = participations;
        this.trends = trends;
        this.earlier = earlier;
    }

    /** The number as far as the person may have its rows counted. */
    public Counted readable(Counted asked) {
        return countable.of(asked);
    }

    /** What the rows behind a number add up to: the number itself among it. */
    public CountedTotals totals(Counted asked) {
        Counted counted = countable.of(asked);
        EventConditions where = new EventConditions(counted);
        long businesses = counted.measure().rows() == Measure.Rows.BUSINESSES ? businesses(counted) : 0;
        return database.sql("select count(*) as events, coalesce(sum(c.participations), 0) as participations,"
                        + " coalesce(sum(c.intended_deals), 0) as intended_deals,"
                        + " coalesce(sum(c.signed_deals), 0) as signed_deals,"
                        + " coalesce(sum(e.net_space_sqm), 0) as net_space" + where.events())
                .params(where.parameters)
                .query((row, index) -> new CountedTotals(
                        row.getLong("events"),
                        row.getLong("participations"),
                        businesses,
                        row.getBigDecimal("intended_deals"),
                        row.getBigDecimal("signed_deals"),
                        row.getBigDecimal("net_space")))
                .single();
    }

    /** The same as it stood at the end of an earlier day; distinct businesses are not counted so. */
    public CountedTotals totals(Counted asked, LocalDate day) {
        Counted counted = countable.of(asked);
        List<CountedEvent> events = events(counted, day);
        return new CountedTotals(
                events.size(),
                events.stream().mapToLong(CountedEvent::participations).sum(),
                0,
                events.stream().map(CountedEvent::intendedDeals).reduce(BigDecimal.ZERO, BigDecimal::add),
                events.stream().map(CountedEvent::signedDeals).reduce(BigDecimal.ZERO, BigDecimal::add),
                events.stream().map(CountedEvent::netSpace).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** The events that a number took in at the end of an earlier day, as they stood then. */
    public List<CountedEvent> events(Counted asked, LocalDate day) {
        Counted counted = countable.of(asked);
        record Now(LocalDate firstDay, Instant changedAt, String changedBy) {}
        Map<Long, Now> now = new HashMap<>();
        database.sql("select id, first_day, changed_at, changed_by from event").query(row -> {
            now.put(
                    row.getLong("id"),
                    new Now(
                            row.getObject("first_day", LocalDate.class),
                            row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                            row.getString("changed_by")));
        });
        List<CountedEvent> events = new ArrayList<>();
        for (SummaryEarlier.EventThen then : earlier.events(counted.year(), counted.year(), day)) {
            Done done = then.done().entrySet().stream()
                    .filter(city ->
                            counted.cityCodes().isEmpty() || counted.cityCodes().contains(city.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce(Done.NOTHING, Done::plus);
            boolean tookPart = done.participations() > 0;
            boolean mustTakePart =
                    !counted.cityCodes().isEmpty() || counted.measure().rows() != Measure.Rows.EVENTS;
            if (!counts(counted, then) || mustTakePart && !tookPart) {
                continue;
            }
            Now is = now.get(then.id());
            Period month = Period.ofMonth(then.facts().year(), then.facts().month());
            LocalDate firstDay =
                    is != null && YearMonth.from(is.firstDay()).equals(YearMonth.of(month.year(), month.part()))
                            ? is.firstDay()
                            : null;
            events.add(new CountedEvent(
                    then.id(),
                    then.code(),
                    then.names(),
                    then.facts().programme(),
                    month,
                    firstDay,
                    then.facts().placeCode(),
                    then.facts().status(),
                    then.facts().netSpace(),
                    done.participations(),
                    done.intendedDeals(),
                    done.signedDeals(),
                    is == null ? null : is.changedAt(),
                    is == null ? "" : is.changedBy()));
        }
        events.sort(Comparator.comparing(CountedEvent::month).thenComparing(CountedEvent::code));
        return events;
    }

    private static boolean counts(Counted counted, SummaryEarlier.EventThen then) {
        EventFacts facts = then.facts();
        Integer month = counted.month();
        boolean status =
                switch (counted.measure()) {
                    case HELD -> facts.status().isHeld();
                    case PLANNED -> facts.counted() && !facts.status().isHeld();
                    default -> facts.counted();
                };
        return status
                && counted.included().takesIn(facts.approved())
                && facts.year() == counted.year()
                && (counted.programme() == null || counted.programme() == facts.programme())
                && (counted.sectorCode() == null || facts.sectors().contains(counted.sectorCode()))
                && (month == null || (counted.upToMonth() ? facts.month() <= month : facts.month() == month))
                && (counted.placeCode() == null || counted.placeCode().equals(facts.placeCode()))
                && (counted.eventCode() == null || counted.eventCode().equals(then.code()));
    }

    /**
     * The events that a number takes in, by their first day, each with what the businesses did in it. Where the number is
     * about businesses of some cities, events in which none of them takes part are not among them.
     */
    public List<CountedEvent> events(Counted asked) {
        Counted counted = countable.of(asked);
        EventConditions where = new EventConditions(counted);
        return database.sql(
                        "select e.id, e.code, e.name_en, e.name_zh, e.programme, e.event_year, e.event_month, e.first_day,"
                                + " coalesce(e.country_code, e.province_code) as place_code, e.status,"
                                + " coalesce(e.net_space_sqm, 0) as net_space, coalesce(c.participations, 0) as participations,"
                                + " coalesce(c.intended_deals, 0) as intended_deals, coalesce(c.signed_deals, 0) as signed_deals,"
                                + " e.changed_at, e.changed_by" + where.events() + " order by e.first_day, e.id")
                .params(where.parameters)
                .query((row, index) -> new CountedEvent(
                        row.getLong("id"),
                        row.getString("code"),
                        new Names(row.getString("name_en"), row.getString("name_zh")),
                        Programme.valueOf(row.getString("programme")),
                        Period.ofMonth(row.getInt("event_year"), row.getInt("event_month")),
                        row.getObject("first_day", LocalDate.class),
                        row.getString("place_code"),
                        EventStatus.valueOf(row.getString("status")),
                        row.getBigDecimal("net_space"),
                        row.getLong("participations"),
                        row.getBigDecimal("intended_deals"),
                        row.getBigDecimal("signed_deals"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("changed_by")))
                .list();
    }

    /** One page of the participations that a number takes in: event by event, in the order in which businesses were entered. */
    public List<ListedParticipation> participations(Counted asked, int offset, int limit) {
        Counted counted = countable.of(asked);
        List<Long> ids = new ArrayList<>();
        long before = 0;
        for (Map.Entry<Integer, Long> month : byMonth(counted).entrySet()) {
            long behind = before + month.getValue();
            if (behind > offset && ids.size() < limit) {
                addOf(
                        counted.eventCode() == null ? counted.inMonth(month.getKey()) : counted,
                        before,
                        offset,
                        limit,
                        ids);
            }
            before = behind;
        }
        Map<Long, ListedParticipation> found = participations.withIds(ids).stream()
                .collect(Collectors.toMap(one -> one.item().id(), one -> one));
        return ids.stream().map(found::get).map(Objects::requireNonNull).toList();
    }

    /** How many participations a number takes in, by the month of their events: those of other months need not be looked at. */
    private Map<Integer, Long> byMonth(Counted counted) {
        Map<Integer, Long> byMonth = new TreeMap<>();
        if (counted.eventCode() != null) {
            byMonth.put(0, totals(counted).participations());
            return byMonth;
        }
        EventConditions where = new EventConditions(counted);
        String cells = " where event_year = :year and sector_code = :all_or_sector and city_code "
                + (counted.cityCodes().isEmpty() ? "= '*'" : "in (:cities)")
                + (counted.programme() == null ? "" : " and programme = :programme")
                + (counted.placeCode() == null ? "" : " and place_code = :place")
                + (counted.month() == null ? "" : " and event_month " + (counted.upToMonth() ? "<=" : "=") + " :month")
                + counted.included().condition("approved");
        database.sql("select event_month, sum(participations) from (select event_month, participations from place_cell"
                        + cells + " union all select event_month, participations from summary_change" + cells
                        + ") c group by event_month")
                .params(where.parameters)
                .param("all_or_sector", counted.sectorCode() == null ? SumKey.ALL : counted.sectorCode())
                .query(row -> {
                    byMonth.put(row.getInt(1), row.getLong(2));
                });
        return byMonth;
    }

    /** Adds the participations between two places in the list, of events that begin behind so many others. */
    private void addOf(Counted counted, long behind, int offset, int limit, List<Long> ids) {
        long before = behind;
        for (CountedEvent event : events(counted)) {
            long after = before + event.participations();
            if (after > offset && ids.size() < limit) {
                ids.addAll(participationsOf(event.id(), counted, Math.max(0, offset - before), limit - ids.size()));
            }
            before = after;
        }
    }

    private List<Long> participationsOf(long eventId, Counted counted, long offset, int limit) {
        String ofCities = counted.cityCodes().isEmpty()
                ? ""
                : " join business b on b.id = p.business_id and coalesce(b.city_code, '-') in (:cities)";
        return database.sql("select p.id from participation p" + ofCities
                        + " where p.event_id = :event order by p.business_id limit :limit offset :offset")
                .params(counted.cityCodes().isEmpty() ? Map.of() : Map.of("cities", counted.cityCodes()))
                .param("event", eventId)
                .param("limit", limit)
                .param("offset", offset)
                .query(Long.class)
                .list();
    }

    /** How many different businesses a number counts; the cells know it, but for those of single places, months and events. */
    public long businesses(Counted asked) {
        Counted counted = countable.of(asked);
        BusinessConditions where = new BusinessConditions(counted);
        if (counted.month() != null || counted.placeCode() != null || counted.eventCode() != null) {
            return database.sql("select count(*) from business b where " + where.businesses)
                    .params(where.parameters)
                    .query(Long.class)
                    .single();
        }
        String ofCities = counted.cityCodes().isEmpty() ? "" : " and city_code in (:cities)";
        String cells = " where event_year = :year and programme = :all_or_one and sector_code = :all_or_sector"
                + ofCities + counted.included().condition("approved");
        String measure =
                switch (counted.measure()) {
                    case FRESH -> "fresh";
                    case STAYED -> "stayed";
                    case BACK -> "businesses - fresh - stayed";
                    case LOST -> "lost";
                    default -> "businesses";
                };
        return database.sql("select coalesce(sum(amount), 0) from (select " + measure + " as amount from business_cell"
                        + cells + " union all select " + measure + " from business_change" + cells + ") c")
                .params(where.parameters)
                .param(
                        "all_or_one",
                        counted.programme() == null
                                ? SumKey.ALL
                                : counted.programme().name())
                .param("all_or_sector", counted.sectorCode() == null ? SumKey.ALL : counted.sectorCode())
                .query(Long.class)
                .single();
    }

    /**
     * One page of the businesses that a number counts, in the order of their entry. A page behind the middle is looked for from the end.
     *
     * @param all how many there are
     */
    public List<CountedBusiness> businesses(Counted asked, long all, int offset, int limit) {
        Counted counted = countable.of(asked);
        BusinessConditions where = new BusinessConditions(counted);
        boolean fromEnd = offset > all / 2;
        long wanted = Math.min(limit, all - offset);
        List<Long> ids = new ArrayList<>(database.sql("select b.id from business b where " + where.businesses
                        + " order by b.id" + (fromEnd ? " desc" : "") + " limit :limit offset :offset")
                .params(where.parameters)
                .param("limit", wanted)
                .param("offset", fromEnd ? all - offset - wanted : offset)
                .query(Long.class)
                .list());
        if (fromEnd) {
            Collections.reverse(ids);
        }
        return ids.isEmpty() ? List.of() : described(ids, counted);
    }

    private List<CountedBusiness> described(List<Long> ids, Counted counted) {
        EventConditions where =
                new EventConditions(counted.measure() == Measure.LOST ? counted.in(counted.year() - 1) : counted);
        Map<Long, CountedBusiness> found = new HashMap<>();
        database.sql("""
                        select b.id, b.credit_code, b.name_en, b.name_zh, b.city_code, b.country_code, b.changed_at, b.changed_by,
                            count(*) as participations, coalesce(sum(p.signed_deals), 0) as signed_deals
                        from %s join business b on b.id = sought.id join participation p on p.business_id = b.id
                        join event e on e.id = p.event_id where %s
                        group by b.id, b.credit_code, b.name_en, b.name_zh, b.city_code, b.country_code, b.changed_at,
                            b.changed_by""".formatted(Sought.ids("ids"), where.text))
                .params(where.parameters)
                .param("ids", Sought.ids(ids))
                .query(row -> {
                    found.put(
                            row.getLong("id"),
                            new CountedBusiness(
                                    row.getLong("id"),
                                    row.getString("credit_code"),
                                    new Names(row.getString("name_en"), row.getString("name_zh")),
                                    row.getString("city_code"),
                                    row.getString("country_code"),
                                    row.getLong("participations"),
                                    row.getBigDecimal("signed_deals"),
                                    row.getObject("changed_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getString("changed_by")));
                });
        return ids.stream().map(found::get).map(Objects::requireNonNull).toList();
    }

    /** The zones that a number counts, by kind and name. */
    public List<CountedZone> zones(Counted asked) {
        Counted counted = countable.of(asked);
        return zoned(
                        "select z.id, z.id as record_id, z.kind, z.name_en, z.name_zh, z.city_code, z.country_code, z.area_sqm as amount, z.changed_at,"
                                + " z.changed_by from zone z where z.kind = :subject",
                        counted,
                        " order by z.city_code, z.id")
                .query((row, index) -> zone(row))
                .list();
    }

    /** What zones reported of the metric and period that a number adds up, largest first; the amount is the figure. */
    public List<CountedZone> zoneFigures(Counted asked) {
        Counted counted = countable.of(asked);
        String figures =
                "select z.id, f.id as record_id, z.kind, z.name_en, z.name_zh, z.city_code, z.country_code, f.amount,"
                        + " f.changed_at, f.changed_by from ";
        if (counted.zoneKind() != null) {
            return database.sql(figures + Sought.ids("ids") + " join zone_figure f on f.id = sought.id"
                            + " join zone z on z.id = f.zone_id order by f.amount desc, z.id, f.period")
                    .param("ids", Sought.ids(trends.figures(counted)))
                    .query((row, index) -> zone(row))
                    .list();
        }
        return zoned(
                        figures + "zone_figure f join zone z on z.id = f.zone_id"
                                + " where f.metric = :subject and f.period = :period",
                        counted,
                        " order by f.amount desc, z.id")
                .param("period", Objects.requireNonNull(counted.period()))
                .query((row, index) -> zone(row))
                .list();
    }

    private JdbcClient.StatementSpec zoned(String sql, Counted counted, String order) {
        ZoneConditions where = new ZoneConditions(counted);
        return database.sql(sql + where.text() + order)
                .params(where.parameters())
                .param("subject", Objects.requireNonNull(counted.subject()));
    }

    private static CountedZone zone(ResultSet row) throws SQLException {
        return new CountedZone(
                row.getLong("id"),
                row.getLong("record_id"),
                row.getString("kind"),
                new Names(row.getString("name_en"), row.getString("name_zh")),
                row.getString("city_code"),
                row.getString("country_code"),
                row.getBigDecimal("amount"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    /** Which events a number takes in. */
    private static class EventConditions {
        final Map<String, Object> parameters = new HashMap<>();
        final String text;
        private final String sums;
        private final String with;

        EventConditions(Counted counted) {
            List<String> all = new ArrayList<>();
            all.add("e.event_year = :year");
            parameters.put("year", counted.year());
            if (!counted.cityCodes().isEmpty()) {
                parameters.put("cities", counted.cityCodes());
            }
            all.add(
                    switch (counted.measure()) {
                        case HELD -> "e.status in ('UNDER_WAY', 'COMPLETED')";
                        case PLANNED -> "e.status in ('PLANNED', 'CONFIRMED')";
                        default -> "e.status not in ('POSTPONED', 'CANCELLED')";
                    });
            all.addAll(ofEvents(counted));
            text = String.join(" and ", all);
            with = counted.measure().rows() == Measure.Rows.EVENTS ? "" : " and c.participations > 0";
            sums = counted.cityCodes().isEmpty()
                    ? " left join event_cell c on c.event_id = e.id and c.city_code = '*'"
                    : " join (select event_id, sum(participations) as participations, sum(intended_deals) as intended_deals,"
                            + " sum(signed_deals) as signed_deals from event_cell where counted_year = :year"
                            + " and city_code in (:cities) group by event_id having sum(participations) > 0) c"
                            + " on c.event_id = e.id";
        }

        /** Them, each with what the businesses did in it. */
        String events() {
            return " from event e" + sums + " where " + text + with;
        }

        /** All but the year and the status. */
        List<String> ofEvents(Counted counted) {
            List<String> all = new ArrayList<>();
            if (counted.included() == Included.APPROVED) {
                all.add("e.review_state = 'APPROVED'");
            }
            Programme programme = counted.programme();
            if (programme != null) {
                all.add("e.programme = :programme");
                parameters.put("programme", programme.name());
            }
            if (counted.sectorCode() != null) {
                all.add("exists (select 1 from event_sector s where s.event_id = e.id and s.sector_code = :sector)");
                parameters.put("sector", counted.sectorCode());
            }
            if (counted.month() != null) {
                all.add(counted.upToMonth() ? "e.event_month <= :month" : "e.event_month = :month");
                parameters.put("month", counted.month());
            }
            if (counted.placeCode() != null) {
                all.add("coalesce(e.country_code, e.province_code) = :place");
                parameters.put("place", counted.placeCode());
            }
            if (counted.eventCode() != null) {
                all.add("e.code = :code");
                parameters.put("code", counted.eventCode());
            }
            return all;
        }
    }

    /** Which businesses a number counts. */
    private static final class BusinessConditions extends EventConditions {
        private final String businesses;

        BusinessConditions(Counted counted) {
            super(counted);
            parameters.put("before", counted.year() - 1);
            List<String> of = ofEvents(counted);
            String events = of.isEmpty() ? "" : " and " + String.join(" and ", of);
            String now = tookPart("= :year", events);
            String lastYear = tookPart("= :before", events);
            String ever = tookPart("<= :before", events);
            String cities = counted.cityCodes().isEmpty() ? "" : "coalesce(b.city_code, '-') in (:cities) and ";
            businesses = cities
                    + switch (counted.measure()) {
                        case FRESH -> now + " and not " + ever;
                        case STAYED -> now + " and " + lastYear;
                        case BACK -> now + " and not " + lastYear + " and " + ever;
                        case LOST -> lastYear + " and not " + now;
                        default -> now;
                    };
        }

        private static String tookPart(String year, String events) {
            // Not joined: H2 would look through all events of the year for each business.
            return "exists (select 1 from participation p where p.business_id = b.id and exists (select 1 from event e"
                    + " where e.id = p.event_id and e.event_year " + year
                    + " and e.status not in ('POSTPONED', 'CANCELLED')" + events + "))";
        }
    }
}
