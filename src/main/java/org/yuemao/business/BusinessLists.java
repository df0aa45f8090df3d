package org.yuemao.business;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.Sought;
import org.yuemao.base.bulk.Portions;
import org.yuemao.base.list.StreamedQuery;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Lists of businesses, a page at a time or as a whole. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class BusinessLists {
    private final JdbcClient database;
    private final ReadingRights rights;

    BusinessLists(JdbcClient database, ReadingRights rights) {
        this.database = database;
        this.rights = rights;
    }

    /** How many businesses the filter lets through. */
    public int count(BusinessFilter filter) {
        Where where = new Where(filter);
        return database.sql("select count(*) from business b" + where.text)
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /** The ids of all businesses that the filter lets through. */
    public List<Long> ids(BusinessFilter filter) {
        Where where = new Where(filter);
        return database.sql("select b.id from business b" + where.text)
                .params(where.parameters)
                .query(Long.class)
                .list();
    }

    /** The ids of the businesses that the filter lets through, in this order, with their versions; at most so many. */
    public Map<Long, Long> versions(BusinessFilter filter, @Nullable BusinessSort sort, boolean descending, int most) {
        Where where = new Where(filter);
        Map<Long, Long> versions = new LinkedHashMap<>();
        database.sql("select b.id, b.version from business b" + where.text + " order by " + order(sort, descending)
                        + " limit :most")
                .params(where.parameters)
                .param("most", most)
                .query(row -> {
                    versions.put(row.getLong(1), row.getLong(2));
                });
        return versions;
    }

    /** The businesses with the ids as they are kept, in this order, as far as they are there; merged ones are not. */
    public List<Business> kept(Collection<Long> ids) {
        Map<Long, Business> kept = new HashMap<>();
        for (List<Long> portion : Portions.of(ids)) {
            Map<Long, List<String>> sectors = sectors(portion);
            database.sql("select b.* from " + Sought.ids("ids")
                            + " join business b on b.id = sought.id where b.merged_into is null")
                    .param("ids", Sought.ids(portion))
                    .query(row -> {
                        Business one = business(row);
                        kept.put(one.id(), withSectors(one, sectors));
                    });
        }
        return ids.stream().map(kept::get).filter(Objects::nonNull).toList();
    }

    /** One page of the businesses that the filter lets through. */
    public List<BusinessListItem> page(
            BusinessFilter filter, @Nullable BusinessSort sort, boolean descending, int offset, int limit) {
        Where where = new Where(filter);
        String order = order(sort, descending);
        // The page is cut first, so that sectors and participations are looked up for its rows alone.
        List<BusinessListItem> rows = database.sql(
                        """
                        select p.*, (select count(*) from participation t where t.business_id = p.id%s) as participations
                        from (select b.* from business b %s order by %s limit :limit offset :offset) p
                        """.formatted(ofReadable("t"), where.text, order) + "order by " + order.replace("b.", "p."))
                .params(where.parameters)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> item(row))
                .list();
        return withSectors(rows);
    }

    /** All businesses that the filter lets through, in the order of the pages, as they all were at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(
            BusinessFilter filter,
            @Nullable BusinessSort sort,
            boolean descending,
            Consumer<? super ListedBusiness> consumer) {
        Where where = new Where(filter);
        StreamedQuery.each(
                database.sql("select b.id from business b" + where.text + " order by " + order(sort, descending))
                        .params(where.parameters),
                (row, index) -> row.getLong(1),
                this::listed,
                consumer);
    }

    /** What is kept of the businesses with the ids. */
    public Map<Long, BusinessData> data(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<String>> sectors = sectors(ids);
        Map<Long, BusinessData> data = new HashMap<>();
        database.sql("select b.* from " + Sought.ids("ids") + " join business b on b.id = sought.id")
                .param("ids", Sought.ids(ids))
                .query(row -> {
                    long id = row.getLong("id");
                    data.put(id, data(row, Set.copyOf(sectors.getOrDefault(id, List.of()))));
                });
        return data;
    }

    /** What a row of the table says, together with the sectors of another. */
    static BusinessData data(ResultSet row, Set<String> sectors) throws SQLException {
        String size = row.getString("size");
        return new BusinessData(
                row.getString("credit_code"),
                row.getString("missing_code_reason"),
                row.getString("name_en"),
                row.getString("name_zh"),
                row.getString("city_code"),
                row.getString("country_code"),
                sectors,
                size == null ? null : BusinessSize.valueOf(size),
                row.getString("contact"),
                row.getString("phone"),
                row.getString("email"),
                row.getString("website"));
    }

    private static Business business(ResultSet row) throws SQLException {
        return new Business(
                row.getLong("id"),
                row.getLong("version"),
                data(row, Set.of()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    private List<ListedBusiness> listed(List<Long> ids) {
        Map<Long, Long> participations = new HashMap<>();
        database.sql("select p.business_id, count(*) from " + Sought.ids("ids")
                        + " join participation p on p.business_id = sought.id" + ofReadable("p")
                        + " group by p.business_id")
                .param("ids", Sought.ids(ids))
                .query(row -> {
                    participations.put(row.getLong(1), row.getLong(2));
                });
        return kept(ids).stream()
                .map(row -> new ListedBusiness(row, participations.getOrDefault(row.id(), 0L)))
                .toList();
    }

    private static Business withSectors(Business row, Map<Long, List<String>> sectors) {
        return new Business(
                row.id(),
                row.version(),
                row.data().withSectors(Set.copyOf(sectors.getOrDefault(row.id(), List.of()))),
                row.createdAt(),
                row.createdBy(),
                row.changedAt(),
                row.changedBy());
    }

    private static String order(@Nullable BusinessSort sort, boolean descending) {
        return sort == null
                ? "b.id desc"
                : sort.column + (descending ? " desc nulls last" : " asc nulls last") + ", b.id";
    }

    private Map<Long, List<String>> sectors(Collection<Long> ids) {
        Map<Long, List<String>> sectors = new HashMap<>();
        database.sql("select s.business_id, s.sector_code from " + Sought.ids("ids")
                        + " join business_sector s on s.business_id = sought.id order by 2")
                .param("ids", Sought.ids(ids))
                .query(row -> {
                    sectors.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return sectors;
    }

    /** The businesses with the ids, as far as they are there; merged ones are not. */
    public List<BusinessListItem> withIds(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return withSectors(database.sql("""
                        select b.*, (select count(*) from participation t where t.business_id = b.id%s) as participations
                        from business b where b.id in (:ids) and b.merged_into is null""".formatted(ofReadable("t")))
                .param("ids", ids)
                .query((row, index) -> item(row))
                .list());
    }

    /** Participations in events that the person may read, where that is not all of them. */
    private String ofReadable(String participation) {
        return rights.readsDrafts()
                ? ""
                : " and exists (select 1 from event e where e.id = " + participation + ".event_id and "
                        + ReadingRights.approved("e") + ")";
    }

    private static BusinessListItem item(ResultSet row) throws SQLException {
        String size = row.getString("size");
        return new BusinessListItem(
                row.getLong("id"),
                row.getString("credit_code"),
                new Names(row.getString("name_en"), row.getString("name_zh")),
                row.getString("city_code"),
                row.getString("country_code"),
                size == null ? null : BusinessSize.valueOf(size),
                List.of(),
                row.getLong("participations"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private List<BusinessListItem> withSectors(List<BusinessListItem> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<Long, List<String>> sectors =
                sectors(rows.stream().map(BusinessListItem::id).toList());
        return rows.stream()
                .map(row -> new BusinessListItem(
                        row.id(),
                        row.creditCode(),
                        row.names(),
                        row.cityCode(),
                        row.countryCode(),
                        row.size(),
                        sectors.getOrDefault(row.id(), List.of()),
                        row.participations(),
                        row.changedAt()))
                .toList();
    }

    private static final class Where {
        private final Map<String, Object> parameters = new HashMap<>();
        private final String text;

        Where(BusinessFilter filter) {
            List<String> conditions = new ArrayList<>(List.of("b.merged_into is null"));
            String typed = CreditCode.check(filter.search()) instanceof CreditCode.Check.Valid code
                    ? code.text()
                    : filter.search();
            String search =
                    Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
            if (!search.isEmpty()) {
                conditions.add("b.search_text like :search escape '!'");
                parameters.put(
                        "search",
                        "%" + search.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
            }
            if (filter.cityCode() != null) {
                conditions.add("b.city_code = :city");
                parameters.put("city", filter.cityCode());
            }
            if (filter.size() != null) {
                conditions.add("b.size = :size");
                parameters.put("size", filter.size().name());
            }
            if (filter.sectorCode() != null) {
                conditions.add(
                        "exists (select 1 from business_sector s where s.business_id = b.id and s.sector_code = :sector)");
                parameters.put("sector", filter.sectorCode());
            }
            text = " where " + String.join(" and ", conditions);
        }
    }
}
