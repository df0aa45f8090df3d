package org.yuemao.participation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.Sought;
import org.yuemao.base.list.StreamedQuery;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessLists;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Lists of participations, a page at a time or as a whole. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ParticipationLists {
    private static final String OF_PARTICIPATION =
            " join event e on e.id = p.event_id join business b on b.id = p.business_id";

    private static final String FROM = " from participation p" + OF_PARTICIPATION;

    private static final String ITEM = """
            select p.id, p.version, p.event_id, p.business_id, p.role, p.attendance, p.booth_area_sqm,
                p.intended_deals, p.signed_deals, p.remark, p.changed_at, p.changed_by,
                e.code, e.programme, e.status, e.first_day,
                e.office_code, e.name_en as event_name_en, e.name_zh as event_name_zh, b.credit_code,
                b.name_en as business_name_en, b.name_zh as business_name_zh, b.city_code, b.country_code""";

    private final JdbcClient database;
    private final BusinessLists businesses;
    private final ReadingRights rights;

    ParticipationLists(JdbcClient database, BusinessLists businesses, ReadingRights rights) {
        this.database = database;
        this.businesses = businesses;
        this.rights = rights;
    }

    /** How many participations the filter lets through, and their sums. */
    public ParticipationTotals totals(ParticipationFilter filter) {
        Where where = new Where(filter, rights);
        return database.sql("""
                        select count(*) as participations, coalesce(sum(p.booth_area_sqm), 0) as booth_area,
                            coalesce(sum(p.intended_deals), 0) as intended_deals,
                            coalesce(sum(p.signed_deals), 0) as signed_deals""" + where.from() + where.text)
                .params(where.parameters)
                .query(ParticipationTotals.class)
                .single();
    }

    /** How many participations the filter lets through. */
    public int count(ParticipationFilter filter) {
        Where where = new Where(filter, rights);
        return database.sql("select count(*)" + where.from() + where.text)
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /** The ids of all participations that the filter lets through. */
    public List<Long> ids(ParticipationFilter filter) {
        Where where = new Where(filter, rights);
        return database.sql("select p.id" + where.from() + where.text)
                .params(where.parameters)
                .query(Long.class)
                .list();
    }

    /** One page of the participations that the filter lets through, newest first unless sorted otherwise. */
    public List<ParticipationListItem> page(
            ParticipationFilter filter, @Nullable ParticipationSort sort, boolean descending, int offset, int limit) {
        Where where = new Where(filter, rights);
        return database.sql(select(where, sort, descending) + " limit :limit offset :offset")
                .params(where.parameters)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> item(row))
                .list();
    }

    /** All participations that the filter lets through, in the order of the pages, as they all were at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(
            ParticipationFilter filter,
            @Nullable ParticipationSort sort,
            boolean descending,
            Consumer<? super ListedParticipation> consumer) {
        Where where = new Where(filter, rights);
        String from = sort == null ? where.from() : FROM;
        StreamedQuery.each(
                database.sql("select p.id" + from + where.text + order(sort, descending))
                        .params(where.parameters),
                (row, index) -> row.getLong(1),
                this::inThisOrder,
                consumer);
    }

    private List<ListedParticipation> inThisOrder(List<Long> ids) {
        Map<Long, ListedParticipation> found =
                withIds(ids).stream().collect(Collectors.toMap(one -> one.item().id(), one -> one));
        return ids.stream().map(found::get).map(Objects::requireNonNull).toList();
    }

    private record Row(ParticipationListItem item, Instant changedAt, String changedBy) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                item(row), row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getString("changed_by"));
    }

    private List<ListedParticipation> withBusinesses(List<Row> rows) {
        Map<Long, BusinessData> data = businesses.data(
                rows.stream().map(row -> row.item().businessId()).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new ListedParticipation(
                        row.item(),
                        Objects.requireNonNull(data.get(row.item().businessId())),
                        row.changedAt(),
                        row.changedBy()))
                .toList();
    }

    private static String select(Where where, @Nullable ParticipationSort sort, boolean descending) {
        return ITEM + FROM + where.text + order(sort, descending);
    }

    private static String order(@Nullable ParticipationSort sort, boolean descending) {
        return " order by "
                + (sort == null
                        ? "p.id desc"
                        : sort.column + (descending ? " desc nulls last" : " asc nulls last") + ", p.id");
    }

    /** The participations in an event in the order of their entry, each with its version. */
    public Map<Long, Long> versions(long eventId) {
        Map<Long, Long> versions = new LinkedHashMap<>();
        database.sql("select id, version from participation where event_id = :event order by id")
                .param("event", eventId)
                .query(row -> {
                    versions.put(row.getLong(1), row.getLong(2));
                });
        return versions;
    }

    /** The participations with these ids, in the order of their entry. */
    public List<ListedParticipation> withIds(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : withBusinesses(database.sql(ITEM + " from " + Sought.ids("ids")
                                + " join participation p on p.id = sought.id" + OF_PARTICIPATION + " where true"
                                + rights.and("e") + " order by p.id")
                        .param("ids", Sought.ids(ids))
                        .query((row, index) -> row(row))
                        .list());
    }

    /** The years that have events, newest first. */
    public List<Integer> years() {
        return database.sql("select distinct event_year from event e where true" + rights.and("e")
                        + " order by event_year desc")
                .query(Integer.class)
                .list();
    }

    private static ParticipationListItem item(ResultSet row) throws SQLException {
        return new ParticipationListItem(
                row.getLong("id"),
                row.getLong("version"),
                row.getLong("event_id"),
                row.getString("code"),
                new Names(row.getString("event_name_en"), row.getString("event_name_zh")),
                Programme.valueOf(row.getString("programme")),
                EventStatus.valueOf(row.getString("status")),
                row.getObject("first_day", LocalDate.class),
                row.getString("office_code"),
                row.getLong("business_id"),
                row.getString("credit_code"),
                new Names(row.getString("business_name_en"), row.getString("business_name_zh")),
                row.getString("city_code"),
                row.getString("country_code"),
                new ParticipationData(
                        row.getLong("business_id"),
                        ParticipationRole.valueOf(row.getString("role")),
                        Attendance.valueOf(row.getString("attendance")),
                        row.getBigDecimal("booth_area_sqm"),
                        row.getBigDecimal("intended_deals"),
                        row.getBigDecimal("signed_deals"),
                        row.getString("remark")));
    }

    private static final class Where {
        private final Map<String, Object> parameters = new HashMap<>();
        private final List<String> conditions = new ArrayList<>();
        private final String text;
        private final boolean joined;

        Where(ParticipationFilter filter, ReadingRights rights) {
            equal("p.event_id", "event", filter.eventId());
            equal("p.business_id", "business", filter.businessId());
            equal("p.role", "role", filter.role() == null ? null : filter.role().name());
            int own = conditions.size();
            if (!rights.readsDrafts()) {
                conditions.add(ReadingRights.approved("e"));
            }
            equal("e.event_year", "year", filter.year());
            equal(
                    "e.programme",
                    "programme",
                    filter.programme() == null ? null : filter.programme().name());
            equal("b.city_code", "city", filter.cityCode());
            if (filter.sectorCode() != null) {
                conditions.add(
                        "exists (select 1 from event_sector s where s.event_id = p.event_id and s.sector_code = :sector)");
                parameters.put("sector", filter.sectorCode());
            }
            String typed = filter.search().strip().toLowerCase(Locale.ROOT);
            String search = Normalizer.normalize(typed, Normalizer.Form.NFKC);
            if (!search.isEmpty()) {
                // An event's name is kept in the width it was written in, a business's search text in the plain one.
                conditions.add("(b.search_text like :search escape '!' or lower(e.code) like :search escape '!'"
                        + " or lower(e.name_en) like :search escape '!' or lower(e.name_zh) like :search escape '!'"
                        + " or lower(e.name_zh) like :typed escape '!')");
                parameters.put("search", containing(search));
                parameters.put("typed", containing(typed));
            }
            joined = conditions.size() > own;
            text = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        private static String containing(String text) {
            return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        }

        /** Counting needs the event and the business only where the filter asks for them. */
        String from() {
            return joined ? FROM : " from participation p";
        }

        private void equal(String column, String name, @Nullable Object wanted) {
            if (wanted != null) {
                conditions.add(column + " = :" + name);
                parameters.put(name, wanted);
            }
        }
    }
}
