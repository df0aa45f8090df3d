package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.filter.SavedFilter;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/** Saved filters on both databases. */
class SavedFilterServiceTest {

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void keepsEachPersonsFiltersApart(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            SavedFilterService filters = desk.getBean(SavedFilterService.class);
            signIn(desk, "one");
            SavedFilter mine = filters.save("events", " Mine ", "year=2021");
            filters.save("zones", "Mine", "kind=UPGRADING_BASE");
            signIn(desk, "other");
            assertThat(filters.of("events")).isEmpty();
            filters.save("events", "mine", "year=2022");
            assertThatExceptionOfType(RecordNotFound.class).isThrownBy(() -> filters.rename(mine.id(), "Stolen"));
            assertThatExceptionOfType(RecordNotFound.class).isThrownBy(() -> filters.replace(mine.id(), ""));
            filters.remove(mine.id());
            signIn(desk, "one");
            assertThat(filters.of("events")).containsExactly(new SavedFilter(mine.id(), "Mine", "year=2021", false));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesANameGivenTwiceInAnyWidthAndTooManyFilters(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            SavedFilterService filters = desk.getBean(SavedFilterService.class);
            signIn(desk, "one");
            SavedFilter first = filters.save("events", "Year 2021", "year=2021");
            for (String again : new String[] {"year 2021", " Ｙear ２０２１ "}) {
                assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> filters.save("events", again, ""))
                        .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("filter.refused.taken"));
            }
            filters.rename(first.id(), "YEAR 2021");
            for (int i = 1; i < SavedFilterService.MOST; i++) {
                filters.save("events", "Filter " + i, "");
            }
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> filters.save("events", "One more", ""))
                    .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("filter.refused.many"));
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> filters.rename(first.id(), "Filter 7"));
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> filters.rename(first.id(), "  "));
            filters.save("businesses", "One more", "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensAListWithOneFilterAtMost(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            SavedFilterService filters = desk.getBean(SavedFilterService.class);
            signIn(desk, "one");
            SavedFilter first = filters.save("events", "First", "year=2021");
            SavedFilter second = filters.save("events", "Second", "year=2022");
            filters.openWith("events", first.id());
            filters.openWith("events", second.id());
            assertThat(filters.opening("events")).map(SavedFilter::name).contains("Second");
            assertThat(filters.opening("zones")).isEmpty();
            filters.replace(second.id(), "year=2023");
            assertThat(filters.opening("events")).map(SavedFilter::parameters).contains("year=2023");
            filters.openWith("events", null);
            assertThat(filters.opening("events")).isEmpty();
            filters.openWith("events", second.id());
            filters.remove(second.id());
            assertThat(filters.opening("events")).isEmpty();
        }
    }

    private static void signIn(ConfigurableApplicationContext desk, String username) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        String known = "select id from account where username = :name";
        long id = database.sql(known)
                .param("name", username)
                .query(Long.class)
                .optional()
                .orElseGet(() -> {
                    database.sql("""
                                    insert into account (version, username, full_name, password_hash, role, office_code,
                                        language, color_scheme, enabled, created_at)
                                    values (0, :name, :name, '-', 'VIEWER', '440000', 'en', 'SYSTEM', true,
                                        current_timestamp)""").param("name", username).update();
                    return database.sql(known)
                            .param("name", username)
                            .query(Long.class)
                            .single();
                });
        Person person = new Person(id, username, username, "", Role.VIEWER, "440000", true);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
    }
}
