package org.yuemao.business;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts commits that changed a business, so that what was counted before one of them is known to be old. */
@Component("businessCommits")
class Commits {
    private final AtomicLong generation = new AtomicLong();

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(BusinessChanged event) {
        generation.incrementAndGet();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(BusinessesChanged event) {
        generation.incrementAndGet();
    }

    long generation() {
        return generation.get();
    }
}
