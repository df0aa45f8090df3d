package org.yuemao.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Operations;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Says by when the offices report, and takes down that an office has nothing to report. See docs/decisions/review.md. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class Deadlines {
    private static final String KIND = "DEADLINE";
    private static final String NOTHING = "NOTHING_TO_REPORT";

    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final Clock clock;

    Deadlines(
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            Clock clock) {
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.clock = clock;
    }

    /** The periods of a year for which records of a kind may be due, in order, with the days that hold. */
    public List<Deadline> of(ReviewKind kind, int year, Length length) {
        Map<Period, Deadline> said = said(kind, year);
        return Period.within(length, year, year).stream()
                .map(period -> said.getOrDefault(
                        period,
                        new Deadline(
                                kind,
                                period,
                                ReportingRhythm.dueOn(kind, period).orElse(null),
                                null)))
                .toList();
    }

    /** Every day that holds for a year: those of the usual periods, and those that officials have said for others. */
    @PreAuthorize("permitAll()") // Also asked by the desk itself, when it reminds people.
    Map<ReviewKind, List<Deadline>> all(int year) {
        Map<ReviewKind, List<Deadline>> all = new EnumMap<>(ReviewKind.class);
        for (ReviewKind kind : ReviewKind.values()) {
            Map<Period, Deadline> deadlines = new TreeMap<>(said(kind, year));
            of(kind, year, ReportingRhythm.usual(kind))
                    .forEach(deadline -> deadlines.putIfAbsent(deadline.period(), deadline));
            all.put(kind, List.copyOf(deadlines.values()));
        }
        return all;
    }

    private Map<Period, Deadline> said(ReviewKind kind, int year) {
        Map<Period, Deadline> said = new HashMap<>();
        database.sql("select period, due_on, version from review_deadline where kind = :kind and period_year = :year")
                .param("kind", kind.name())
                .param("year", year)
                .query(row -> {
                    Period period = Period.of(row.getString("period"));
                    said.put(
                            period,
                            new Deadline(
                                    kind, period, row.getObject("due_on", LocalDate.class), row.getLong("version")));
                });
        return said;
    }

    private record Said(
            ReviewKind kind, Period period, @Nullable LocalDate dueOn) {}

    /**
     * Says by when the offices report, all at once.
     *
     * @param changed the days that shall hold, with the versions that the person has seen; those that hold already are left
     */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public void set(List<Deadline> changed) {
        operations.together(Operations.Kind.ENTRY, changed.size(), () -> {
            changed.forEach(this::set);
            return changed.size();
        });
        publisher.publishEvent(new ReportingChanged());
    }

    private void set(Deadline wanted) {
        LocalDate dueOn = wanted.dueOn();
        Refusal.when(
                dueOn != null && dueOn.isBefore(wanted.period().firstDay()),
                wanted.period().toString(),
                "review.deadline.refused.early");
        record Kept(long id, long version, @Nullable LocalDate dueOn) {}
        Kept kept = database.sql(
                        "select id, version, due_on from review_deadline where kind = :kind and period = :period"
                                + " for update")
                .param("kind", wanted.kind().name())
                .param("period", wanted.period().toString())
                .query((row, index) -> new Kept(row.getLong(1), row.getLong(2), row.getObject(3, LocalDate.class)))
                .optional()
                .orElse(null);
        if (!Objects.equals(wanted.version(), kept == null ? null : kept.version())) {
            throw new StaleRecord(KIND, kept == null ? 0 : kept.id());
        }
        Said after = new Said(wanted.kind(), wanted.period(), dueOn);
        if (kept == null) {
            GeneratedKeyHolder key = new GeneratedKeyHolder();
            database.sql("""
                            insert into review_deadline (version, kind, period, period_year, due_on, changed_at, changed_by)
                            values (0, :kind, :period, :year, :due, :now, :person)""")
                    .param("kind", wanted.kind().name())
                    .param("period", wanted.period().toString())
                    .param("year", wanted.period().year())
                    .param("due", dueOn, java.sql.Types.DATE)
                    .param("now", OffsetDateTime.now(clock))
                    .param("person", currentPerson.username())
                    .update(key, "id");
            changeLog.created(KIND, Objects.requireNonNull(key.getKey()).longValue(), after);
        } else if (!Objects.equals(kept.dueOn(), dueOn)) {
            database.sql("""
                            update review_deadline set version = version + 1, due_on = :due, changed_at = :now,
                                changed_by = :person
                            where id = :id""")
                    .param("due", dueOn, java.sql.Types.DATE)
                    .param("now", OffsetDateTime.now(clock))
                    .param("person", currentPerson.username())
                    .param("id", kept.id())
                    .update();
            changeLog.changed(KIND, kept.id(), new Said(wanted.kind(), wanted.period(), kept.dueOn()), after);
        }
    }

    private record Nothing(ReviewKind kind, Period period, String officeCode) {}

    /** Takes down that an office has nothing, or nothing more, to report of a period. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void sayNothingToReport(ReviewKind kind, Period period, String officeCode) {
        currentPerson.requireWriteFor(officeCode);
        Refusal.when(period.firstDay().isAfter(LocalDate.now(clock)), null, "review.nothing.refused.early");
        if (nothing(kind, period, officeCode) != null) {
            return;
        }
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into nothing_to_report (kind, period, period_year, office_code, said_at, said_by)
                        values (:kind, :period, :year, :office, :now, :person)""")
                .param("kind", kind.name())
                .param("period", period.toString())
                .param("year", period.year())
                .param("office", officeCode)
                .param("now", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .update(key, "id");
        changeLog.created(
                NOTHING, Objects.requireNonNull(key.getKey()).longValue(), new Nothing(kind, period, officeCode));
        publisher.publishEvent(new ReportingChanged());
    }

    /** Takes back that an office has nothing to report. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void takeBackNothing(ReviewKind kind, Period period, String officeCode) {
        currentPerson.requireWriteFor(officeCode);
        Long id = nothing(kind, period, officeCode);
        if (id != null) {
            database.sql("delete from nothing_to_report where id = :id")
                    .param("id", id)
                    .update();
            changeLog.removed(NOTHING, id, new Nothing(kind, period, officeCode));
            publisher.publishEvent(new ReportingChanged());
        }
    }

    private @Nullable Long nothing(ReviewKind kind, Period period, String officeCode) {
        return database.sql("select id from nothing_to_report where kind = :kind and period = :period"
                        + " and office_code = :office")
                .param("kind", kind.name())
                .param("period", period.toString())
                .param("office", officeCode)
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
