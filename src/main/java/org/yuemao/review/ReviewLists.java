package org.yuemao.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;

/** Records by where they stand in their review: all for officials, those of the own office for clerks. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.WRITE)
public class ReviewLists {
    private static final String SINCE =
            "case when r.review_state = 'SUBMITTED' then coalesce(r.submitted_at, r.changed_at) else r.changed_at end";

    private final CurrentPerson currentPerson;
    private final JdbcClient database;
    private final Clock clock;

    ReviewLists(CurrentPerson currentPerson, JdbcClient database, Clock clock) {
        this.currentPerson = currentPerson;
        this.database = database;
        this.clock = clock;
    }

    /** A page of the records, those first that came first where they stand. */
    public List<ReviewItem> page(ReviewKind kind, ReviewFilter filter, int offset, int limit) {
        Where where = new Where(kind, filter);
        return database.sql("select r.id, r.version, r.review_state, r.review_remark, " + kind.office() + " as office, "
                        + kind.content() + ", " + SINCE + " as since, r.changed_by from " + kind.from() + where.text
                        + " order by since, r.id limit :limit offset :offset")
                .params(where.parameters)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> item(kind, row))
                .list();
    }

    public int count(ReviewKind kind, ReviewFilter filter) {
        Where where = new Where(kind, filter);
        return database.sql("select count(*) from " + kind.from() + where.text)
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /** How many records of each kind there are. */
    public Map<ReviewKind, Integer> counts(ReviewFilter filter) {
        Map<ReviewKind, Integer> counts = new EnumMap<>(ReviewKind.class);
        for (ReviewKind kind : ReviewKind.values()) {
            counts.put(kind, count(kind, filter));
        }
        return counts;
    }

    /** What the person is awaited for: officials for what was submitted, clerks for what was returned to their office. */
    public int awaiting() {
        ReviewState state = currentPerson.get().mayOversee() ? ReviewState.SUBMITTED : ReviewState.RETURNED;
        return counts(ReviewFilter.of(state)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The versions of all these records, by their ids, in the order in which they are shown. */
    public Map<Long, Long> versions(ReviewKind kind, ReviewFilter filter) {
        Where where = new Where(kind, filter);
        Map<Long, Long> versions = new LinkedHashMap<>();
        database.sql("select r.id, r.version, " + SINCE + " as since from " + kind.from() + where.text
                        + " order by since, r.id")
                .params(where.parameters)
                .query(row -> {
                    versions.put(row.getLong("id"), row.getLong("version"));
                });
        return versions;
    }

    private static ReviewItem item(ReviewKind kind, ResultSet row) throws SQLException {
        String period = row.getString("period");
        long subject = row.getLong("subject_id");
        return new ReviewItem(
                kind,
                row.getLong("id"),
                row.getLong("version"),
                row.getString("office"),
                new Names(row.getString("name_en"), row.getString("name_zh")),
                row.getString("code"),
                row.getString("metric"),
                row.getBigDecimal("amount"),
                row.getString("unit"),
                subject == 0 ? null : subject,
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                period == null ? null : Period.of(period),
                new Review(ReviewState.valueOf(row.getString("review_state")), row.getString("review_remark")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    /** What of the records the filter and the person's rights let through. */
    private final class Where {
        private final StringBuilder text = new StringBuilder(" where r.review_state = :state");
        private final Map<String, Object> parameters = new HashMap<>();

        Where(ReviewKind kind, ReviewFilter filter) {
            parameters.put("state", filter.state().name());
            Person person = currentPerson.get();
            if (!person.mayOversee()) {
                add(kind.office() + " = :own", "own", person.officeCode());
            }
            String office = filter.officeCode();
            if (office != null) {
                add(kind.office() + " = :office", "office", office);
            }
            Period period = filter.period();
            if (period != null && kind == ReviewKind.EVENT) {
                add("r.last_day >= :first", "first", period.firstDay());
                add("r.last_day <= :last", "last", period.lastDay());
            } else if (period != null && period.length() == Length.YEAR && !filter.exactly()) {
                add("r.period_year = :year", "year", period.year());
            } else if (period != null) {
                add("r.period = :period", "period", period.toString());
            }
            if (filter.waitingDays() > 0) {
                OffsetDateTime until = OffsetDateTime.now(clock)
                        .minusDays(filter.waitingDays())
                        .withOffsetSameInstant(ZoneOffset.UTC);
                add(SINCE + " <= :until", "until", until);
            }
        }

        private void add(String condition, String name, Object content) {
            text.append(" and ").append(condition);
            parameters.put(name, content);
        }
    }
}
