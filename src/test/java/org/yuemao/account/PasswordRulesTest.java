package org.yuemao.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.yuemao.DeskTest;
import org.yuemao.base.Refusal;

@DeskTest
class PasswordRulesTest {
    @Autowired
    private PasswordRules rules;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private JdbcClient database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orchids-in-spring",
                "a lamp for every street",
                "x8$kQ!z0pLm2",
                "荔枝 红了 六月 的 山坡",
                "🦜 parrots 🦜 on bicycles"
            })
    void takesWhatTakesManyGuesses(String password) {
        assertThatCode(() -> rules.require(password, "lin", "Lin Zhiyuan")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "qwertyuiop12",
                "qazwsxedcrfv",
                "1qaz@WSX3edc",
                "Password1234",
                "P@ssw0rd2026",
                "drowssap4321",
                "woaini1314520",
                "Huawei@123456",
                "admin@123456",
                "Aa123456789!",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "shenzhen-guangdong",
                "Guangdong2026!",
                "guangdong-2021",
                "Guangdong_2021?"
            })
    void refusesCommonPasswordsTheirDerivedFormsAndThatOfTheSample(String password) {
        refused(password, "account.password.common");
    }

    @Test
    void refusesPasswordsThatHoldTheUsernameOrAPartOfTheName() {
        refused("lilies under-linzhi yuan", "account.password.own-name", "lz", "Linzhi Yuan");
        refused("Zhu.Ge rides at dawn", "account.password.own-name", "zhu.ge", "K M");
        refused("荔枝红了六月的山坡上陈小梅", "account.password.own-name", "cxm", "陈小梅");
    }

    @Test
    void takesWordsInWhichAShortNameStands() {
        assertThatCode(() -> rules.require("lanterns leaning on parapets", "lan", "Lan Lea"))
                .doesNotThrowAnyException();
    }

    @Test
    void countsCharactersAsPeopleDo() {
        refused("🦜🦜🦜🦜🦜🦜", "account.password.short");
        refused("lychee ".repeat(19), "account.password.long");
    }

    @Test
    void hashesWithArgon2idAndStillKnowsWhatBcryptHashed() {
        assertThat(passwords.encode("orchids-in-spring")).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
        String old = database.sql("select password_hash from account where username = 'viewer'")
                .query(String.class)
                .single();
        assertThat(old).startsWith("$2a$");
        assertThat(passwords.matches("guangdong-2021", old)).isTrue();
        assertThat(passwords.matches("guangdong-2022", old)).isFalse();
        assertThat(passwords.upgradeEncoding(old)).isTrue();
    }

    private void refused(String password, String key) {
        refused(password, key, "lin", "Lin Zhiyuan");
    }

    private void refused(String password, String key, String username, String fullName) {
        assertThatExceptionOfType(Refusal.class)
                .as(password)
                .isThrownBy(() -> rules.require(password, username, fullName))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
