package org.yuemao.audit;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What one transaction has recorded so far, and the operation that it is doing. */
final class Recording implements TransactionSynchronization {
    private final Sealing sealing;
    private long firstEntry = Long.MAX_VALUE;
    private long firstOperation = Long.MAX_VALUE;
    private @Nullable Long operationId;
    private final SortedMap<String, Long> parts = new TreeMap<>();

    private Recording(Sealing sealing) {
        this.sealing = sealing;
    }

    /** That of the transaction of this thread. */
    static Recording current(Sealing sealing) {
        if (TransactionSynchronizationManager.getResource(sealing) instanceof Recording known) {
            return known;
        }
        Recording fresh = new Recording(sealing);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        TransactionSynchronizationManager.bindResource(sealing, fresh);
        return fresh;
    }

    /** The operation under way, if one is. */
    @Nullable
    Long operationId() {
        return operationId;
    }

    void begin(long operation) {
        operationId = operation;
        firstOperation = Math.min(firstOperation, operation);
    }

    /** Ends the operation, and tells how many entries of each kind it has. */
    SortedMap<String, Long> end() {
        SortedMap<String, Long> all = new TreeMap<>(parts);
        parts.clear();
        operationId = null;
        return all;
    }

    /** Takes note of entries of a kind, the first of them with this number. */
    void entered(String kind, long first, int entries) {
        firstEntry = Math.min(firstEntry, first);
        if (operationId != null) {
            parts.merge(kind, (long) entries, Long::sum);
        }
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(sealing);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(sealing, this);
    }

    @Override
    public void afterCommit() {
        if (firstEntry != Long.MAX_VALUE) {
            sealing.seal(firstEntry, firstOperation);
        }
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(sealing);
    }
}
