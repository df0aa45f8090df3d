package org.yuemao.presence;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.yuemao.security.Person;

/** Knows, in memory, those whose windows this node serves; several nodes will have to tell each other. */
@Component
class PresenceOnThisNode implements Presence, DisposableBean {
    /** A window says every 20 seconds that it is there; a hidden one's browser may let it say so once a minute only. */
    static final long PATIENCE = 90_000;

    private static final long ROUND = 15;
    private static final Logger LOG = LoggerFactory.getLogger(PresenceOnThisNode.class);

    private final ConcurrentHashMap<String, List<AtRecord>> rooms = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("presence-", 0).factory());

    PresenceOnThisNode(Clock clock) {
        this.clock = clock;
        worker.scheduleWithFixedDelay(this::forgetTheSilent, ROUND, ROUND, TimeUnit.SECONDS);
    }

    @Override
    public Stay join(String recordKey, Person person, Runnable changed) {
        AtRecord stay = new AtRecord(recordKey, person, changed);
        stay.appear();
        return stay;
    }

    /** Ends the stays of windows that have not been heard of for too long: their connection is dead. */
    void forgetTheSilent() {
        long now = clock.millis();
        rooms.values().stream()
                .flatMap(List::stream)
                .filter(stay -> now - stay.heard > PATIENCE)
                .forEach(AtRecord::vanish);
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private void tell(List<AtRecord> room) {
        for (AtRecord one : room) {
            try {
                one.changed.run();
            } catch (RuntimeException e) {
                LOG.error("An open view could not be told who else is there", e);
            }
        }
    }

    private final class AtRecord implements Stay {
        private final String recordKey;
        private final Person person;
        private final Runnable changed;
        private volatile @Nullable String place;
        private volatile long heard = clock.millis();
        private volatile boolean ended;

        AtRecord(String recordKey, Person person, Runnable changed) {
            this.recordKey = recordKey;
            this.person = person;
            this.changed = changed;
        }

        Companion companion() {
            return new Companion(
                    person.accountId(), person.fullName(), place, Math.floorMod(person.accountId(), COLOURS));
        }

        @Override
        public List<Companion> others() {
            return rooms.getOrDefault(recordKey, List.of()).stream()
                    .filter(other -> other != this)
                    .map(AtRecord::companion)
                    .toList();
        }

        void appear() {
            tell(Objects.requireNonNull(rooms.compute(recordKey, (key, room) -> {
                List<AtRecord> now = room == null ? new ArrayList<>() : new ArrayList<>(room);
                if (!now.contains(this)) {
                    now.add(this);
                }
                return List.copyOf(now);
            })));
        }

        void vanish() {
            List<AtRecord> left = rooms.computeIfPresent(recordKey, (key, room) -> {
                List<AtRecord> now = new ArrayList<>(room);
                now.remove(this);
                return now.isEmpty() ? null : List.copyOf(now);
            });
            if (left != null) {
                tell(left);
            }
        }

        @Override
        public void enter(String entered) {
            move(entered);
        }

        @Override
        public void leave() {
            move(null);
        }

        private void move(@Nullable String to) {
            heard = clock.millis();
            if (!ended && !Objects.equals(place, to)) {
                place = to;
                appear();
            } else {
                stillHere();
            }
        }

        @Override
        public void stillHere() {
            heard = clock.millis();
            // A laptop that was opened again.
            if (!ended && !rooms.getOrDefault(recordKey, List.of()).contains(this)) {
                appear();
            }
        }

        @Override
        public void end() {
            ended = true;
            vanish();
        }
    }
}
