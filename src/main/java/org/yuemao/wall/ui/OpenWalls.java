package org.yuemao.wall.ui;

import java.time.Clock;
import java.time.LocalDate;
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
import org.yuemao.live.LiveUpdates;

/**
 * The walls that are open on this node. Every other second each of them is told which day it is, so that what is current
 * follows the day, and may see whether it is still allowed. The clock is asked each time: a machine that has slept over midnight, or
 * whose clock was set, is right again within that time.
 */
@Component
class OpenWalls implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWalls.class);
    private static final long PACE_SECONDS = 2;

    private final Clock clock;
    private final Set<Consumer<LocalDate>> walls = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("walls").factory());

    OpenWalls(Clock clock) {
        this.clock = clock;
        ticker.scheduleWithFixedDelay(this::tick, PACE_SECONDS, PACE_SECONDS, TimeUnit.SECONDS);
    }

    /** The day at the desk. */
    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Calls a wall again and again, outside its lock, until the registration ends. */
    LiveUpdates.Registration follow(Consumer<LocalDate> wall) {
        // Compared by identity, even where two are the same lambda.
        Consumer<LocalDate> own = new Consumer<>() {
            @Override
            public void accept(LocalDate day) {
                wall.accept(day);
            }
        };
        walls.add(own);
        return () -> walls.remove(own);
    }

    int size() {
        return walls.size();
    }

    void tick() {
        LocalDate today = today();
        for (Consumer<LocalDate> wall : walls) {
            try {
                wall.accept(today);
            } catch (RuntimeException e) {
                LOG.error("A wall could not follow the day", e);
            }
        }
    }

    @Override
    public void destroy() {
        ticker.shutdownNow();
    }
}
