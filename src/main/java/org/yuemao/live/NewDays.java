package org.yuemao.live;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Tells listeners that a new day has begun, so that what is open over midnight follows: nothing is committed then. */
@Component
public class NewDays implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(NewDays.class);
    private static final long LOOK_EVERY_SECONDS = 5;

    private final Clock clock;
    private final Set<Listening> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("new-days").factory());
    private LocalDate today;

    NewDays(Clock clock) {
        this.clock = clock;
        today = LocalDate.now(clock);
        // Looked up and not waited for: a laptop sleeps, and clocks are set.
        worker.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Calls the listener, on a thread of the live module, whenever another day has begun. */
    public LiveUpdates.Registration listen(Runnable listener) {
        Listening listening = new Listening(listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    /** Tells everybody if it is another day than when last looked. */
    synchronized void look() {
        LocalDate now = LocalDate.now(clock);
        if (now.equals(today)) {
            return;
        }
        today = now;
        listeners.forEach(listening -> {
            try {
                listening.listener.run();
            } catch (RuntimeException e) {
                LOG.error("An open view could not follow the new day", e);
            }
        });
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    /** Compared by identity: every view is one of its own. */
    private static final class Listening {
        private final Runnable listener;

        Listening(Runnable listener) {
            this.listener = listener;
        }
    }
}
