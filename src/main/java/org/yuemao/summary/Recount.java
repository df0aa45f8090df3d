package org.yuemao.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.event.EventFacts;

/** Counts everything anew from the base tables, to prove the roll-ups right, to mend them, or to fill them at first. */
@Service
@PreAuthorize("permitAll()")
@Transactional(readOnly = true)
public class Recount implements SmartInitializingSingleton {
    /** Each participation belongs to its event as a whole and to the city of its business in the event. */
    private static final String EVENT_CELLS =
            cellsOfEvents("coalesce(b.city_code, '-')") + " union all " + cellsOfEvents("'*'");

    /** Every event that counts, once with all its sectors and once with each. */
    private static final String SECTORED = sectored("'*'", "") + " union all "
            + sectored("s.sector_code", " join event_sector s on s.event_id = e.id");

    /** What every event that counts adds, as a whole and for each city that takes part in it. */
    private static final String ADDED = """
            select e.event_year, e.event_month, e.programme, e.place_code, e.sector_code, '*' as city_code, e.approved, 1 as events,
                e.held,
                coalesce(c.participations, 0) as participations, coalesce(c.intended_deals, 0) as intended_deals,
                coalesce(c.signed_deals, 0) as signed_deals, coalesce(c.booth_area_sqm, 0) as booth_area_sqm,
                e.net_space_sqm
            from (%1$s) e left join event_cell c on c.event_id = e.id and c.city_code = '*'
            union all
            select e.event_year, e.event_month, e.programme, e.place_code, e.sector_code, c.city_code, e.approved, 1, e.held,
                c.participations, c.intended_deals, c.signed_deals, c.booth_area_sqm, e.net_space_sqm
            from (%1$s) e join event_cell c on c.event_id = e.id and c.city_code <> '*' and c.participations > 0""".formatted(SECTORED);

    private final JdbcClient database;
    private final SummaryLog log;
    private final EventCells events;
    private final Folding folding;
    private final WhatBusinessesDid did;
    private final RowInserts inserts;

    Recount(
            JdbcClient database,
            SummaryLog log,
            EventCells events,
            Folding folding,
            WhatBusinessesDid did,
            RowInserts inserts) {
        this.database = database;
        this.log = log;
        this.events = events;
        this.folding = folding;
        this.did = did;
        this.inserts = inserts;
    }

    private static String cellsOfEvents(String city) {
        return """
                select p.event_id, %1$s as city_code, count(*) as participations,
                    coalesce(sum(p.intended_deals), 0) as intended_deals, coalesce(sum(p.signed_deals), 0) as signed_deals,
                    coalesce(sum(p.booth_area_sqm), 0) as booth_area_sqm
                from participation p join business b on b.id = p.business_id group by p.event_id%2$s""".formatted(city, city.equals("'*'") ? "" : ", " + city);
    }

    private static String sectored(String sector, String join) {
        return """
                select e.id, e.event_year, e.event_month, e.programme, coalesce(e.country_code, e.province_code) as place_code,
                    %s as sector_code, e.review_state = 'APPROVED' as approved,
                    case when e.status in ('UNDER_WAY', 'COMPLETED') then 1 else 0 end as held,
                    coalesce(e.net_space_sqm, 0) as net_space_sqm
                from event e%s where e.status not in ('POSTPONED', 'CANCELLED')""".formatted(sector, join);
    }

    /** A table of sums: what it is called, by what it adds up, what it adds up, and what of it all. */
    private record Cells(String table, List<String> keys, List<String> measures, String part) {
        List<String> columns() {
            return Stream.concat(keys.stream(), measures.stream()).toList();
        }
    }

    private static final List<Cells> CELLS = List.of(
            new Cells("summary_cell", Folding.SUMMARY_KEYS, Folding.SUMMARY_MEASURES, "1 = 1"),
            new Cells("place_cell", Folding.PLACE_KEYS, Folding.PLACE_MEASURES, "1 = 1"),
            new Cells("route_cell", Folding.ROUTE_KEYS, Folding.ROUTE_MEASURES, "city_code <> '*'"));

    private static final Cells OF_EVENTS = new Cells(
            "event_cell",
            List.of("event_id", "city_code"),
            List.of("participations", "intended_deals", "signed_deals", "booth_area_sqm"),
            "");

