package org.yuemao.summary;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.yuemao.base.DomainEvent;

/** Counts commits that changed something, so that what was computed before one of them is not shown after it. */
@Component
class Commits {
    private final AtomicLong generation = new AtomicLong();

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(DomainEvent event) {
        generation.incrementAndGet();
    }

    long generation() {
        return generation.get();
    }
}
