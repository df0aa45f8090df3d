package org.yuemao.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.ReviewState;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.review.Reported.Counts;
import org.yuemao.security.Rights;

/**
 * Who has reported what of a year. An office has reported the records of a kind for a period when none of them is a draft or
 * returned, and nothing is missing: events whose last day is in it (postponed and cancelled ones apart), a figure of each zone
 * that it had by then, an observation; or when it has said that there is nothing more to report. Counted by the database.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class Completeness {
    private final Deadlines deadlines;
    private final Places places;
    private final JdbcClient database;
    private final Clock clock;

    Completeness(Deadlines deadlines, Places places, JdbcClient database, Clock clock) {
        this.deadlines = deadlines;
        this.places = places;
        this.database = database;
        this.clock = clock;
    }

    private record Cell(String officeCode, Period period) {}

    /** By office, how far each is with each of the year's periods of the length, in their order. */
    public Map<Office, List<Reported>> of(ReviewKind kind, int year, Length length) {
        return of(kind, year, deadlines.of(kind, year, length), places.offices());
    }

    /** How far some offices are with what is due on these days, of one year and kind. */
    @PreAuthorize("permitAll()") // Also asked by the desk itself, when it reminds people.
    Map<Office, List<Reported>> of(ReviewKind kind, int year, List<Deadline> due, List<Office> offices) {
        List<Period> periods = due.stream().map(Deadline::period).toList();
        List<String> codes = offices.stream().map(Office::code).toList();
        Map<Cell, Counts> counts = new HashMap<>();
        Map<Cell, Integer> missing = new HashMap<>();
        if (!periods.isEmpty()) {
            switch (kind) {
                case EVENT -> countEvents(year, periods, codes, counts);
                case ZONE_FIGURE -> countFigures(year, periods, codes, counts, missing);
                case OBSERVATION -> countObservations(year, periods, codes, counts);
            }
        }
        Set<Cell> nothing = nothing(kind, year);
        boolean begun = hasBegun(kind, year);
        LocalDate today = LocalDate.now(clock);
        Map<Office, List<Reported>> matrix = new LinkedHashMap<>();
        for (Office office : offices) {
            List<Reported> row = new ArrayList<>();
            for (Deadline deadline : due) {
                Cell cell = new Cell(office.code(), deadline.period());
                Counts of = counts.getOrDefault(cell, new Counts());
                int lacking = kind == ReviewKind.ZONE_FIGURE ? missing.getOrDefault(cell, 0) : of.all() == 0 ? 1 : 0;
                // The usual days say nothing of years in which nobody had begun to report.
                boolean holds = begun || deadline.version() != null;
                row.add(Reported.of(
                        office.code(),
                        deadline.period(),
                        of,
                        lacking,
                        nothing.contains(cell),
                        holds ? deadline.dueOn() : null,
                        today));
            }
            matrix.put(office, row);
        }
        return matrix;
    }

    /** Whether anybody has entered anything of the year. */
    private boolean hasBegun(ReviewKind kind, int year) {
        String of = kind == ReviewKind.EVENT ? "last_day between :first and :last" : "period_year = :year";
        var asked = database.sql("select exists (select 1 from " + kind.table() + " where " + of + ")");
        return (kind == ReviewKind.EVENT
                        ? asked.param("first", LocalDate.of(year, 1, 1)).param("last", LocalDate.of(year, 12, 31))
                        : asked.param("year", year))
                .query(Boolean.class)
                .single();
    }

    private Set<Cell> nothing(ReviewKind kind, int year) {
        return new HashSet<>(database.sql(
                        "select office_code, period from nothing_to_report where kind = :kind and period_year = :year")
                .param("kind", kind.name())
                .param("year", year)
                .query((row, index) -> new Cell(row.getString(1), Period.of(row.getString(2))))
                .list());
    }

    private void countEvents(int year, List<Period> periods, List<String> offices, Map<Cell, Counts> counts) {
        database.sql("""
                        select office_code, extract(month from last_day) as part, review_state, count(*) from event
                        where last_day between :first and :last and status not in ('POSTPONED', 'CANCELLED')
                            and office_code in (:offices)
                        group by office_code, extract(month from last_day), review_state""")
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .param("offices", offices)
                .query(row -> {
                    int month = row.getInt(2);
                    for (Period period : periods) {
                        int first = period.firstMonth();
                        if (month >= first
                                && month < first + 12 / period.length().perYear()) {
                            add(counts, row.getString(1), period, row.getString(3), row.getInt(4));
                        }
                    }
                });
    }

    private void countFigures(
            int year,
            List<Period> periods,
            List<String> offices,
            Map<Cell, Counts> counts,
            Map<Cell, Integer> missing) {
        List<String> written = periods.stream().map(Period::toString).toList();
        database.sql("""
                        select %1$s, f.period, f.review_state, count(*)
                        from zone_figure f join zone z on z.id = f.zone_id
                        where f.period_year = :year and f.period in (:periods) and %1$s in (:offices)
                        group by %1$s, f.period, f.review_state""".formatted(ReviewKind.OFFICE_OF_ZONE))
                .param("year", year)
                .param("periods", written)
                .param("offices", offices)
                .query(row -> {
                    add(counts, row.getString(1), Period.of(row.getString(2)), row.getString(3), row.getInt(4));
                });
        for (Period period : periods) {
            database.sql("""
                            select %1$s, count(*) from zone z
                            where (z.approved_on is null or z.approved_on <= :last) and %1$s in (:offices) and not exists (
                                select 1 from zone_figure f where f.zone_id = z.id and f.period = :period)
                            group by %1$s""".formatted(ReviewKind.OFFICE_OF_ZONE))
                    .param("last", period.lastDay())
                    .param("period", period.toString())
                    .param("offices", offices)
                    .query(row -> {
                        missing.put(new Cell(row.getString(1), period), row.getInt(2));
                    });
        }
    }

    private void countObservations(int year, List<Period> periods, List<String> offices, Map<Cell, Counts> counts) {
        database.sql("""
                        select geography_code, period, review_state, count(*) from indicator_observation
                        where period_year = :year and geography_code in (:offices) group by geography_code, period, review_state""").param("year", year).param("offices", offices).query(row -> {
            Period of = Period.of(row.getString(2));
            for (Period period : periods) {
                if (of.equals(period) || period.length() == Length.YEAR) {
                    add(counts, row.getString(1), period, row.getString(3), row.getInt(4));
                }
            }
        });
    }

    private static void add(Map<Cell, Counts> counts, String office, Period period, String state, int more) {
        counts.computeIfAbsent(new Cell(office, period), cell -> new Counts()).add(ReviewState.valueOf(state), more);
    }
}
