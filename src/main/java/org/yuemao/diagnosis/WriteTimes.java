package org.yuemao.diagnosis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** How long transactions take that write. */
@Component
class WriteTimes implements TransactionExecutionListener {
    private final ObjectProvider<MeterRegistry> meters;

    /** One may begin while another is held. */
    private final ThreadLocal<Deque<Long>> begun = ThreadLocal.withInitial(ArrayDeque::new);

    WriteTimes(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && !transaction.isReadOnly()) {
            begun.get().push(System.nanoTime());
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        note(transaction, failure == null ? "committed" : "failed");
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        note(transaction, "taken back");
    }

    private void note(TransactionExecution transaction, String outcome) {
        Long since = transaction.isReadOnly() ? null : begun.get().poll();
        if (begun.get().isEmpty()) {
            begun.remove();
        }
        if (since == null) {
            return;
        }
        long took = System.nanoTime() - since;
        meters.ifAvailable(registry -> Timer.builder("yuemao.writes")
                .description("Transactions that write")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry)
                .record(took, TimeUnit.NANOSECONDS));
    }
}
