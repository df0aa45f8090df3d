package org.yuemao.exporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yuemao.base.Refusal;

/**
 * Keeps exports from crowding out everybody's work: each holds a connection to the database for as long as the person's
 * network takes the file.
 */
@Component
public class RunningExports {
    /** So many exports of one person run at once. */
    public static final int OF_ONE_PERSON = 2;

    /** So many exports run at once in all; the pool of connections has to have many more. */
    public static final int IN_ALL = 8;

    /** A browser that has not asked for its file until then will not; somebody may have refused the download. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock;
    private final List<Place> taken = new ArrayList<>();

    RunningExports(Clock clock) {
        this.clock = clock;
    }

    /** A place among the running exports, until it is closed. */
    public final class Place implements AutoCloseable {
        private final String username;
        private final Instant since;
        private boolean started;

        private Place(String username, Instant since) {
            this.username = username;
            this.since = since;
        }

        /**
         * Takes the place for the file that is being asked for now. Where it has been given up, or used for the file
         * already, another one is needed.
         *
         * @throws Refusal where there is none
         */
        public Place start() {
            synchronized (taken) {
                Place place = started || !taken.contains(this) ? take(username) : this;
                place.started = true;
                return place;
            }
        }

        @Override
        public void close() {
            synchronized (taken) {
                taken.remove(this);
            }
        }
    }

    /** How many are running or about to. */
    public int running() {
        synchronized (taken) {
            return taken.size();
        }
    }

    /**
     * Takes a place for a person whose browser is about to ask for the file.
     *
     * @throws Refusal where too many exports are running
     */
    public Place take(String username) {
        synchronized (taken) {
            Instant now = clock.instant();
            taken.removeIf(place -> !place.started && place.since.plus(PATIENCE).isBefore(now));
            long own = taken.stream()
                    .filter(place -> place.username.equals(username))
                    .count();
            Refusal.when(own >= OF_ONE_PERSON, null, "exporting.refused.own", OF_ONE_PERSON);
            Refusal.when(taken.size() >= IN_ALL, null, "exporting.refused.all");
            Place place = new Place(username, now);
            taken.add(place);
            return place;
        }
    }
}
