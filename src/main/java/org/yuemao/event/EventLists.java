package org.yuemao.event;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.ReviewState;
import org.yuemao.base.list.StreamedQuery;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Reads events for lists, the calendar and the timeline. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EventLists {
    private final JdbcClient database;
    private final ReadingRights rights;

    EventLists(JdbcClient database, ReadingRights rights) {
        this.database = database;
        this.rights = rights;
    }

    /** Whether the person reads what is not approved yet. */
    public boolean readsDrafts() {
        return rights.readsDrafts();
    }

    /** How many events the filter takes in. */
    public int count(EventFilter filter) {
        Condition condition = condition(filter);
        return database.sql("select count(*) from event e" + condition.where)
                .params(condition.parameters)
                .query(Integer.class)
                .single();
    }

    /** The ids of all events that the filter takes in. */
    public List<Long> ids(EventFilter filter) {
        Condition condition = condition(filter);
        return database.sql("select e.id from event e" + condition.where)
                .params(condition.parameters)
                .query(Long.class)
                .list();
    }

    /** One page of the events; names are sorted in the language given, {@code zh} or {@code en}. */
    public List<EventListItem> page(
            EventFilter filter, EventSort sort, boolean ascending, String language, int offset, int limit) {
        Condition condition = condition(filter);
        List<EventListItem> rows = database.sql(select(condition, sort, ascending, language)
                        + " offset :offset rows fetch next :limit rows only")
                .params(condition.parameters)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> item(row))
                .list();
        return completed(rows);
    }

    /** All events that the filter takes in, in the order of the pages, as they all were at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(
            EventFilter filter,
            EventSort sort,
            boolean ascending,
            String language,
            Consumer<? super EventListItem> consumer) {
        Condition condition = condition(filter);
        StreamedQuery.each(
                database.sql(select(condition, sort, ascending, language)).params(condition.parameters),
                (row, index) -> item(row),
                this::completed,
                consumer);
    }

    private static String select(Condition condition, EventSort sort, boolean ascending, String language) {
        boolean bySums = sort == EventSort.PARTICIPATIONS || sort == EventSort.SIGNED_DEALS;
        // The sums of all events are needed only to sort by them; otherwise they are read for the rows alone.
        String sums = bySums ? """
                 left join event_cell s on s.event_id = e.id and s.city_code = '*'""" : "";
        String place = sort == EventSort.PLACE
                ? " left join country c on c.code = e.country_code left join province p on p.code = e.province_code"
                : "";
        String direction = ascending ? "" : " desc";
        return "select e.* from event e " + sums + place + condition.where + " order by " + column(sort, language)
                + direction + ", e.id" + direction;
    }

    /** Every event with a day in the period, by its first day; for the calendar and the timeline. */
    public List<EventListItem> inPeriod(EventFilter filter, LocalDate first, LocalDate last) {
        Condition condition = condition(filter.between(first, last));
        return database.sql(
                        "select e.* from event e" + condition.where + " order by e.first_day, e.last_day desc, e.code")
                .params(condition.parameters)
                .query((row, index) -> item(row))
                .list();
    }

    /** The years that have events, newest first. */
    public List<Integer> years() {
        return database.sql("select distinct event_year from event e where true" + rights.and("e")
                        + " order by event_year desc")
                .query(Integer.class)
                .list();
    }

    /** The zones that share most sectors with the event. */
    public List<RelatedZone> zonesOfSameSectors(long eventId, int limit) {
        return database.sql("""
                        select z.id, z.kind, z.name_en, z.name_zh, z.city_code, z.country_code, count(*) as shared_sectors
                        from event_sector es
                        join zone_sector zs on zs.sector_code = es.sector_code
                        join zone z on z.id = zs.zone_id
                        where es.event_id = :event
                        group by z.id, z.kind, z.name_en, z.name_zh, z.city_code, z.country_code
                        order by shared_sectors desc, z.kind, z.id
                        fetch first :limit rows only""")
                .param("event", eventId)
                .param("limit", limit)
                .query((row, index) -> {
                    String city = row.getString("city_code");
                    return new RelatedZone(
                            row.getLong("id"),
                            row.getString("kind"),
                            new Names(row.getString("name_en"), row.getString("name_zh")),
                            city != null ? city : row.getString("country_code"),
                            row.getInt("shared_sectors"));
                })
                .list();
    }

    /** Other events of the same sectors with a first day in the same year, nearest in time first. */
    public List<EventListItem> alike(long eventId, int limit) {
        return database.sql("""
                        select e.* from event e join event own on own.id = :event
                        where e.id <> own.id and e.event_year = own.event_year and exists (
                            select 1 from event_sector a join event_sector b on a.sector_code = b.sector_code
                            where a.event_id = e.id and b.event_id = own.id)%s
                        order by abs(e.event_month - own.event_month), e.first_day, e.id
                        fetch first :limit rows only""".formatted(rights.and("e")))
                .param("event", eventId)
                .param("limit", limit)
                .query((row, index) -> item(row))
                .list();
    }

    private record Condition(String where, Map<String, Object> parameters) {}

    private Condition condition(EventFilter filter) {
        List<String> all = new ArrayList<>();
        if (!rights.readsDrafts()) {
            all.add(ReadingRights.approved("e"));
        }
        Map<String, Object> parameters = new HashMap<>();
        int word = 0;
        for (String term : filter.search().strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!term.isEmpty()) {
                String parameter = "word" + word++;
                parameters.put(
                        parameter,
                        "%" + term.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
                all.add("("
                        + List.of("code", "name_en", "name_zh", "organiser", "venue", "host_city").stream()
                                .map(column -> "lower(e." + column + ") like :" + parameter + " escape '!'")
                                .reduce((a, b) -> a + " or " + b)
                                .orElseThrow()
                        + ")");
            }
        }
        Programme programme = filter.programme();
        equal("programme", programme == null ? null : programme.name(), all, parameters);
        equal("event_year", filter.year(), all, parameters);
        equal("event_month", filter.month(), all, parameters);
        ReviewState reviewState = filter.reviewState();
        equal("review_state", reviewState == null ? null : reviewState.name(), all, parameters);
        equal("office_code", filter.officeCode(), all, parameters);
        equal("country_code", filter.countryCode(), all, parameters);
        equal("province_code", filter.provinceCode(), all, parameters);
        LocalDate from = filter.from();
        if (from != null) {
            all.add("e.last_day >= :from");
            parameters.put("from", from);
        }
        LocalDate to = filter.to();
        if (to != null) {
            all.add("e.first_day <= :to");
            parameters.put("to", to);
        }
        if (!filter.statuses().isEmpty()) {
            all.add("e.status in (:statuses)");
            parameters.put(
                    "statuses", filter.statuses().stream().map(Enum::name).toList());
        }
        String sector = filter.sectorCode();
        if (sector != null) {
            all.add("e.id in (select event_id from event_sector where sector_code = :sector)");
            parameters.put("sector", sector);
        }
        return new Condition(all.isEmpty() ? "" : " where " + String.join(" and ", all), parameters);
    }

    private static void equal(String column, @Nullable Object value, List<String> all, Map<String, Object> parameters) {
        if (value != null) {
            all.add("e." + column + " = :" + column);
            parameters.put(column, value);
        }
    }

    private static String column(EventSort sort, String language) {
        boolean chinese = language.equals("zh");
        return switch (sort) {
            case CODE -> "e.code";
            case PROGRAMME -> "e.programme";
            case NAME -> chinese ? "coalesce(e.name_zh, e.name_en)" : "coalesce(e.name_en, e.name_zh)";
            case FIRST_DAY -> "e.first_day";
            case PLACE -> chinese ? "coalesce(c.name_zh, p.name_zh)" : "coalesce(c.name_en, p.name_en)";
            case ORGANISER -> "coalesce(e.organiser, '')";
            case OFFICE -> "e.office_code";
            // In the order of an event's life, not of the alphabet.
            case STATUS ->
                "case e.status when 'PLANNED' then 1 when 'CONFIRMED' then 2 when 'UNDER_WAY' then 3"
                        + " when 'COMPLETED' then 4 when 'POSTPONED' then 5 else 6 end";
            case REVIEW_STATE ->
                "case e.review_state when 'DRAFT' then 1 when 'SUBMITTED' then 2 when 'RETURNED' then 3 else 4 end";
            case TARGET_BUSINESSES -> "coalesce(e.target_businesses, -1)";
            case NET_SPACE -> "coalesce(e.net_space_sqm, -1)";
            case VISITORS -> "coalesce(e.visitors, -1)";
            case OVERSEAS_BUYERS -> "coalesce(e.overseas_buyers, -1)";
            case PARTICIPATIONS -> "coalesce(s.participations, 0)";
            case SIGNED_DEALS -> "coalesce(s.signed_deals, 0)";
            case CHANGED_AT -> "e.changed_at";
        };
    }

    private record Sums(long participations, BigDecimal intendedDeals, BigDecimal signedDeals) {}

    private List<EventListItem> completed(List<EventListItem> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        List<Long> ids = rows.stream().map(EventListItem::id).toList();
        Map<Long, Sums> sums = new HashMap<>();
        database.sql("""
                        select event_id, participations, intended_deals, signed_deals
                        from event_cell where event_id in (:ids) and city_code = '*'""")
                .param("ids", ids)
                .query((row, index) -> sums.put(
                        row.getLong("event_id"),
                        new Sums(
                                row.getLong("participations"),
                                row.getBigDecimal("intended_deals"),
                                row.getBigDecimal("signed_deals"))))
                .list();
        Map<Long, List<String>> sectors = new LinkedHashMap<>();
        database.sql("""
                        select es.event_id, es.sector_code from event_sector es join sector s on s.code = es.sector_code
                        where es.event_id in (:ids) order by s.position""")
                .param("ids", ids)
                .query((row, index) -> sectors.computeIfAbsent(row.getLong("event_id"), id -> new ArrayList<>())
                        .add(row.getString("sector_code")))
                .list();
        Sums none = new Sums(0, BigDecimal.ZERO, BigDecimal.ZERO);
        return rows.stream()
                .map(row -> with(row, sectors.getOrDefault(row.id(), List.of()), sums.getOrDefault(row.id(), none)))
                .toList();
    }

    private static EventListItem with(EventListItem row, List<String> sectors, Sums sums) {
        return new EventListItem(
                row.id(),
                row.code(),
                row.programme(),
                row.names(),
                row.firstDay(),
                row.lastDay(),
                row.form(),
                row.countryCode(),
                row.provinceCode(),
                row.hostCity(),
                row.venue(),
                row.organiser(),
                row.officeCode(),
                row.status(),
                row.reviewState(),
                row.targetBusinesses(),
                row.netSpaceSqm(),
                row.visitors(),
                row.overseasBuyers(),
                row.changedAt(),
                row.changedBy(),
                sectors,
                sums.participations,
                sums.intendedDeals,
                sums.signedDeals);
    }

    private static EventListItem item(ResultSet row) throws SQLException {
        return new EventListItem(
                row.getLong("id"),
                row.getString("code"),
                Programme.valueOf(row.getString("programme")),
                new Names(row.getString("name_en"), row.getString("name_zh")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                EventForm.valueOf(row.getString("form")),
                row.getString("country_code"),
                row.getString("province_code"),
                row.getString("host_city"),
                row.getString("venue"),
                row.getString("organiser"),
                row.getString("office_code"),
                EventStatus.valueOf(row.getString("status")),
                ReviewState.valueOf(row.getString("review_state")),
                number(row, "target_businesses"),
                row.getBigDecimal("net_space_sqm"),
                number(row, "visitors"),
                number(row, "overseas_buyers"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"),
                List.of(),
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }
}
