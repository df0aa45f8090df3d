package org.yuemao.live;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.yuemao.base.DomainEvent;

/**
 * Tells listeners of committed changes. Bursts are gathered: a listener hears at once of the first change and then at most
 * three times a second, each time with everything that happened since.
 */
@Component
public class LiveUpdates implements DisposableBean {
    /**
     * The shortest time between two calls of one listener, in milliseconds: with as much again for counting and sending, a
     * change that has to wait its turn is shown within half a second.
     */
    public static final long PACE = 333;

    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

    private final Set<Listening> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("live-", 0).factory());
    private final Clock clock;

    LiveUpdates(Clock clock) {
        this.clock = clock;
    }

    /** A listener's place; ends when told so. */
    public interface Registration {
        void end();
    }

    /** Calls the listener, on a thread of the live module, with the changes committed since its last call. */
    public Registration listen(Consumer<Set<DomainEvent>> listener) {
        Listening listening = new Listening(listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    /** How many views listen now. */
    public int listeners() {
        return listeners.size();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(DomainEvent event) {
        listeners.forEach(listening -> listening.gather(event));
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private final class Listening {
        private final Consumer<Set<DomainEvent>> listener;
        private Set<DomainEvent> gathered = new LinkedHashSet<>();
        private boolean scheduled;
        private long lastCall;

        Listening(Consumer<Set<DomainEvent>> listener) {
            this.listener = listener;
        }

        synchronized void gather(DomainEvent event) {
            gathered.add(event);
            if (!scheduled) {
                scheduled = true;
                // A few milliseconds even for the first, so that one transaction's events arrive together.
                long wait = Math.max(20, lastCall + PACE - clock.millis());
                worker.schedule(this::call, Math.min(wait, PACE), TimeUnit.MILLISECONDS);
            }
        }

        private void call() {
            Set<DomainEvent> now;
            synchronized (this) {
                now = gathered;
                gathered = new LinkedHashSet<>();
                scheduled = false;
                lastCall = clock.millis();
            }
            if (listeners.contains(this)) {
                try {
                    listener.accept(now);
                } catch (RuntimeException e) {
                    LOG.error("An open view could not follow what was committed", e);
                }
            }
        }
    }
}
