package org.yuemao.live.ui;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.atmosphere.cpr.AtmosphereConfig;
import org.atmosphere.cpr.AtmosphereInterceptorAdapter;
import org.atmosphere.util.ExecutorsFactory;

/**
 * Lets go of signs of life that were put off: each message puts off the next one of its connection by a minute, and those put
 * off would else be kept for that minute, ten a second for each of hundreds of windows. Atmosphere makes it by name.
 */
public final class SignsOfLife extends AtmosphereInterceptorAdapter {
    @Override
    public void configure(AtmosphereConfig config) {
        super.configure(config);
        if (ExecutorsFactory.getScheduler(config) instanceof ScheduledThreadPoolExecutor scheduler) {
            scheduler.setRemoveOnCancelPolicy(true);
        }
    }
}
