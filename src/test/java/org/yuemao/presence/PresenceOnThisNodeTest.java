package org.yuemao.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

class PresenceOnThisNodeTest {
    private static final String RECORD = "event:1";

    private final MovableClock clock = new MovableClock();
    private final PresenceOnThisNode presence = new PresenceOnThisNode(clock);
    private final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void end() {
        presence.destroy();
    }

    @Test
    void tellsThoseAtARecordWhoElseIsThereAndInWhichField() {
        Presence.Stay mine = presence.join(RECORD, person(1, "Chen"), told::incrementAndGet);
        assertThat(mine.others()).isEmpty();
        int before = told.get();
        Presence.Stay theirs = presence.join(RECORD, person(2, "Huang"), () -> {});
        presence.join("event:2", person(3, "Li"), () -> {});
        assertThat(told.get()).isEqualTo(before + 1);
        assertThat(mine.others()).extracting(Companion::fullName).containsExactly("Huang");
        theirs.enter("row 3, column Exports");
        assertThat(told.get()).isEqualTo(before + 2);
        assertThat(mine.others()).extracting(Companion::place).containsExactly("row 3, column Exports");
        theirs.enter("row 3, column Exports");
        assertThat(told.get()).as("nothing has changed").isEqualTo(before + 2);
        theirs.leave();
        assertThat(mine.others()).singleElement().satisfies(one -> assertThat(one.place())
                .isNull());
        theirs.end();
        assertThat(mine.others()).isEmpty();
        assertThat(told.get()).isEqualTo(before + 4);
    }

    @Test
    void forgetsAWindowThatIsNotHeardOfAnyMoreUntilItIsHeardOfAgain() {
        Presence.Stay mine = presence.join(RECORD, person(1, "Chen"), () -> {});
        Presence.Stay asleep = presence.join(RECORD, person(2, "Huang"), () -> {});
        clock.pass(Duration.ofSeconds(60));
        mine.stillHere();
        clock.pass(Duration.ofSeconds(60));
        mine.stillHere();
        presence.forgetTheSilent();
        assertThat(mine.others()).isEmpty();
        asleep.stillHere();
        assertThat(mine.others()).extracting(Companion::fullName).isEqualTo(List.of("Huang"));
        asleep.end();
        asleep.stillHere();
        asleep.enter("venue");
        assertThat(mine.others()).as("a closed window does not come back").isEmpty();
    }

    private static Person person(long id, String name) {
        return new Person(id, name, name, "", Role.CLERK, "440300", true);
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2021-05-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
