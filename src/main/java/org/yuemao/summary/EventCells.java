package org.yuemao.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Dialect;
import org.yuemao.base.Sought;
import org.yuemao.base.bulk.Portions;
import org.yuemao.event.EventFacts;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** What was done in each event, by city of the businesses and as a whole, now and by day of recording. */
@Component
class EventCells {
    private static final String SUMS = "participations = participations + :participations,"
            + " intended_deals = intended_deals + :intended, signed_deals = signed_deals + :signed,"
            + " booth_area_sqm = booth_area_sqm + :area";

    private final JdbcClient database;
    private final SummaryLog log;
    private final Dialect dialect;

    EventCells(JdbcClient database, SummaryLog log, Dialect dialect) {
        this.database = database;
        this.log = log;
        this.dialect = dialect;
    }

    /** Adds to what the businesses of a city did in an event, and tells how this changes the sums. */
    void add(long eventId, EventFacts facts, String city, Done more, SummaryLog.Changes changes) {
        if (more.isNothing()) {
            return;
        }
        // The cell was changed first, which holds it: nobody else brings the city into the event, or out of it,
        // meanwhile.
        Done after = addToCells(eventId, facts, city, more);
        changes.event(facts, Map.of(city, after.minus(more)), facts, Map.of(city, after));
    }

    private Done addToCells(long eventId, EventFacts facts, String city, Done more) {
        Map<String, Object> sums = sums(eventId, city, more);
        Map<String, Done> changed = dialect.isPostgres() ? updatedWithDay(sums) : updated(sums);
        if (!dialect.isPostgres()) {
            addToDay(eventId, city, more);
        }
        if (changed.size() == 1) {
            // The first participation from a city in an event makes what is missing.
            database.sql("update event_cell set " + SUMS + " where event_id = :event and city_code = '*'")
                    .params(sums(eventId, city, Done.NOTHING.minus(more)))
                    .update();
        }
        if (changed.size() < 2) {
            for (String one : List.of(SumKey.ALL, city)) {
                insertIfMissing(
                        "event_cell",
                        "event_id, city_code, counted_year, programme, approved, participations, intended_deals,"
                                + " signed_deals, booth_area_sqm",
                        "select :event, :city, cast(:year as int), :programme, cast(:approved as boolean), 0, 0, 0, 0",
                        key(eventId, one, facts));
            }
            changed = updated(sums);
        }
        return Objects.requireNonNull(changed.get(city));
    }

    private static final String UPDATE =
            "update event_cell set " + SUMS + " where event_id = :event and city_code in (:city, '*')";
    private static final String TOLD = "city_code, participations, intended_deals, signed_deals, booth_area_sqm";

    /** Adds to both cells by one statement, and tells what they say then. */
    private Map<String, Done> updated(Map<String, Object> sums) {
        return told(
                dialect.isPostgres()
                        ? UPDATE + " returning " + TOLD
                        : "select " + TOLD + " from final table (" + UPDATE + ")",
                sums);
    }

    /** The same, and adds to the day: one answer to wait for instead of two. */
    private Map<String, Done> updatedWithDay(Map<String, Object> sums) {
        return told("with of_day as (" + UPSERT_DAY + ") " + UPDATE + " returning " + TOLD, sums);
    }

