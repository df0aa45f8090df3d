package org.yuemao.diagnosis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.yuemao.summary.SummaryService;

/** How long whoever asks for an overview waits for it, whether it has to be computed or is at hand. */
@Configuration(proxyBeanMethods = false)
class SnapshotTimes {
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor timedOverviews(ObjectProvider<MeterRegistry> meters) {
        NameMatchMethodPointcut overviews = new NameMatchMethodPointcut();
        overviews.setMappedName("overview");
        overviews.setClassFilter(SummaryService.class::isAssignableFrom);
        MethodInterceptor timed = call -> {
            long begun = System.nanoTime();
            try {
                return call.proceed();
            } finally {
                long took = System.nanoTime() - begun;
                meters.ifAvailable(registry -> Timer.builder("yuemao.overviews")
                        .description("Overviews that were asked for")
                        .publishPercentileHistogram()
                        .register(registry)
                        .record(took, TimeUnit.NANOSECONDS));
            }
        };
        return new DefaultPointcutAdvisor(overviews, timed);
    }
}
