package org.yuemao.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.yuemao.base.Refusal;

class RunningExportsTest {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final RunningExports running = new RunningExports(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void refusesAThirdExportOfOnePersonUntilOneHasEnded() {
        RunningExports.Place first = running.take("clerk").start();
        running.take("clerk").start();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> running.take("clerk"))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("exporting.refused.own"));
        running.take("viewer");
        first.close();
        running.take("clerk");
    }

    @Test
    void refusesTheNinthExportInAll() {
        for (int person = 0; person < 8; person++) {
            running.take("person" + person).start();
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> running.take("another"))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("exporting.refused.all"));
    }

    @Test
    void givesThePlaceOfAFileThatNoBrowserAskedForToAnother() {
        RunningExports.Place started = running.take("clerk").start();
        RunningExports.Place waiting = running.take("clerk");
        now = now.plusSeconds(31);
        RunningExports.Place third = running.take("clerk");
        third.start();
        assertThatExceptionOfType(Refusal.class).as("the browser asks late").isThrownBy(waiting::start);
        started.close();
        assertThat(waiting.start()).isNotNull();
    }

    @Test
    void takesAnotherPlaceWhereAFileIsAskedForTwice() {
        RunningExports.Place place = running.take("clerk");
        assertThat(place.start()).isSameAs(place);
        assertThat(place.start()).isNotSameAs(place);
        assertThatExceptionOfType(Refusal.class).isThrownBy(place::start);
    }
}
