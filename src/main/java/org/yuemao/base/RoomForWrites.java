package org.yuemao.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.unit.DataSize;

/**
 * Refuses to begin a write while the disk of the embedded database is nearly full: the database closes itself where it meets a
 * full disk in the middle of one. What people read goes on, and so does everything once there is room again.
 */
@Component
class RoomForWrites implements TransactionExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger(RoomForWrites.class);
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Path data;
    private final long spare;
    private final boolean embedded;
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - LOOK_EVERY);
    private volatile long free = Long.MAX_VALUE;

    RoomForWrites(
            Dialect dialect, @Value("${yuemao.data}") Path data, @Value("${yuemao.disk.spare:256MB}") DataSize spare) {
        this.data = data;
        this.spare = spare.toBytes();
        embedded = !dialect.isPostgres();
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (embedded && !transaction.isReadOnly() && isScarce()) {
            throw new Refusal(null, "base.disk-full", free >> 20);
        }
    }

    private boolean isScarce() {
        long now = System.nanoTime();
        long last = looked.get();
        if ((now - last >= LOOK_EVERY || free < spare) && looked.compareAndSet(last, now)) {
            look();
        }
        return free < spare;
    }

    private void look() {
        long before = free;
        try {
            free = Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            LOG.warn("The room on the disk of {} is not known: {}", data, e.toString());
            free = Long.MAX_VALUE;
        }
        if (free < spare && before >= spare) {
            LOG.error(
                    "Writes are refused until there is room again: {} MB are free on the disk of {}", free >> 20, data);
        } else if (free >= spare && before < spare) {
            LOG.warn("There is room again on the disk of {}", data);
        }
    }
}
