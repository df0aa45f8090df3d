package org.yuemao.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuemao.base.DomainEvent;

class LiveUpdatesTest {
    private final LiveUpdates updates = new LiveUpdates(Clock.systemDefaultZone());
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private record Change(int number) implements DomainEvent {}

    private record Call(long nanos, Set<DomainEvent> changes) {}

    @AfterEach
    void stop() {
        updates.destroy();
    }

    @Test
    void gathersABurstAndCallsAtMostTwiceASecond() {
        updates.listen(changes -> calls.add(new Call(System.nanoTime(), changes)));
        updates.committed(new Change(0));
        await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> !calls.isEmpty());
        for (int number = 1; number <= 200; number++) {
            updates.committed(new Change(number));
        }
        await().until(() -> calls.size() > 1);
        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().changes())
                .hasSize(200)
                .startsWith(new Change(1))
                .endsWith(new Change(200));
        // The scheduler never calls early; a clock of milliseconds may say so by one of them.
        assertThat(calls.getLast().nanos() - calls.getFirst().nanos())
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(LiveUpdates.PACE - 20));
    }

    @Test
    void tellsNobodyWhoseListeningHasEnded() {
        LiveUpdates.Registration ended = updates.listen(changes -> calls.add(new Call(0, changes)));
        updates.committed(new Change(1));
        ended.end();
        assertThat(updates.listeners()).isZero();
        updates.listen(changes -> calls.add(new Call(1, changes)));
        updates.committed(new Change(2));
        await().until(() -> !calls.isEmpty());
        assertThat(calls).extracting(Call::nanos).containsExactly(1L);
    }

    @Test
    void aListenerThatFailsHearsOfTheNextChange() {
        updates.listen(changes -> {
            calls.add(new Call(System.nanoTime(), changes));
            throw new IllegalStateException("fails on purpose");
        });
        updates.committed(new Change(1));
        await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> calls.size() == 1);
        updates.committed(new Change(2));
        await().until(() -> calls.size() == 2);
    }
}
