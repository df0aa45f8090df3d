package org.yuemao.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.yuemao.base.DatabaseClock;
import org.yuemao.base.Dialect;
import org.yuemao.base.Jobs;
import org.yuemao.business.CreditCode;
import org.yuemao.database.JustTheDatabase;
import org.yuemao.summary.Recount;

class SampleYearTest {
    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext desk;
    private static JdbcClient database;

    @BeforeAll
    static void load() {
        desk = start();
        database = desk.getBean(JdbcClient.class);
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(JustTheDatabase.class, SampleYear.class, RollUps.class, Passwords.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    /** What fills the roll-ups, without what else is about summaries. */
    @Import(Dialect.class)
    @ComponentScan(
            basePackageClasses = Recount.class,
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.(Recount|SummaryLog|EventCells|Folding|WhatBusinessesDid|RowInserts)"))
    static class RollUps {
        @Bean
        Jobs jobs(Clock clock) {
            return new Jobs(clock);
        }

        @Bean
        Clock clock() {
            return DatabaseClock.system();
        }
    }

    static class Passwords {
        @Bean
        PasswordEncoder passwordEncoder() {
            return new BCryptPasswordEncoder(4);
        }
    }

    private static ConfigurableApplicationContext start() {
        return start("--yuemao.data=" + folder, "--yuemao.sample=true");
    }

    @Test
    void takesNoMoreRoomThanWhatItHolds() throws IOException {
        assertThat(Files.size(folder.resolve("yuemao.mv.db"))).isLessThan(120_000_000);
    }

    @Test
    void holdsTheEventsOf2021ToThePublishedCounts() {
        assertThat(count("event where event_year = 2021 and programme = 'GTW' and status = 'COMPLETED'"))
                .isEqualTo(154);
        assertThat(count("event where event_year = 2021 and programme = 'GTN' and status = 'COMPLETED'"))
                .isEqualTo(110);
    }

    @Test
    void letsFortyThreeThousandBusinessesTakePartIn2021() {
        assertThat(database.sql("""
                                select count(distinct p.business_id) from participation p join event e on e.id = p.event_id
                                where e.event_year = 2021 and e.status = 'COMPLETED'""").query(Integer.class).single()).isEqualTo(43_000);
        assertThat(count("participation p join event e on e.id = p.event_id where e.event_year = 2021"))
                .isBetween(58_000, 62_000);
    }

    @Test
    void givesEveryBusinessAValidCreditCode() {
        assertThat(database.sql("select credit_code from business")
                        .query(String.class)
                        .list())
                .allSatisfy(code -> assertThat(CreditCode.check(code)).isEqualTo(new CreditCode.Check.Valid(code)));
    }

    @Test
    void hasTheZonesOfEveryKindToThePublishedCounts() {
        assertThat(count("zone where kind = 'CROSS_BORDER_ECOMMERCE_PILOT_ZONE'"))
                .isEqualTo(21);
        assertThat(count("zone where kind = 'UPGRADING_BASE'")).isEqualTo(47);
        assertThat(count("zone where kind = 'DIGITAL_SERVICE_EXPORT_BASE'")).isEqualTo(7);
        assertThat(count("zone where kind = 'REGIONAL_CONSUMPTION_CENTRE'")).isEqualTo(6);
        assertThat(count("zone where kind = 'OVERSEAS_WAREHOUSE'")).isGreaterThan(300);
        assertThat(database.sql("select sum(area_sqm) from zone where kind = 'OVERSEAS_WAREHOUSE'")
                        .query(BigDecimal.class)
                        .single())
                .isGreaterThan(new BigDecimal(2_000_000));
        assertThat(database.sql("select count(distinct kind) from zone")
                        .query(Integer.class)
                        .single())
                .isEqualTo(9);
    }

    @Test
    void keepsThePublishedFiguresWithTheirSource() {
        assertThat(count("indicator_observation where source like 'Guangdong Department of Commerce%'"))
                .isEqualTo(22);
    }

    @Test
    void agreesWithAFullRecount() {
        assertThat(desk.getBean(Recount.class).compare()).isEmpty();
    }

    @Test
    void refusesADeskThatHasDataOfItsOwn(@TempDir Path own) {
        try (var other = start("--yuemao.data=" + own)) {
            other.getBean(JdbcClient.class).sql("""
                            insert into target (version, programme, target_year, amount, created_at, created_by, changed_at, changed_by)
                            values (0, 'GTW', 2030, 150, now(), 'test', now(), 'test')""").update();
        }
        assertThatExceptionOfType(DeskHasOwnData.class)
                .isThrownBy(() -> start("--yuemao.data=" + own, "--yuemao.sample=true"));
    }

    private static int count(String from) {
        return database.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
