package org.yuemao.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

class DraftsTest {
    private static final DraftSubject FAIR = DraftSubject.of("event", 12, 3, "广交会 Canton Fair", "events/GTW-2021-001");

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void keepsWhatWasTypedForThePersonAloneUntilItIsSavedOrGivenUp(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            Drafts drafts = drafts(desk);
            UUID id = UUID.randomUUID();
            signIn(1);
            drafts.keep(id, FAIR, Map.of("venue", change("", "琶洲 Hall")));
            drafts.keep(id, FAIR, Map.of("venue", change("", "琶洲 Hall 7"), "organiser", change("A", "B")));

            assertThat(drafts.ofForm("event:12")).singleElement().satisfies(draft -> {
                assertThat(draft.subject()).isEqualTo(FAIR);
                assertThat(draft.changes())
                        .isEqualTo(Map.of("venue", change("", "琶洲 Hall 7"), "organiser", change("A", "B")));
            });
            assertThat(drafts.ofForm("event:13")).isEmpty();

            signIn(2);
            assertThat(drafts.own()).isEmpty();
            assertThat(drafts.find(id)).isEmpty();
            drafts.discard(id);
            drafts.keep(id, FAIR, Map.of("venue", change("", "Somebody else's")));

            signIn(1);
            assertThat(drafts.find(id)).hasValueSatisfying(draft -> assertThat(draft.changes())
                    .containsEntry("venue", change("", "琶洲 Hall 7")));
            drafts.keep(id, FAIR, Map.of());
            assertThat(drafts.own()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void addsWhatTheBrowserStillHad(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            Drafts drafts = drafts(desk);
            UUID id = UUID.randomUUID();
            signIn(1);
            drafts.add(id, FAIR, Map.of("venue", change("Before", "Hal")));
            drafts.add(id, FAIR, Map.of("venue", change("Hal", "Hall 7"), "visitors", change("", "9")));
            assertThat(drafts.find(id)).hasValueSatisfying(draft -> assertThat(draft.changes())
                    .isEqualTo(Map.of("venue", change("Before", "Hall 7"), "visitors", change("", "9"))));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void removesDraftsThatNobodyHasComeBackToForThirtyDays(Databases kind) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
            Drafts drafts = drafts(desk);
            UUID old = UUID.randomUUID();
            UUID recent = UUID.randomUUID();
            signIn(1);
            drafts.keep(old, DraftSubject.ofNew("event", "Old", "events/new"), Map.of("venue", change("", "A")));
            drafts.keep(recent, DraftSubject.ofNew("event", "New", "events/new"), Map.of("venue", change("", "B")));
            age(desk, old, 31);
            age(desk, recent, 29);
            assertThat(drafts.ofForm("event:new")).extracting(Draft::id).containsExactly(recent);
            // How many went is not asked: the desk thins them by itself as well.
            drafts.thin();
            assertThat(drafts.find(old)).isEmpty();
            assertThat(drafts.find(recent)).isPresent();
        }
    }

    private static void age(ConfigurableApplicationContext desk, UUID id, int days) {
        desk.getBean(JdbcClient.class)
                .sql("update draft set saved_at = :at where id = :id")
                .param("at", OffsetDateTime.now(ZoneOffset.UTC).minusDays(days))
                .param("id", id)
                .update();
    }

    private static Drafts drafts(ConfigurableApplicationContext desk) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        for (String username : List.of("one", "two")) {
            database.sql("""
                            insert into account (version, username, full_name, password_hash, role, office_code, language,
                                color_scheme, enabled, created_at)
                            values (0, :name, :name, '', 'CLERK', '440300', 'en', 'SYSTEM', true, current_timestamp)""").param("name", username).update();
        }
        return desk.getBean(Drafts.class);
    }

    private static void signIn(long accountId) {
        Person person = new Person(accountId, "p" + accountId, "P", "", Role.CLERK, "440300", true);
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities()));
    }

    private static FieldChange change(String was, String typed) {
        return new FieldChange("Label", text(was), text(typed), typed);
    }

    private static FieldText text(String text) {
        return new FieldText(text.isEmpty() ? List.of() : List.of(text), false);
    }
}
