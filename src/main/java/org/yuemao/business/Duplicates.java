package org.yuemao.business;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * <p>Suspected pairs are not kept in the database; {@link SuspectedPairs} knows them, and their businesses are read a page at
 * a time.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class Duplicates {
    private static final int MOST_TWINS = 5;
    private static final int MOST_ATTEMPTS = 3;
    private static final String DECIDED = " from business_pair_verdict v join business a on a.id = v.first_id"
            + " join business b on b.id = v.second_id where a.merged_into is null and b.merged_into is null";

    private final JdbcClient database;
    private final HeldRows heldRows;
    private final BusinessLists lists;
    private final Likenesses likenesses;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final TwinLookup lookup;
    private final SuspectedPairs pairs;

    Duplicates(
            JdbcClient database,
            HeldRows heldRows,
            BusinessLists lists,
            Likenesses likenesses,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock,
            TwinLookup lookup,
            SuspectedPairs pairs) {
        this.database = database;
        this.heldRows = heldRows;
        this.lists = lists;
        this.likenesses = likenesses;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
        this.lookup = lookup;
        this.pairs = pairs;
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
        lookup.candidates(likeness).forEach(candidate -> {
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
            lookup.notTheSameAs(own).forEach(found::remove);
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
     * A page of the suspected pairs that the current person may decide on, the likeliest first: officials all, clerks those
     * where both are of their own city. Empty as long as {@link #count} does not know yet.
     *
     * @param cityCode where one of the two has to be, or null for anywhere
     */
    @PreAuthorize(Rights.WRITE)
    public List<SuspectedPair> suspected(@Nullable String cityCode, int offset, int limit) {
        String bounds = bounds();
        List<SuspectedPair> page = List.of();
        Set<Long> gone = Set.of();
        int attempts = MOST_ATTEMPTS;
        do {
            // What has changed unheard of, such as on another node, is looked up anew.
            if (!gone.isEmpty()) {
                pairs.lookUp(gone);
            }
            List<SuspectedPairs.Pair> known = pairs.known();
            List<SuspectedPairs.Pair> wanted = known == null
                    ? List.of()
                    : known.stream()
                            .filter(SuspectedPairs.within(bounds, cityCode))
                            .skip(offset)
                            .limit(limit)
                            .toList();
            page = read(wanted);
            gone = missing(wanted, page);
        } while (!gone.isEmpty() && --attempts > 0);
        return page;
    }

    /**
     * How many suspected pairs wait for the current person; null as long as the businesses are looked through after a start,
     * and a {@link SuspectedPairsFound} tells of its end.
     */
    @PreAuthorize(Rights.WRITE)
    public @Nullable Integer count() {
        return count(null);
    }

    /** The same for one city. */
    @PreAuthorize(Rights.WRITE)
    public @Nullable Integer count(@Nullable String cityCode) {
        List<SuspectedPairs.Pair> known = pairs.known();
        return known == null
                ? null
                : Math.toIntExact(known.stream()
                        .filter(SuspectedPairs.within(bounds(), cityCode))
                        .count());
    }

    /** A page of the pairs that somebody has found not to be the same, the last found first; whose as {@link #suspected}. */
    @PreAuthorize(Rights.WRITE)
    public List<SuspectedPair> decided(@Nullable String cityCode, int offset, int limit) {
        return database.sql(
                        "select v.first_id, v.second_id, v.decided_by, v.decided_at, " + columns("a", "first_") + ", "
                                + columns("b", "second_") + DECIDED + whose(cityCode)
                                + " order by v.decided_at desc, v.first_id, v.second_id"
                                + " offset :offset rows fetch next :limit rows only")
                .params(parameters(cityCode))
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> {
                    Likeness first = Likenesses.read(row, "first_");
                    return pair(
                            side(row, "first_"),
                            side(row, "second_"),
                            first.reasons(Likenesses.read(row, "second_")),
                            new SuspectedPair.Verdict(
                                    row.getString("decided_by"),
                                    row.getObject("decided_at", OffsetDateTime.class)
                                            .toInstant()));
                })
                .list();
    }

    /** How many pairs somebody has found not to be the same. */
    @PreAuthorize(Rights.WRITE)
    public int countDecided(@Nullable String cityCode) {
        return database.sql("select count(*)" + DECIDED + whose(cityCode))
                .params(parameters(cityCode))
                .query(Integer.class)
                .single();
    }

    private String whose(@Nullable String cityCode) {
        return (bounds() == null ? "" : " and a.city_code = :bounds and b.city_code = :bounds")
                + (cityCode == null ? "" : " and (a.city_code = :city or b.city_code = :city)");
    }

    private Map<String, @Nullable String> parameters(@Nullable String cityCode) {
        Map<String, @Nullable String> parameters = new HashMap<>();
        parameters.put("bounds", bounds());
        parameters.put("city", cityCode);
        return parameters;
    }

    /** The city that a clerk is bound to; null for officials. */
    private @Nullable String bounds() {
        Person person = currentPerson.get();
        return person.role() == Role.CLERK ? person.officeCode() : null;
    }

    private record Read(SuspectedPair.Side side, Likeness likeness) {}

    /** The pairs as their businesses are now; without those that are suspected no more. */
    private List<SuspectedPair> read(List<SuspectedPairs.Pair> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<Long, Read> businesses = new HashMap<>();
        database.sql("select " + columns("b", "one_")
                        + " from business b where b.merged_into is null and b.id in (:ids)")
                .param(
                        "ids",
                        wanted.stream()
                                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                                .collect(Collectors.toSet()))
                .query((row, index) -> new Read(side(row, "one_"), Likenesses.read(row, "one_")))
                .list()
                .forEach(one -> businesses.put(one.side().id(), one));
        return wanted.stream()
                .map(pair -> {
                    Read first = businesses.get(pair.first());
                    Read second = businesses.get(pair.second());
                    if (first == null || second == null) {
                        return null;
                    }
                    Set<TwinReason> reasons = first.likeness().reasons(second.likeness());
                    return Likeness.suspicious(reasons) ? pair(first.side(), second.side(), reasons, null) : null;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static Set<Long> missing(List<SuspectedPairs.Pair> wanted, List<SuspectedPair> page) {
        Set<String> there = page.stream()
                .map(pair -> pair.first().id() + "-" + pair.second().id())
                .collect(Collectors.toSet());
        return wanted.stream()
                .filter(pair -> !there.contains(pair.first() + "-" + pair.second()))
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .collect(Collectors.toSet());
    }

    private static String columns(String table, String prefix) {
        return Stream.of("id", "name_en", "name_zh")
                        .map(column -> table + "." + column + " as " + prefix + column)
                        .collect(Collectors.joining(", "))
                + ", " + Likenesses.columns(table, prefix);
    }

    private static SuspectedPair pair(
            SuspectedPair.Side first,
            SuspectedPair.Side second,
            Set<TwinReason> reasons,
            SuspectedPair.@Nullable Verdict verdict) {
        return new SuspectedPair(first, second, reasons, TwinReason.score(reasons), verdict);
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
        return lookup.notTheSameAs(one).contains(other);
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
