package org.yuemao.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yuemao.event.EventFacts;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** What is approved is counted apart from what is not, and the two add up to all. */
class ContributionsTest {
    @Test
    void anEventAddsToTheSumsOfWhatIsApprovedOrToTheOthersAndNeverToBoth() {
        Map<String, Done> done = Map.of("440300", Done.ONE);
        for (boolean approved : new boolean[] {true, false}) {
            List<SumKey> keys = new ArrayList<>();
            Contributions.ofEvent(event(2021, approved), done, (key, sums) -> keys.add(key));
            assertThat(keys).hasSize(4).allMatch(key -> key.approved() == approved);
        }
    }

    @Test
    void aBusinessThatStaysInAnEventNotYetApprovedIsLostAmongApprovedOnesAlone() {
        Set<CellKey> cells = new HashSet<>(CellKey.of(event(2020, true)));
        cells.addAll(CellKey.of(event(2021, false)));
        Map<CellKey, BusinessCounts> counts = Contributions.ofBusiness(cells);
        CellKey all = new CellKey(2021, CellKey.ALL, CellKey.ALL, false);
        CellKey approved = new CellKey(2021, CellKey.ALL, CellKey.ALL, true);
        assertThat(counts).containsEntry(approved, new BusinessCounts(0, 0, 0, 1));
        assertThat(counts).as("not lost, but stayed").containsEntry(all, new BusinessCounts(1, 0, 1, -1));
    }

    @Test
    void aBusinessInApprovedEventsAloneAddsNothingBesides() {
        Set<CellKey> cells = new HashSet<>(CellKey.of(event(2020, true)));
        cells.addAll(CellKey.of(event(2022, true)));
        assertThat(Contributions.ofBusiness(cells).keySet()).isNotEmpty().allMatch(CellKey::approved);
    }

    @Test
    void whateverABusinessDidTheTwoAddUpToWhatItAddsWhereAllEventsCount() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            Set<CellKey> cells = new HashSet<>();
            Set<CellKey> approvedAlone = new HashSet<>();
            Set<CellKey> asIfAllWere = new HashSet<>();
            for (int event = 0; event < 1 + random.nextInt(5); event++) {
                int year = 2018 + random.nextInt(5);
                boolean approved = random.nextBoolean();
                cells.addAll(CellKey.of(event(year, approved)));
                asIfAllWere.addAll(CellKey.of(event(year, true)));
                if (approved) {
                    approvedAlone.addAll(CellKey.of(event(year, true)));
                }
            }
            Map<CellKey, BusinessCounts> approved = new HashMap<>();
            Map<CellKey, BusinessCounts> added = new HashMap<>();
            Contributions.ofBusiness(cells).forEach((cell, counts) -> {
                added.merge(cell.of(cell.year(), true), counts, BusinessCounts::plus);
                if (cell.approved()) {
                    approved.put(cell, counts);
                }
            });
            added.values().removeIf(BusinessCounts::isNothing);
            assertThat(approved).isEqualTo(Contributions.ofBusiness(approvedAlone));
            assertThat(added).isEqualTo(Contributions.ofBusiness(asIfAllWere));
        }
    }

    private static EventFacts event(int year, boolean approved) {
        return new EventFacts(
                year, 5, Programme.GTW, EventStatus.COMPLETED, "JP", BigDecimal.ZERO, Set.of("lighting"), approved);
    }
}
