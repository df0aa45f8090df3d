package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.yuemao.TestFolder;

/** A few of the rounds; {@code ./yuemao bench kill} runs a hundred of them. */
class KilledDeskTest {

    /** On two folders at a time, since most of a round is a start, which uses one core. */
    @Test
    void keepsEverythingThatItHasAcknowledgedAndNothingHalf() throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<KillRounds.Found> one = two.submit(() -> KillRounds.run(3, TestFolder.create(), 1, 60));
            Future<KillRounds.Found> other = two.submit(() -> KillRounds.run(3, TestFolder.create(), 2, 60));
            assertThat(List.of(one.get(), other.get())).allSatisfy(found -> {
                assertThat(found.failed()).isEmpty();
                assertThat(found.lost()).isEmpty();
                assertThat(found.half()).isEmpty();
                assertThat(found.rounds()).isEqualTo(3);
                assertThat(found.acknowledged()).as("acknowledged").isPositive();
                assertThat(found.underWay()).as("under way when killed").isPositive();
            });
        }
    }

    @Test
    void isSeenToLoseWritesWhereTheDatabaseGathersThem() throws Exception {
        String ofH2 = "--spring.datasource.url=jdbc:h2:async:${yuemao.data}/yuemao;DB_CLOSE_ON_EXIT=FALSE";
        assertThat(KillRounds.run(2, TestFolder.create(), 1, 60, ofH2).lost()).isNotEmpty();
    }
}
