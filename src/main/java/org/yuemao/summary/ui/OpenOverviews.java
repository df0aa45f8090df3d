package org.yuemao.summary.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.yuemao.live.LiveUpdates;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;

/**
 * The overviews that are open on this node. After commits each filter that somebody looks at is counted once, outside all
 * windows' locks, and all who look at it are shown that: on as many threads as there are processors, however many windows
 * are open. No filter waits for another one that takes long.
 */
@Component
public class OpenOverviews implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OpenOverviews.class);

    private final SummaryService summaries;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final Set<SummaryFilter> underWay = new HashSet<>();
    private final Set<SummaryFilter> onceMore = new HashSet<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("overviews-", 0).factory());

    /** An overview as it stands, and the years that there are by now. */
    public record Current(Overview overview, List<Integer> years) {
        /** Counts it for the person who asks. */
        public static Current of(SummaryService summaries, SummaryFilter filter) {
            return new Current(summaries.overview(filter), summaries.years());
        }
    }

    OpenOverviews(SummaryService summaries, LiveUpdates updates) {
        this.summaries = summaries;
        updates.listen(changes -> changed());
    }

    /**
     * Shows an overview anew whenever it may have changed, until the registration ends.
     *
     * @param wanted asked after a change: the filter, or nothing while nobody looks
     * @param person on whose behalf it is counted
     */
    public LiveUpdates.Registration follow(
            Supplier<@Nullable SummaryFilter> wanted, SecurityContext person, Consumer<Current> show) {
        Viewer viewer = new Viewer(wanted, person, show);
        viewers.add(viewer);
        return () -> viewers.remove(viewer);
    }

    /** How many are open. */
    public int size() {
        return viewers.size();
    }

    private void changed() {
        viewers.stream()
                .map(viewer -> viewer.wanted.get())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(this::count);
    }

    private void count(SummaryFilter filter) {
        synchronized (underWay) {
            if (!underWay.add(filter)) {
                onceMore.add(filter);
                return;
            }
        }
        CompletableFuture.runAsync(() -> {}, workers)
                .thenCompose(begun -> countAndShow(filter))
                .whenComplete((shown, failure) -> {
                    if (failure != null) {
                        LOG.error("Open overviews could not follow what was committed", failure);
                    }
                    boolean again;
                    synchronized (underWay) {
                        underWay.remove(filter);
                        again = onceMore.remove(filter);
                    }
                    if (again) {
                        count(filter);
                    }
                });
    }

    private CompletableFuture<Void> countAndShow(SummaryFilter filter) {
        List<Viewer> those = viewers.stream()
                .filter(viewer -> filter.equals(viewer.wanted.get()))
                .toList();
        if (those.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Current now = those.getFirst().count(summaries, filter);
        return CompletableFuture.allOf(those.stream()
                .map(viewer -> CompletableFuture.runAsync(() -> viewer.show(now), workers))
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }

    /** Compared by identity: every window is one of its own. */
    private static final class Viewer {
        private final Supplier<@Nullable SummaryFilter> wanted;
        private final SecurityContext person;
        private final Consumer<Current> show;

        Viewer(Supplier<@Nullable SummaryFilter> wanted, SecurityContext person, Consumer<Current> show) {
            this.wanted = wanted;
            this.person = person;
            this.show = show;
        }

        Current count(SummaryService summaries, SummaryFilter filter) {
            try {
                return new DelegatingSecurityContextCallable<>(() -> Current.of(summaries, filter), person).call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void show(Current overview) {
            try {
                show.accept(overview);
            } catch (RuntimeException e) {
                LOG.error("An open overview could not follow what was committed", e);
            }
        }
    }
}
