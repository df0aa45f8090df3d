package org.yuemao.business;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Names;
import org.yuemao.base.RecordNotFound;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/**
 * Finds businesses that were entered twice: while one is typed, and over the whole table. What makes two alike is said by
 * {@link Likeness}; the queries here only look up, by indexes, those that may be.
 *
 * <p>Suspected pairs are not kept: one query finds them when they are asked for, so that they are never out of date. Their
 * number, which every list of businesses shows, is counted again after a change, but not more often than once a minute.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class Duplicates {
    /** How many suspected pairs are looked at at most; with more, those of one city are. */
    public static final int MOST_PAIRS = 5_000;

    private static final int MOST_TWINS = 5;
    private static final int MOST_CANDIDATES = 40;
    private static final Duration COUNT_AGE = Duration.ofSeconds(60);
    private static final String PLACE = "coalesce(%1$s.city_code, %1$s.country_code)";
    private static final String SAME_PLACE = PLACE.formatted("a") + " = " + PLACE.formatted("b");

    /**
     * All pairs that may be suspected, each found by an index of what both have in common. The conditions narrow what Likeness
     * would sort out anyhow, so that common names do not make many pairs.
     */
    private static final String CANDIDATE_PAIRS = String.join(
            " union ",
            pairsBy("b.organisation_code = a.organisation_code"),
            pairsBy("b.folded_zh = a.folded_zh and (" + SAME_PLACE
                    + " or b.plain_phone = a.plain_phone or b.plain_email = a.plain_email"
                    + " or b.plain_website = a.plain_website)"),
            pairsBy("b.folded_en = a.folded_en and (a.folded_zh is null or b.folded_zh is null) and (" + SAME_PLACE
                    + " or b.plain_phone = a.plain_phone or b.plain_email = a.plain_email"
                    + " or b.plain_website = a.plain_website)"),
            pairsBy("b.folded_en = a.folded_en and a.folded_zh <> b.folded_zh and " + SAME_PLACE
                    + " and exists (select 1 from business_near_name n join business_near_name m"
                    + " on m.place_code = n.place_code and m.near_name = n.near_name"
                    + " where n.business_id = a.id and m.business_id = b.id)"),
            // From the few that lack a name in one language; both are checked for being kept above.
            """
            select case when m.business_id < a.id then m.business_id else a.id end as first_id,
                case when m.business_id < a.id then a.id else m.business_id end as second_id
            from business a join business_near_name n on n.business_id = a.id
            join business_near_name m on m.place_code = n.place_code and m.near_name = n.near_name
                and m.business_id <> a.id
            where a.merged_into is null and (a.folded_en is null or a.folded_zh is null)
                and char_length(n.near_name) >= %d""".formatted(Likeness.CHINESE_ALONE));

    private final JdbcClient database;
    private final HeldRows heldRows;
    private final BusinessLists lists;
    private final Likenesses likenesses;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final Commits commits;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    private record Count(long afterChanges, Instant at, int pairs) {}

    Duplicates(
            JdbcClient database,
            HeldRows heldRows,
            BusinessLists lists,
            Likenesses likenesses,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock,
            Commits commits) {
        this.database = database;
        this.heldRows = heldRows;
        this.lists = lists;
        this.likenesses = likenesses;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
        this.commits = commits;
    }

    /**
     * The businesses that may be the one being typed, the likeliest first and few: a business found by the code or name of one
     * merged into it among them.
     *
     * @param own the id of the business being typed, where it is kept already
     */
    public List<Twin> twinsOf(BusinessData typed, @Nullable Long own) {
        Likeness likeness = likenesses.of(typed);
        Map<Long, Set<TwinReason>> found = new HashMap<>();
        candidates(likeness).forEach(candidate -> {
            Set<TwinReason> reasons = likeness.reasons(candidate.likeness());
            boolean telling = reasons.stream().anyMatch(reason -> reason != TwinReason.SAME_PLACE);
            if (telling && !Objects.equals(candidate.keptId(), own)) {
                found.merge(
                        candidate.keptId(),
                        reasons,
                        (one, other) -> TwinReason.score(one) >= TwinReason.score(other) ? one : other);
            }
        });
        if (own != null) {
            notTheSameAs(own).forEach(found::remove);
        }
        return lists.withIds(found.keySet()).stream()
                .map(item -> {
                    Set<TwinReason> reasons = Objects.requireNonNull(found.get(item.id()));
                    return new Twin(item, reasons, TwinReason.score(reasons));
                })
                .sorted(Comparator.comparingInt(Twin::score).reversed().thenComparing(twin -> twin.business()
                        .id()))
                .limit(MOST_TWINS)
                .toList();
    }

    private record Candidate(long keptId, Likeness likeness) {}

    /** Looks each telling thing up in its index, and no more than some rows of each. */
    private List<Candidate> candidates(Likeness typed) {
        List<String> lookups = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        String place = typed.place();
        parameters.put("place", place == null ? "" : place);
        equal(lookups, parameters, "credit_code", typed.code());
        equal(lookups, parameters, "organisation_code", typed.organisation());
        equal(
                lookups,
                parameters,
                "folded_zh",
                typed.zh() == null ? null : typed.zh().text());
        equal(
                lookups,
                parameters,
                "folded_en",
                typed.en() == null ? null : typed.en().text());
        equal(lookups, parameters, "plain_phone", typed.phone());
        equal(lookups, parameters, "plain_email", typed.email());
        equal(lookups, parameters, "plain_website", typed.website());
        Set<String> near = typed.nearNames();
        if (place != null && !near.isEmpty()) {
            lookups.add("select distinct n.business_id as id from business_near_name n"
                    + " where n.place_code = :place and n.near_name in (:near) fetch first 500 rows only");
            parameters.put("near", near);
        }
        if (lookups.isEmpty()) {
            return List.of();
        }
        String ids = lookups.stream()
                .map(one -> "select id from (" + one + ") found")
                .collect(Collectors.joining(" union "));
        return database.sql("select coalesce(b.merged_into, b.id) as kept_id, " + Likenesses.COLUMNS
                        + " from business b join (" + ids + ") c on c.id = b.id")
                .params(parameters)
                .query((row, index) -> new Candidate(row.getLong("kept_id"), Likenesses.read(row)))
                .list();
    }

    /** Those of the own place first, since a name that many have elsewhere says little. */
    private static void equal(
            List<String> lookups, Map<String, Object> parameters, String column, @Nullable String wanted) {
        if (wanted != null) {
            lookups.add("select b.id from business b where b." + column + " = :" + column + " order by case when "
                    + PLACE.formatted("b") + " = :place then 0 else 1 end, b.id fetch first " + MOST_CANDIDATES
                    + " rows only");
            parameters.put(column, wanted);
        }
    }

    private List<Long> notTheSameAs(long id) {
        return database.sql("select second_id from business_pair_verdict where first_id = :id"
                        + " union select first_id from business_pair_verdict where second_id = :id")
                .param("id", id)
                .query(Long.class)
                .list();
    }

    /** Whether the current person decides on two businesses of these cities: officials on all, clerks on two of their own. */
    public boolean mayDecide(@Nullable String firstCity, @Nullable String secondCity) {
        return currentPerson
                .find()
                .filter(person -> person.role() == Role.OFFICIAL
                        || person.role() == Role.CLERK
                                && person.officeCode().equals(firstCity)
                                && person.officeCode().equals(secondCity))
                .isPresent();
    }

    /**
     * The suspected pairs that the current person may decide on, the likeliest first: officials all, clerks those where both
     * are of their own city.
     *
     * @param cityCode where one of the two has to be, or null for anywhere
     * @param decided whether those that somebody has found not to be the same are wanted instead of the others
     */
    @PreAuthorize(Rights.WRITE)
    public List<SuspectedPair> suspected(@Nullable String cityCode, boolean decided) {
        return pairs(cityCode, bounds(), decided);
    }

    /** How many suspected pairs wait for the current person; up to a minute old where businesses change all the time. */
    @PreAuthorize(Rights.WRITE)
    public int count() {
        String bounds = bounds();
        Count known = counts.get(bounds == null ? "" : bounds);
        long now = commits.generation();
        Instant moment = clock.instant();
        if (known != null
                && (known.afterChanges() == now || known.at().plus(COUNT_AGE).isAfter(moment))) {
            return known.pairs();
        }
        int pairs = pairs(null, bounds, false).size();
        counts.put(bounds == null ? "" : bounds, new Count(now, moment, pairs));
        return pairs;
    }

    /** The city that a clerk is bound to; null for officials. */
    private @Nullable String bounds() {
        Person person = currentPerson.get();
        return person.role() == Role.CLERK ? person.officeCode() : null;
    }

    private List<SuspectedPair> pairs(@Nullable String cityCode, @Nullable String bounds, boolean decided) {
        StringBuilder where =
                new StringBuilder(" where a.merged_into is null and b.merged_into is null and v.first_id is "
                        + (decided ? "not null" : "null"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (bounds != null) {
            where.append(" and a.city_code = :bounds and b.city_code = :bounds");
            parameters.put("bounds", bounds);
        }
        if (cityCode != null) {
            where.append(" and (a.city_code = :city or b.city_code = :city)");
            parameters.put("city", cityCode);
        }
        parameters.put("most", MOST_PAIRS);
        // The offset keeps H2 from asking for the candidates of each business anew, which takes minutes.
        return database
                .sql("""
                        select c.first_id, c.second_id, v.decided_by, v.decided_at, %s, %s
                        from (select p.first_id, p.second_id from (%s) p offset 0 rows) c join business a on a.id = c.first_id join business b on b.id = c.second_id
                        left join business_pair_verdict v on v.first_id = c.first_id and v.second_id = c.second_id
                        """.formatted(columns("a", "first_"), columns("b", "second_"), CANDIDATE_PAIRS)
                        + where + " order by c.first_id, c.second_id fetch first :most rows only")
                .params(parameters)
                .query((row, index) -> pair(row))
                .list()
                .stream()
                .filter(pair -> Likeness.suspicious(pair.reasons()))
                .sorted(Comparator.comparingInt(SuspectedPair::score)
                        .reversed()
                        .thenComparing(pair -> pair.first().id())
                        .thenComparing(pair -> pair.second().id()))
                .toList();
    }

    private static String pairsBy(String condition) {
        return "select a.id as first_id, b.id as second_id from business a join business b on b.id > a.id and "
                + condition + " where a.merged_into is null and b.merged_into is null";
    }

    private static String columns(String table, String prefix) {
        return List.of(
                        "folded_zh",
                        "folded_en",
                        "city_code",
                        "country_code",
                        "credit_code",
                        "organisation_code",
                        "plain_phone",
                        "plain_email",
                        "plain_website",
                        "name_en",
                        "name_zh")
                .stream()
                .map(column -> table + "." + column + " as " + prefix + column)
                .collect(Collectors.joining(", "));
    }

    private static SuspectedPair pair(ResultSet row) throws SQLException {
        Set<TwinReason> reasons = Likenesses.read(row, "first_").reasons(Likenesses.read(row, "second_"));
        String person = row.getString("decided_by");
        return new SuspectedPair(
                side(row, "first_"),
                side(row, "second_"),
                reasons,
                TwinReason.score(reasons),
                person == null
                        ? null
                        : new SuspectedPair.Verdict(
                                person,
                                row.getObject("decided_at", OffsetDateTime.class)
                                        .toInstant()));
    }

    private static SuspectedPair.Side side(ResultSet row, String prefix) throws SQLException {
        return new SuspectedPair.Side(
                row.getLong(prefix + "id"),
                row.getString(prefix + "credit_code"),
                new Names(row.getString(prefix + "name_en"), row.getString(prefix + "name_zh")),
                row.getString(prefix + "city_code"),
                row.getString(prefix + "country_code"));
    }

    /** Why two kept businesses may be one and the same; no more than the place where nothing speaks for it. */
    public Set<TwinReason> reasons(Business first, Business second) {
        return likenesses.of(first.data()).reasons(likenesses.of(second.data()));
    }

    /** Whether somebody has found that two businesses are not the same. */
    public boolean areDifferent(long one, long other) {
        return notTheSameAs(one).contains(other);
    }

    /** Remembers that two businesses are not the same, so that they are suspected no more. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void decideDifferent(long one, long other) {
        long first = Math.min(one, other);
        long second = Math.max(one, other);
        List<String> names = hold(first, second);
        if (areDifferent(first, second)) {
            return;
        }
        database.sql("insert into business_pair_verdict (first_id, second_id, decided_at, decided_by)"
                        + " values (:first, :second, :at, :person)")
                .param("first", first)
                .param("second", second)
                .param("at", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .update();
        changeLog.changed("BUSINESS", first, new DifferentFrom(null), new DifferentFrom(names.get(1)));
        changeLog.changed("BUSINESS", second, new DifferentFrom(null), new DifferentFrom(names.get(0)));
        published(first, second);
    }

    /** Takes it back that two businesses are not the same. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void reconsider(long one, long other) {
        long first = Math.min(one, other);
        long second = Math.max(one, other);
        List<String> names = hold(first, second);
        int taken = database.sql("delete from business_pair_verdict where first_id = :first and second_id = :second")
                .param("first", first)
                .param("second", second)
                .update();
        if (taken > 0) {
            changeLog.changed("BUSINESS", first, new DifferentFrom(names.get(1)), new DifferentFrom(null));
            changeLog.changed("BUSINESS", second, new DifferentFrom(names.get(0)), new DifferentFrom(null));
            published(first, second);
        }
    }

    private record DifferentFrom(@Nullable String differentFrom) {}

    /** Holds both rows, since two people may decide at once, and names them as the history does. */
    private List<String> hold(long first, long second) {
        record Row(
                long id,
                @Nullable String creditCode,
                @Nullable String nameEn,
                @Nullable String nameZh,
                @Nullable String cityCode) {}
        List<Row> rows = database.sql("""
                        select id, credit_code, name_en, name_zh, city_code from business
                        where id in (:first, :second) and merged_into is null order by id""" + heldRows.clause())
                .param("first", first)
                .param("second", second)
                .query(Row.class)
                .list();
        if (rows.size() < 2) {
            throw new RecordNotFound("BUSINESS", first + ", " + second);
        }
        Person person = currentPerson.get();
        if (person.role() != Role.OFFICIAL
                && !rows.stream().allMatch(row -> person.officeCode().equals(row.cityCode()))) {
            throw new AccessDeniedException("Not two businesses of the own city");
        }
        return rows.stream()
                .map(row -> BusinessService.label(
                        row.id(), row.nameZh() != null ? row.nameZh() : String.valueOf(row.nameEn()), row.creditCode()))
                .toList();
    }

    private void published(long first, long second) {
        for (long id : new long[] {first, second}) {
            String city = database.sql("select coalesce(city_code, '') from business where id = :id")
                    .param("id", id)
                    .query(String.class)
                    .single();
            String known = city.isEmpty() ? null : city;
            publisher.publishEvent(new BusinessChanged(id, known, known));
        }
    }
}
