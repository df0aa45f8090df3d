package org.yuemao.summary.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.live.LiveUpdates;
import org.yuemao.summary.SummaryFilter;

/** Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class OpenOverviewsTest {
    @Autowired
    private OpenOverviews open;

    @Autowired
    private EventService events;

    private final List<LiveUpdates.Registration> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(LiveUpdates.Registration::end);
    }

    @Test
    void countsOnceForAllWhoLookAtTheSameAndNotForThoseWhoDoNotLook() {
        List<OpenOverviews.Current> one = new CopyOnWriteArrayList<>();
        List<OpenOverviews.Current> other = new CopyOnWriteArrayList<>();
        List<OpenOverviews.Current> away = new CopyOnWriteArrayList<>();
        follow(year(2163), one::add);
        follow(year(2163), other::add);
        follow(null, away::add);
        schedule(2163);
        await().until(() -> !one.isEmpty() && !other.isEmpty());
        assertThat(one.getLast().overview()).isSameAs(other.getLast().overview());
        assertThat(one.getLast().overview().figures().events()).isEqualTo(1);
        assertThat(one.getLast().years()).contains(2163);
        assertThat(away).isEmpty();
    }

    @Test
    void showsTheOthersWhatOneWindowFailsToShow() {
        List<OpenOverviews.Current> shown = new CopyOnWriteArrayList<>();
        follow(year(2165), now -> {
            throw new IllegalStateException("fails on purpose");
        });
        follow(year(2165), shown::add);
        schedule(2165);
        await().until(() -> !shown.isEmpty());
        schedule(2165);
        // What was counted for the first of them may still arrive before.
        await().until(() -> shown.getLast().overview().figures().events() == 2);
    }

    @Test
    void forgetsThoseThatAreClosed() {
        int before = open.size();
        follow(year(2167), now -> {});
        assertThat(open.size()).isEqualTo(before + 1);
        close();
        assertThat(open.size()).isEqualTo(before);
    }

    private void follow(@Nullable SummaryFilter wanted, Consumer<OpenOverviews.Current> show) {
        opened.add(open.follow(() -> wanted, SecurityContextHolder.getContext(), show));
    }

    private static SummaryFilter year(int year) {
        return new SummaryFilter(year, null, null, null);
    }

    private void schedule(int year) {
        events.schedule(new EventData(
                Programme.GTW,
                "Fair",
                null,
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 5, 3),
                EventForm.ON_SITE,
                "JP",
                null,
                null,
                null,
                null,
                "440300",
                Set.of("lighting"),
                EventStatus.COMPLETED,
                null,
                null,
                null,
                null));
    }
}
