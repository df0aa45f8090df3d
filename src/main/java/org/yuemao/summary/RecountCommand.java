package org.yuemao.summary;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.yuemao.base.DatabaseClock;

/**
 * The command {@code recount}: compares every roll-up of the data in a folder with a full recount, says what differs, and mends
 * it where {@code --mend} is given. It needs nothing of the program but the database.
 */
public final class RecountCommand {
    private RecountCommand() {}

    // Not a @Configuration, which the program itself would take up.
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan(
            basePackageClasses = RecountCommand.class,
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.yuemao\\.summary\\.(Recount|SummaryLog|EventCells|Folding)"))
    static class RollUpsAlone {
        @Bean
        Clock clock() {
            return DatabaseClock.system();
        }
    }

    /**
     * Runs the command and prints what it found; the last line says it in a sentence.
     *
     * @return 0 where the roll-ups are right, or have been mended; 1 where they differ
     */
    public static int run(String... arguments) {
        boolean mend = Arrays.asList(arguments).contains("--mend");
        try (ConfigurableApplicationContext desk = new SpringApplicationBuilder(RollUpsAlone.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            Recount recount = desk.getBean(Recount.class);
            List<String> differences = mend ? recount.mend() : recount.compare();
            differences.forEach(System.out::println);
            if (differences.isEmpty()) {
                System.out.println("Every roll-up equals a full recount. 所有汇总与全部重新计算的结果一致。");
                return 0;
            }
            System.out.println(
                    mend
                            ? "%d differences have been mended. 已修正 %1$d 处不一致。".formatted(differences.size())
                            : "%d differences: ./yuemao recount --mend mends them. 有 %1$d 处不一致，可用 ./yuemao recount --mend 修正。"
                                    .formatted(differences.size()));
            return mend ? 0 : 1;
        }
    }
}