    /** Roll-ups that were made by an update of the program are counted before anybody is answered. */
    @Override
    @Transactional
    public void afterSingletonsInstantiated() {
        boolean counted = database.sql("select counted from summary_state where id = 1")
                .query(Boolean.class)
                .single();
        if (!counted) {
            rebuild();
        } else if (!database.sql("select approved_counted from summary_state where id = 1")
                .query(Boolean.class)
                .single()) {
            countApproved();
        }
    }

    /** What the roll-ups say otherwise than a full recount, a sentence each; nothing when they are right. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<String> compare() {
        List<String> differences = new ArrayList<>(differencesOfEvents());
        CELLS.forEach(cells -> differences.addAll(sentences(cells, added(cells), withLog(cells))));
        differences.addAll(differencesByDay());
        Map<BusinessKey, BusinessCounts> kept = keptBusinesses();
        differenceOfBusinesses(kept)
                .forEach((key, difference) -> differences.add("businesses of "
                        + key.cell().year() + " "
                        + key.cell().programme() + " " + key.cell().sector() + " " + key.city()
                        + (key.cell().approved() ? " approved" : " besides") + ": kept "
                        + kept.getOrDefault(key, BusinessCounts.NOTHING) + ", counted less kept " + difference));
        return differences;
    }

    /**
     * Mends what the roll-ups say otherwise than a full recount. What is seen as of an earlier day stays as it was
     * reported then; the difference counts as recorded today.
     *
     * @return what was mended, a sentence each
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public List<String> mend() {
        folding.hold();
        List<String> differences = compare();
        if (differences.isEmpty()) {
            return differences;
        }
        apply(OF_EVENTS, EVENT_CELLS, "select * from event_cell");
        database.sql("""
                        update event_cell set programme = (select e.programme from event e where e.id = event_id),
                            approved = (select e.review_state = 'APPROVED' from event e where e.id = event_id),
                            counted_year = (select case when e.status in ('POSTPONED', 'CANCELLED') then null else e.event_year end
                                from event e where e.id = event_id)""").update();
        CELLS.forEach(cells -> apply(cells, added(cells), withLog(cells)));
        mendDays();
        Map<BusinessKey, BusinessCounts> missing = differenceOfBusinesses(keptBusinesses());
        if (!missing.isEmpty()) {
            log.writeBusinesses(List.copyOf(missing.entrySet()), log.today());
        }
        return differences;
    }

    private static String added(Cells cells) {
        return "select * from (" + ADDED + ") a where " + cells.part;
    }

    private static String withLog(Cells cells) {
        String columns = String.join(", ", cells.columns());
        return "select " + columns + " from " + cells.table + " union all select " + columns
                + " from summary_change where " + cells.part;
    }

    /** What was counted less what is kept, of every key where that is not nothing. H2 knows no full join. */
    private static String difference(Cells cells, String counted, String kept) {
        String negated = String.join(
                ", ", cells.measures.stream().map(measure -> "-" + measure).toList());
        return summed(
                cells,
                "select " + String.join(", ", cells.columns()) + " from (" + counted + ") counted union all select "
                        + String.join(", ", cells.keys) + ", " + negated + " from (" + kept + ") kept");
    }

    /** What rows add up to, of every key where that is not nothing. */
    private static String summed(Cells cells, String rows) {
        String keys = String.join(", ", cells.keys);
        String sums = String.join(
                ", ",
                cells.measures.stream()
                        .map(measure -> "sum(" + measure + ") as " + measure)
                        .toList());
        String any = String.join(
                " or ",
                cells.measures.stream()
                        .map(measure -> "sum(" + measure + ") <> 0")
                        .toList());
        return "select " + keys + ", " + sums + " from (" + rows + ") r group by " + keys + " having " + any;
    }

    private List<String> sentences(Cells cells, String counted, String kept) {
        return database.sql(difference(cells, counted, kept))
                .query((row, index) -> {
                    StringBuilder sentence = new StringBuilder(cells.table);
                    for (String key : cells.keys) {
                        sentence.append(' ').append(row.getString(key));
                    }
                    sentence.append(": counted less kept");
                    for (String measure : cells.measures) {
                        if (row.getBigDecimal(measure).signum() != 0) {
                            sentence.append(' ').append(measure).append(' ').append(row.getBigDecimal(measure));
                        }
                    }
                    return sentence.toString();
                })
                .list();
    }

