package org.yuemao.business;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.base.Refusal;

class BusinessRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.com",
                "http://example.cn",
                "https://shop.example.com:8443/a/b?c=d#e",
                "粤贸.中国",
                "https://例子.公司/产品"
            })
    void takesWebAddressesAlone(String website) {
        assertThatCode(() -> BusinessRules.checkWebsite(website)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVASCRIPT://example.com/%0aalert(1)",
                "data:text/html,<script>alert(1)</script>",
                "file:///etc/passwd",
                "ftp://example.com",
                "http://",
                "//",
                "a b.com",
                "example..com"
            })
    void refusesEverythingElse(String website) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> BusinessRules.checkWebsite(website));
    }

    @Test
    void isNotKeptBusyByAHostileAddress() {
        String many = "a.".repeat(BusinessRules.LONGEST_WEBSITE / 2 - 2);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> BusinessRules.checkWebsite(many + "a:x"));
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> BusinessRules.checkEmail("a@" + many + "@"));
        });
    }
}
