package org.yuemao.base;

import java.time.Clock;
import java.time.Duration;

/** The system's clock, to the microsecond: that is what the databases keep. */
public final class DatabaseClock {
    private DatabaseClock() {}

    public static Clock system() {
        return Clock.tick(Clock.systemDefaultZone(), Duration.ofNanos(1_000));
    }
}