    private List<String> differencesOfEvents() {
        List<String> differences = new ArrayList<>(sentences(OF_EVENTS, EVENT_CELLS, "select * from event_cell"));
        differences.addAll(database.sql("""
                        select 'event ' || e.code || ': its cells are not those of its year, programme and review' from event e
                        where exists (select 1 from event_cell c where c.event_id = e.id
                            and (c.programme <> e.programme or c.approved <> (e.review_state = 'APPROVED')
                                or coalesce(c.counted_year, 0) <>
                                case when e.status in ('POSTPONED', 'CANCELLED') then 0 else e.event_year end))
                        """).query(String.class).list());
        return differences;
    }

    private static final String BY_DAY = "select event_id, city_code, participations, intended_deals, signed_deals,"
            + " booth_area_sqm from event_cell_day d where exists (select 1 from event e where e.id = d.event_id)";
    private static final String BY_CITY = "select event_id, city_code, participations, intended_deals, signed_deals,"
            + " booth_area_sqm from event_cell where city_code <> '*'";
    private static final Cells DAYS = new Cells("event_cell_day", OF_EVENTS.keys, OF_EVENTS.measures, "");

    private List<String> differencesByDay() {
        List<String> differences = new ArrayList<>(sentences(DAYS, BY_CITY, BY_DAY));
        Map<Long, EventFacts> latest = events.latestDays();
        events.factsOf(allEvents()).forEach((event, facts) -> {
            if (!facts.equals(latest.get(event))) {
                differences.add("event " + event + ": its last day of recording does not say how it stands");
            }
        });
        return differences;
    }

    private void mendDays() {
        database.sql(difference(DAYS, BY_CITY, BY_DAY))
                .query((row, index) -> Map.entry(
                        Map.entry(row.getLong("event_id"), row.getString("city_code")),
                        new Done(
                                row.getLong("participations"),
                                row.getBigDecimal("intended_deals"),
                                row.getBigDecimal("signed_deals"),
                                row.getBigDecimal("booth_area_sqm"))))
                .list()
                .forEach(one ->
                        events.addToDay(one.getKey().getKey(), one.getKey().getValue(), one.getValue()));
        Map<Long, EventFacts> latest = events.latestDays();
        events.factsOf(allEvents()).forEach((event, facts) -> {
            if (!facts.equals(latest.get(event))) {
                events.keepToday(event, facts);
            }
        });
    }

    private Set<Long> allEvents() {
        return new HashSet<>(
                database.sql("select id from event").query(Long.class).list());
    }

    private void apply(Cells cells, String counted, String kept) {
        database.sql(Folding.merge(cells.table, cells.keys, cells.measures, difference(cells, counted, kept)))
                .update();
    }

