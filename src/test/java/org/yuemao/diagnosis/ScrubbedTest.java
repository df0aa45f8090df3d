package org.yuemao.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrubbedTest {
    @Test
    void takesOutWhatPeopleHaveTypedAndWhatOpensSomething() {
        List<String> lines = List.of(
                "Unique index or primary key violation: \"PUBLIC.UQ ON PUBLIC.ACCOUNT(USERNAME) VALUES ( /* 5 */ 'li.lei' )\"",
                "ERROR: duplicate key value violates unique constraint \"uq_account\"\n  Detail: Key (username)=(li.lei) already exists.",
                "Data conversion error converting \"li.lei\"",
                "Value too long for column \"NAME CHARACTER VARYING(60)\": \"'li.lei'\" (70)",
                "insert into account values ('li.lei', 'it''s li.lei')",
                "Mail of li.lei@example.com",
                "The page welcome/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAli.lei could not be shown"
                        .replace("li.lei", "lilei_x"),
                "From 192.0.2.17 and 2001:db8:0:1:2:3:4:5",
                "Call 13800138000",
                "Session 0123456789ABCDEF0123456789ABCDEF");
        assertThat(lines).allSatisfy(line -> assertThat(Scrubbed.of(line))
                .doesNotContain("li.lei")
                .doesNotContain("lilei_x")
                .doesNotContain("192.0.2.17")
                .doesNotContain("2001:db8")
                .doesNotContain("13800138000")
                .doesNotContain("0123456789ABCDEF"));
    }

    @ParameterizedTest
    @CsvSource({
        "Person 7 was denied SignInAttempts.newest",
        "A backup was made and verified: yuemao-2026-11-28-023000.zip",
        "at org.yuemao.base.Jobs.run(Jobs.java:77)",
        "Yuemao 0.1.0 on Java 25.0.1+8",
        "At 2026-11-28T02:30:00Z it took PT3.5S"
    })
    void leavesWhatSaysWhatHappened(String line) {
        assertThat(Scrubbed.of(line)).isEqualTo(line);
    }

    @Test
    void isNotKeptBusyByALongLine() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Scrubbed.of("'" + "a'".repeat(50_000));
            Scrubbed.of("a:".repeat(50_000));
            Scrubbed.of("@a.".repeat(50_000));
            Scrubbed.of("values (".repeat(10_000));
        });
    }
}
