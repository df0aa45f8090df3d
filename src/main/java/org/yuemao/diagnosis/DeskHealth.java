package org.yuemao.diagnosis;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether the desk takes writes; and how old its last good backup is, which keeps nobody from working. */
@Configuration(proxyBeanMethods = false)
class DeskHealth {
    @Bean
    HealthIndicator writesHealthIndicator(Measures measures) {
        return () -> {
            Standing.Room room = measures.room();
            return (measures.takesWrites() ? Health.up() : Health.down())
                    .withDetail("freeBytes", room.free())
                    .withDetail("spareBytes", room.spare())
                    .build();
        };
    }

    @Bean
    HealthIndicator backupHealthIndicator(Measures measures) {
        return () -> {
            Standing.Room room = measures.room();
            return Health.up()
                    .withDetail(
                            "lastGood",
                            room.lastBackup() == null
                                    ? "none"
                                    : room.lastBackup().toString())
                    .withDetail("overdue", room.backupOverdue())
                    .build();
        };
    }
}
