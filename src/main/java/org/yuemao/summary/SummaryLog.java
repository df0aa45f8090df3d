package org.yuemao.summary;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.yuemao.event.EventFacts;

/**
 * Appends what a transaction adds to the sums. Nobody waits for anybody: rows are only inserted, and whoever reads adds them
 * to the cells until {@link Folding} has done so.
 */
@Component
class SummaryLog {
    private final RowInserts inserts;
    private final Clock clock;

    SummaryLog(RowInserts inserts, Clock clock) {
        this.inserts = inserts;
        this.clock = clock;
    }

    /** The day on which what is written now counts as recorded. */
    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The changes of one transaction, added up before they are written. */
    final class Changes {
        private final Map<SumKey, Sums> sums = new TreeMap<>();
        private final Map<BusinessKey, BusinessCounts> businesses = new TreeMap<>();

        /** An event counts otherwise than before, or is new (nothing before) or gone (nothing after). */
        void event(EventFacts before, Map<String, Done> doneBefore, EventFacts after, Map<String, Done> doneAfter) {
            Contributions.ofEvent(after, doneAfter, this::add);
            Contributions.ofEvent(before, doneBefore, (key, what) -> add(key, Sums.NOTHING.minus(what)));
        }

        void add(SumKey key, Sums what) {
            sums.merge(key, what, Sums::plus);
        }

        void add(String city, Map<CellKey, BusinessCounts> after, Map<CellKey, BusinessCounts> before) {
            after.forEach((cell, counts) -> add(new BusinessKey(cell, city), counts));
            before.forEach((cell, counts) -> add(new BusinessKey(cell, city), BusinessCounts.NOTHING.minus(counts)));
        }

        void add(BusinessKey key, BusinessCounts counts) {
            businesses.merge(key, counts, BusinessCounts::plus);
        }

        void write() {
            sums.values().removeIf(Sums::isNothing);
            businesses.values().removeIf(BusinessCounts::isNothing);
            inserts.write(sums(List.copyOf(sums.entrySet())), businesses(List.copyOf(businesses.entrySet()), today()));
        }
    }

    private static RowsToInsert<?> sums(List<Map.Entry<SumKey, Sums>> rows) {
        RowsToInsert<Map.Entry<SumKey, Sums>> columns = new RowsToInsert<>("summary_change", rows);
        columns.numbers("event_year", row -> (long) row.getKey().year());
        columns.numbers("event_month", row -> (long) row.getKey().month());
        columns.texts("programme", row -> row.getKey().programme().name());
        columns.texts("place_code", row -> row.getKey().placeCode());
        columns.texts("sector_code", row -> row.getKey().sectorCode());
        columns.texts("city_code", row -> row.getKey().cityCode());
        columns.flags("approved", row -> row.getKey().approved());
        columns.numbers("events", row -> row.getValue().events());
        columns.numbers("held", row -> row.getValue().held());
        columns.numbers("participations", row -> row.getValue().done().participations());
        columns.amounts("intended_deals", row -> row.getValue().done().intendedDeals());
        columns.amounts("signed_deals", row -> row.getValue().done().signedDeals());
        columns.amounts("booth_area_sqm", row -> row.getValue().done().boothArea());
        columns.amounts("net_space_sqm", row -> row.getValue().netSpace());
        return columns;
    }

    /** Appends counts of businesses as they were recorded on a day. */
    void writeBusinesses(List<Map.Entry<BusinessKey, BusinessCounts>> rows, LocalDate day) {
        inserts.write(businesses(rows, day));
    }

    private static RowsToInsert<?> businesses(List<Map.Entry<BusinessKey, BusinessCounts>> rows, LocalDate day) {
        RowsToInsert<Map.Entry<BusinessKey, BusinessCounts>> columns = new RowsToInsert<>("business_change", rows);
        columns.days("recorded_on", row -> day);
        describe(columns, Map.Entry::getKey);
        return columns;
    }

    /** The columns that every table of counts of businesses has. */
    static <K> void describe(
            RowsToInsert<Map.Entry<K, BusinessCounts>> columns,
            Function<Map.Entry<K, BusinessCounts>, BusinessKey> key) {
        columns.flags("approved", row -> key.apply(row).cell().approved());
        columns.numbers("event_year", row -> (long) key.apply(row).cell().year());
        columns.texts("programme", row -> key.apply(row).cell().programme());
        columns.texts("sector_code", row -> key.apply(row).cell().sector());
        columns.texts("city_code", row -> key.apply(row).city());
        columns.numbers("businesses", row -> row.getValue().businesses());
        columns.numbers("fresh", row -> row.getValue().fresh());
        columns.numbers("stayed", row -> row.getValue().stayed());
        columns.numbers("lost", row -> row.getValue().lost());
    }
}