    private Map<BusinessKey, BusinessCounts> keptBusinesses() {
        Map<BusinessKey, BusinessCounts> kept = new TreeMap<>();
        database.sql("""
                        select event_year, programme, sector_code, city_code, approved, sum(businesses), sum(fresh), sum(stayed),
                            sum(lost)
                        from (select event_year, programme, sector_code, city_code, approved, businesses, fresh, stayed, lost
                            from business_cell
                            union all
                            select event_year, programme, sector_code, city_code, approved, businesses, fresh, stayed, lost
                            from business_change) c
                        group by event_year, programme, sector_code, city_code, approved""").query(row -> {
            kept.put(
                    new BusinessKey(
                            new CellKey(row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(5)),
                            row.getString(4)),
                    new BusinessCounts(row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9)));
        });
        return kept;
    }

    private Map<BusinessKey, BusinessCounts> differenceOfBusinesses(Map<BusinessKey, BusinessCounts> kept) {
        Map<BusinessKey, BusinessCounts> difference = new TreeMap<>();
        Map<Long, Set<CellKey>> cells = cellsByEvent();
        for (String city : did.cities()) {
            Map<CellKey, BusinessCounts> counted = new HashMap<>();
            did.each(city, business -> {
                Set<CellKey> its = new HashSet<>();
                business.forEach(one -> its.addAll(cells.getOrDefault(one.eventId(), Set.of())));
                Contributions.ofBusiness(its)
                        .forEach((cell, counts) -> counted.merge(cell, counts, BusinessCounts::plus));
            });
            counted.forEach((cell, counts) -> difference.put(new BusinessKey(cell, city), counts));
        }
        kept.forEach(
                (key, counts) -> difference.merge(key, BusinessCounts.NOTHING.minus(counts), BusinessCounts::plus));
        difference.values().removeIf(BusinessCounts::isNothing);
        return difference;
    }

    private Map<Long, Set<CellKey>> cellsByEvent() {
        Map<Long, Set<CellKey>> cells = new HashMap<>();
        events.factsOf(allEvents()).forEach((event, facts) -> cells.put(event, CellKey.of(facts)));
        return cells;
    }

    /** Fills the roll-ups anew from the base tables; a row counts as recorded on the day on which it was entered. */
    @Transactional
    public void rebuild() {
        folding.hold();
        for (String table : List.of(
                "summary_change",
                "business_change",
                "summary_cell",
                "place_cell",
                "route_cell",
                "business_cell",
                "business_cell_day",
                "event_cell",
                "event_cell_day",
                "event_day")) {
            database.sql("delete from " + table).update();
        }
        database.sql("""
                        insert into event_day (event_id, recorded_on, code, name_en, name_zh, programme, event_year, event_month,
                            place_code, status, net_space_sqm, approved, sectors)
                        select e.id, cast(e.created_at as date), e.code, e.name_en, e.name_zh, e.programme, e.event_year,
                            e.event_month, coalesce(e.country_code, e.province_code), e.status, coalesce(e.net_space_sqm, 0),
                            e.review_state = 'APPROVED',
                            ',' || coalesce(
                                (select string_agg(s.sector_code, ',') from event_sector s where s.event_id = e.id) || ',', '')
                        from event e""").update();
        Map<Long, Set<CellKey>> cells = cellsByEvent();
        for (String city : did.cities()) {
            CityByDay days = new CityByDay(city, cells);
            did.each(city, days::add);
            days.writeDone(inserts);
            days.writeCounts(inserts);
        }
        String sums = "sum(participations), sum(intended_deals), sum(signed_deals), sum(booth_area_sqm)";
        database.sql("insert into event_cell (event_id, city_code, counted_year, programme, approved, participations,"
                        + " intended_deals, signed_deals, booth_area_sqm) select c.event_id, c.city_code,"
                        + " case when e.status in ('POSTPONED', 'CANCELLED') then null else e.event_year end, e.programme,"
                        + " e.review_state = 'APPROVED',"
                        + " c.participations, c.intended_deals, c.signed_deals, c.booth_area_sqm from"
                        + " (select event_id, city_code, sum(participations) as participations, sum(intended_deals) as"
                        + " intended_deals, sum(signed_deals) as signed_deals, sum(booth_area_sqm) as booth_area_sqm"
                        + " from event_cell_day group by event_id, city_code) c join event e on e.id = c.event_id")
                .update();
        database.sql("insert into event_cell (event_id, city_code, counted_year, programme, approved, participations,"
                        + " intended_deals, signed_deals, booth_area_sqm) select event_id, '*', counted_year,"
                        + " programme, approved, "
                        + sums
                        + " from event_cell group by event_id, counted_year, programme, approved")
                .update();
        fillSums();
        database.sql("update summary_state set counted = true, approved_counted = true where id = 1")
                .update();
    }

    private void fillSums() {
        CELLS.forEach(of -> database.sql("insert into " + of.table + " (" + String.join(", ", of.columns()) + ") "
                        + summed(of, added(of)))
                .update());
    }

    /**
     * Parts what is approved from what is not, where all has been counted together. All together stays what it was, on
     * every earlier day too; of the approved events each participation counts from the day on which it was entered.
     */
    private void countApproved() {
        folding.hold();
        fillSums();
        Map<Long, Set<CellKey>> cells = cellsByEvent();
        cells.values().removeIf(its -> its.stream().noneMatch(CellKey::approved));
        for (String city : did.cities()) {
            CityByDay days = new CityByDay(city, cells);
            did.each(city, days::add);
            days.writeCounts(inserts);
        }
        for (Map.Entry<String, List<String>> table : Map.of(
                        "business_cell", Folding.BUSINESS_KEYS, "business_cell_day", Folding.BUSINESS_DAY_KEYS)
                .entrySet()) {
            String columns = Stream.concat(table.getValue().stream(), Folding.BUSINESS_MEASURES.stream())
                    .map(column -> column.equals("approved")
                            ? "false as approved"
                            : Folding.BUSINESS_MEASURES.contains(column) ? "-" + column + " as " + column : column)
                    .collect(Collectors.joining(", "));
            database.sql(Folding.merge(
                            table.getKey(),
                            table.getValue(),
                            Folding.BUSINESS_MEASURES,
                            "select " + columns + " from " + table.getKey() + " where approved"))
                    .update();
        }
        database.sql("update summary_state set approved_counted = true where id = 1")
                .update();
    }
}
