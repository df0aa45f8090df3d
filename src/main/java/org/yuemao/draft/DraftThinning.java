package org.yuemao.draft;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yuemao.base.Jobs;

/** Removes drafts that nobody has come back to, once a day. */
@Component
class DraftThinning implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DraftThinning.class);

    private static final String JOB = "drafts";

    private final Drafts drafts;
    private final Jobs jobs;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("drafts-", 0).factory());

    DraftThinning(Drafts drafts, Jobs jobs) {
        this.drafts = drafts;
        this.jobs = jobs;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        worker.scheduleWithFixedDelay(this::thin, 0, 1, TimeUnit.DAYS);
    }

    private void thin() {
        try {
            jobs.run(JOB, () -> {
                int thinned = drafts.thin();
                if (thinned > 0) {
                    LOG.info("{} drafts of more than {} days ago are removed", thinned, Drafts.KEPT.toDays());
                }
            });
        } catch (RuntimeException e) {
            LOG.error("Old drafts could not be removed", e);
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
