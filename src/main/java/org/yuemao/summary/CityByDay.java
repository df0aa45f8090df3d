package org.yuemao.summary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yuemao.summary.WhatBusinessesDid.Participation;

/**
 * What the businesses of a city did, by event and day of recording, and what each day added to the counts of distinct
 * businesses. There is never more of it than there are events, cells and days.
 */
final class CityByDay {
    private static final int PORTION = 10_000;

    private final String city;
    private final Map<Long, Set<CellKey>> cells;
    private final Map<OnDay<Long>, Done> done = new HashMap<>();
    private final Map<OnDay<CellKey>, BusinessCounts> counts = new HashMap<>();

    /** Takes the cells in which the businesses of each event count. */
    CityByDay(String city, Map<Long, Set<CellKey>> cells) {
        this.city = city;
        this.cells = cells;
    }

    private record OnDay<K>(K what, LocalDate day) {}

    /** Adds what one business did. */
    void add(List<Participation> business) {
        TreeMap<LocalDate, Set<CellKey>> days = new TreeMap<>();
        for (Participation one : business) {
            done.merge(new OnDay<>(one.eventId(), one.recordedOn()), one.done(), Done::plus);
            days.computeIfAbsent(one.recordedOn(), day -> new HashSet<>())
                    .addAll(cells.getOrDefault(one.eventId(), Set.of()));
        }
        Map<CellKey, Contributions.Years> years = new HashMap<>();
        days.forEach((day, in) -> {
            Map<CellKey, List<CellKey>> more = new HashMap<>();
            for (CellKey cell : in) {
                more.computeIfAbsent(cell.ofAnyYear(), key -> new ArrayList<>()).add(cell);
            }
            more.forEach((cell, its) -> {
                Contributions.Years of = years.computeIfAbsent(cell, key -> new Contributions.Years());
                if (!its.stream().allMatch(one -> of.knows(one.year(), one.approved()))) {
                    of.tell((year, approved, what) ->
                            count(cell.of(year, approved), day, BusinessCounts.NOTHING.minus(what)));
                    its.forEach(one -> of.add(one.year(), one.approved()));
                    of.tell((year, approved, what) -> count(cell.of(year, approved), day, what));
                }
            });
        });
    }

    private void count(CellKey cell, LocalDate day, BusinessCounts what) {
        counts.merge(new OnDay<>(cell, day), what, BusinessCounts::plus);
    }

    /** Writes what was done into a table that has nothing of this city yet. */
    void writeDone(RowInserts inserts) {
        portions(inserts, "event_cell_day", done, rows -> {
            rows.numbers("event_id", row -> row.getKey().what());
            rows.texts("city_code", row -> city);
            rows.days("recorded_on", row -> row.getKey().day());
            rows.numbers("participations", row -> row.getValue().participations());
            rows.amounts("intended_deals", row -> row.getValue().intendedDeals());
            rows.amounts("signed_deals", row -> row.getValue().signedDeals());
            rows.amounts("booth_area_sqm", row -> row.getValue().boothArea());
        });
    }

    /** Writes the counts into tables that have nothing of this city yet. */
    void writeCounts(RowInserts inserts) {
        counts.values().removeIf(BusinessCounts::isNothing);
        Map<BusinessKey, BusinessCounts> all = new HashMap<>();
        counts.forEach((key, what) -> all.merge(new BusinessKey(key.what(), city), what, BusinessCounts::plus));
        all.values().removeIf(BusinessCounts::isNothing);
        portions(inserts, "business_cell_day", counts, rows -> {
            rows.days("recorded_on", row -> row.getKey().day());
            SummaryLog.describe(rows, row -> new BusinessKey(row.getKey().what(), city));
        });
        portions(inserts, "business_cell", all, rows -> {
            SummaryLog.describe(rows, Map.Entry::getKey);
        });
    }

    private static <K, V> void portions(
            RowInserts inserts, String table, Map<K, V> all, Consumer<RowsToInsert<Map.Entry<K, V>>> describe) {
        List<Map.Entry<K, V>> entries = List.copyOf(all.entrySet());
        for (int first = 0; first < entries.size(); first += PORTION) {
            List<Map.Entry<K, V>> portion = entries.subList(first, Math.min(entries.size(), first + PORTION));
            RowsToInsert<Map.Entry<K, V>> rows = new RowsToInsert<>(table, portion);
            describe.accept(rows);
            inserts.write(rows);
        }
    }
}
