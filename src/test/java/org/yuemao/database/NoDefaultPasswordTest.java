package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outside the sample year there is no account that anybody knows the password of, since there is none. */
class NoDefaultPasswordTest {

    @ParameterizedTest
    @EnumSource
    void opensNoAccountByItself(Databases kind) {
        assertThat(JdbcClient.create(kind.migrated())
                        .sql("select count(*) from account")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void knowsASinglePasswordWhichOnlyTheSampleUses() throws IOException {
        assertThat(files("SampleAccounts.PASSWORD"))
                .containsExactlyInAnyOrder("PasswordRules.java", "SampleLoad.java", "SignInView.java");
        assertThat(files("guangdong-2021")).containsExactly("SampleAccounts.java");
    }

    private static Stream<String> files(String text) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/main"))) {
            return all
                    .filter(file -> file.toString().matches(".*\\.(java|sql|properties|ts|yml)"))
                    .filter(file -> contains(file, text))
                    .map(file -> file.getFileName().toString())
                    .toList()
                    .stream();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
