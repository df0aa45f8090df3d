package org.yuemao.live.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.atmosphere.cpr.AtmosphereConfig;
import org.atmosphere.cpr.AtmosphereFramework;
import org.atmosphere.util.ExecutorsFactory;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    @Test
    void keepsNothingOfWhatWasPutOff() {
        AtmosphereConfig config = new AtmosphereFramework().getAtmosphereConfig();
        new SignsOfLife().configure(config);
        ScheduledThreadPoolExecutor scheduler = (ScheduledThreadPoolExecutor) ExecutorsFactory.getScheduler(config);
        try {
            scheduler.schedule(() -> {}, 1, TimeUnit.MINUTES).cancel(false);
            assertThat(scheduler.getQueue()).isEmpty();
        } finally {
            scheduler.shutdownNow();
        }
    }
}
