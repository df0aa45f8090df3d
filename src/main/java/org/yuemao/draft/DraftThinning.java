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

/** Removes drafts that nobody has come back to, once a day. */
@Component
class DraftThinning implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DraftThinning.class);

    private final Drafts drafts;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("drafts-", 0).factory());

    DraftThinning(Drafts drafts) {
        this.drafts = drafts;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        worker.scheduleWithFixedDelay(this::thin, 0, 1, TimeUnit.DAYS);
    }

    private void thin() {
        try {
            int thinned = drafts.thin();
            if (thinned > 0) {
                LOG.info("{} drafts of more than {} days ago are removed", thinned, Drafts.KEPT.toDays());
            }
        } catch (RuntimeException e) {
            LOG.error("Old drafts could not be removed", e);
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