    private Map<String, Done> told(String sql, Map<String, Object> sums) {
        Map<String, Done> after = new HashMap<>();
        database.sql(sql).params(sums).query(row -> {
            after.put(
                    row.getString(1),
                    new Done(row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4), row.getBigDecimal(5)));
        });
        return after;
    }

    private static Map<String, @Nullable Object> key(long eventId, String city, EventFacts facts) {
        Map<String, @Nullable Object> key = new HashMap<>();
        key.put("event", eventId);
        key.put("city", city);
        key.put("year", facts.counted() ? facts.year() : null);
        key.put("programme", facts.programme().name());
        key.put("approved", facts.approved());
        return key;
    }

    private static final String UPSERT_DAY = """
            insert into event_cell_day as d (event_id, city_code, recorded_on, participations, intended_deals, signed_deals,
                booth_area_sqm)
            values (:event, :city, :day, :participations, :intended, :signed, :area)
            on conflict (event_id, city_code, recorded_on) do update set
                participations = d.participations + excluded.participations,
                intended_deals = d.intended_deals + excluded.intended_deals,
                signed_deals = d.signed_deals + excluded.signed_deals,
                booth_area_sqm = d.booth_area_sqm + excluded.booth_area_sqm""";

    void addToDay(long eventId, String city, Done more) {
        Map<String, Object> sums = sums(eventId, city, more);
        if (dialect.isPostgres()) {
            database.sql(UPSERT_DAY).params(sums).update();
            return;
        }
        String update = "update event_cell_day set " + SUMS
                + " where event_id = :event and city_code = :city and recorded_on = :day";
        if (database.sql(update).params(sums).update() == 0) {
            insertIfMissing(
                    "event_cell_day",
                    "event_id, city_code, recorded_on, participations, intended_deals, signed_deals, booth_area_sqm",
                    "select :event, :city, cast(:day as date), 0, 0, 0, 0",
                    Map.of("event", eventId, "city", city, "day", log.today()));
            database.sql(update).params(sums).update();
        }
    }

    private Map<String, Object> sums(long eventId, String city, Done more) {
        Map<String, Object> sums = new HashMap<>();
        sums.put("event", eventId);
        sums.put("city", city);
        sums.put("day", log.today());
        sums.put("participations", more.participations());
        sums.put("intended", more.intendedDeals());
        sums.put("signed", more.signedDeals());
        sums.put("area", more.boothArea());
        return sums;
    }

    /** Makes a row that another transaction may be making at the same time. */
    private void insertIfMissing(String table, String columns, String row, Map<String, ?> parameters) {
        String insert = "insert into " + table + " (" + columns + ") " + row;
        if (dialect.isPostgres()) {
            // An error would end the transaction there.
            database.sql(insert + " on conflict do nothing").params(parameters).update();
            return;
        }
        try {
            database.sql(insert).params(parameters).update();
        } catch (DuplicateKeyException raced) {
            // The other transaction was first, and its row is there now: all that was wanted.
            return;
        }
    }

    /** What was done in each of these events, by city. */
    Map<Long, Map<String, Done>> doneIn(Set<Long> eventIds) {
        Map<Long, Map<String, Done>> done = new HashMap<>();
        for (List<Long> portion : Portions.of(eventIds)) {
            database.sql("select c.event_id, c.city_code, c.participations, c.intended_deals, c.signed_deals,"
                            + " c.booth_area_sqm from " + Sought.ids("ids")
                            + " join event_cell c on c.event_id = sought.id where c.city_code <> '*'")
                    .param("ids", Sought.ids(portion))
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
        }
        return done;
    }

    /** The cells of an event move with it to another year, out of what counts, or into what is approved. */
    void move(long eventId, EventFacts facts) {
        database.sql("update event_cell set counted_year = cast(:year as int), programme = :programme,"
                        + " approved = cast(:approved as boolean) where event_id = :event")
                .params(key(eventId, SumKey.ALL, facts))
                .update();
    }

    void remove(long eventId) {
        database.sql("delete from event_cell where event_id = :event")
                .param("event", eventId)
                .update();
    }

    /** Keeps how an event stands at the end of today. */
    void keepToday(long eventId, @Nullable EventFacts facts) {
        Map<String, @Nullable Object> day = new HashMap<>();
        day.put("event", eventId);
        day.put("day", log.today());
        database.sql("delete from event_day where event_id = :event and recorded_on = :day")
                .params(day)
                .update();
        if (facts == null) {
            // As it stood before, but for its status: it is no more.
            database.sql("""
                            insert into event_day (event_id, recorded_on, code, name_en, name_zh, programme, event_year,
                                event_month, place_code, status, net_space_sqm, sectors, approved)
                            select e.id, cast(:day as date), e.code, e.name_en, e.name_zh, e.programme, e.event_year,
                                e.event_month, coalesce(e.country_code, e.province_code), null, 0, ',', false
                            from event e where e.id = :event""").params(day).update();
            return;
        }
        day.put("year", facts.year());
        day.put("month", facts.month());
        day.put("programme", facts.programme().name());
        day.put("place", facts.placeCode());
        day.put("status", facts.status().name());
        day.put("space", facts.netSpace());
        day.put("approved", facts.approved());
        day.put("sectors", "," + String.join(",", facts.sectors()) + ",");
        database.sql("""
                        insert into event_day (event_id, recorded_on, code, name_en, name_zh, programme, event_year,
                            event_month, place_code, status, net_space_sqm, sectors, approved)
                        select e.id, cast(:day as date), e.code, e.name_en, e.name_zh, :programme, :year, :month, :place,
                            :status, :space, :sectors, cast(:approved as boolean)
                        from event e where e.id = :event""").params(day).update();
    }

    /** How every event that is there stands at the end of the last day on which that changed. */
    Map<Long, EventFacts> latestDays() {
        Map<Long, EventFacts> latest = new HashMap<>();
        database.sql("""
                        select d.* from event_day d join (
                            select event_id, max(recorded_on) as recorded_on from event_day group by event_id) l
                            on l.event_id = d.event_id and l.recorded_on = d.recorded_on
                        where d.status is not null""").query(row -> {
            latest.put(row.getLong("event_id"), facts(row));
        });
        return latest;
    }

    /** The columns of {@link #facts(ResultSet)} from a row {@code e} of events. */
    static final String FACTS = "e.event_year, e.event_month, e.programme, e.status,"
            + " e.review_state = 'APPROVED' as approved,"
            + " coalesce(e.country_code, e.province_code) as place_code, coalesce(e.net_space_sqm, 0) as net_space_sqm,"
            + " coalesce((select string_agg(s.sector_code, ',') from event_sector s where s.event_id = e.id), '') as sectors";

    /** The facts of an event as a row has them. */
    static EventFacts facts(ResultSet row) throws SQLException {
        return new EventFacts(
                row.getInt("event_year"),
                row.getInt("event_month"),
                Programme.valueOf(row.getString("programme")),
                EventStatus.valueOf(row.getString("status")),
                row.getString("place_code"),
                row.getBigDecimal("net_space_sqm"),
                Stream.of(row.getString("sectors").split(","))
                        .filter(sector -> !sector.isEmpty())
                        .collect(Collectors.toSet()),
                row.getBoolean("approved"));
    }

    /** The facts of these events as they are kept. */
    Map<Long, EventFacts> factsOf(Set<Long> eventIds) {
        Map<Long, EventFacts> facts = new HashMap<>();
        for (List<Long> portion : Portions.of(eventIds)) {
            database.sql("select e.id, " + FACTS + " from " + Sought.ids("ids") + " join event e on e.id = sought.id")
                    .param("ids", Sought.ids(portion))
                    .query(row -> {
                        facts.put(row.getLong("id"), facts(row));
                    });
        }
        return facts;
    }
}
