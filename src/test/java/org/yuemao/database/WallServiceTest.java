package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
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
import org.yuemao.base.StaleRecord;
import org.yuemao.event.Programme;
import org.yuemao.security.Person;
import org.yuemao.security.Role;
import org.yuemao.wall.NewWallLink;
import org.yuemao.wall.OpenedWall;
import org.yuemao.wall.Wall;
import org.yuemao.wall.WallData;
import org.yuemao.wall.WallLanguages;
import org.yuemao.wall.WallLink;
import org.yuemao.wall.WallLinkService;
import org.yuemao.wall.WallScreen;
import org.yuemao.wall.WallScreenKind;
import org.yuemao.wall.WallService;

/** Walls and their links on both databases. */
class WallServiceTest {
    private static final WallScreen CITIES =
            WallScreen.of(WallScreenKind.CITIES, null, Programme.GTW, null, "lighting");
    private static final WallScreen FIGURES = WallScreen.of(WallScreenKind.FIGURES, 2021, null, "440300", null);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheScreensInTheirOrderAndRefusesWhatSomebodyElseHasChanged(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            signIn(desk);
            WallService walls = desk.getBean(WallService.class);
            long id = walls.create(wall(" Hall ", CITIES, FIGURES));
            Wall kept = walls.find(id).orElseThrow();
            assertThat(kept.data()).isEqualTo(wall("Hall", CITIES, FIGURES));
            walls.change(id, kept.version(), wall("Hall", FIGURES, CITIES, FIGURES));
            assertThat(walls.list())
                    .singleElement()
                    .satisfies(wall -> assertThat(wall.data().screens()).containsExactly(FIGURES, CITIES, FIGURES));
            assertThatExceptionOfType(StaleRecord.class)
                    .isThrownBy(() -> walls.change(id, kept.version(), wall("Late", CITIES)));
            assertThat(desk.getBean(JdbcClient.class)
                            .sql("select count(*) from change_entry where record_kind = 'WALL'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAWallThatNobodyCouldLookAt(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            signIn(desk);
            WallService walls = desk.getBean(WallService.class);
            refuses("base.required", () -> walls.create(wall("  ", CITIES)));
            refuses("wall.refused.empty", () -> walls.create(wall("Hall")));
            refuses("wall.refused.many", () -> walls.create(wall("Hall", manyScreens())));
            refuses(
                    "wall.refused.seconds",
                    () -> walls.create(new WallData("Hall", 2, WallLanguages.ZH, List.of(CITIES))));
            refuses(
                    "wall.refused.place",
                    () -> walls.create(wall("Hall", WallScreen.of(WallScreenKind.CITIES, null, null, "1", null))));
            refuses(
                    "wall.refused.year",
                    () -> walls.create(wall("Hall", WallScreen.of(WallScreenKind.CITIES, 21, null, null, null))));
            assertThat(walls.list()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensAWallByTheSecretAloneUntilItIsRevoked(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            long maker = signIn(desk);
            long wall = desk.getBean(WallService.class).create(wall("Hall", CITIES));
            WallLinkService links = desk.getBean(WallLinkService.class);
            NewWallLink made = links.make(wall, "Entrance", null);
            assertThat(desk.getBean(JdbcClient.class)
                            .sql("select secret_hash from wall_link")
                            .query(String.class)
                            .single())
                    .as("the secret itself is not kept")
                    .doesNotContain(made.secret());
            SecurityContextHolder.clearContext();

            OpenedWall opened = links.open(made.secret()).orElseThrow();
            assertThat(opened.wall().data().screens()).containsExactly(CITIES);
            assertThat(opened.reader().accountId()).isEqualTo(maker);
            assertThat(opened.reader().role()).as("only to read").isEqualTo(Role.VIEWER);
            assertThat(links.of(wall)).singleElement().satisfies(link -> assertThat(link.lastUsedAt())
                    .isNotNull());
            assertThat(links.open(made.secret().substring(1) + "A")).isEmpty();
            assertThat(links.open("")).isEmpty();
            assertThat(links.stillOpens(opened.linkId())).isTrue();

            signIn(desk);
            links.revoke(made.link().id());
            assertThat(links.open(made.secret())).isEmpty();
            assertThat(links.stillOpens(opened.linkId())).isFalse();
            assertThat(links.isKnown(made.secret())).isTrue();
            assertThat(links.of(wall)).singleElement().satisfies(link -> {
                assertThat(link.state()).isEqualTo(WallLink.State.REVOKED);
                assertThat(link.revokedBy()).isEqualTo("maker");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesALinkAfterItsLastDayAndWhileItsMakersAccountIsLocked(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            signIn(desk);
            JdbcClient client = desk.getBean(JdbcClient.class);
            WallService walls = desk.getBean(WallService.class);
            WallLinkService links = desk.getBean(WallLinkService.class);
            long wall = walls.create(wall("Hall", CITIES));
            refuses(
                    "wall.link.refused.past",
                    () -> links.make(wall, "Entrance", LocalDate.now().minusDays(1)));
            NewWallLink made = links.make(wall, "Entrance", LocalDate.now());
            assertThat(links.open(made.secret())).isPresent();

            client.sql("update account set enabled = false where username = 'maker'")
                    .update();
            assertThat(links.open(made.secret())).isEmpty();
            client.sql("update account set enabled = true where username = 'maker'")
                    .update();
            assertThat(links.open(made.secret())).isPresent();

            client.sql("update wall_link set last_day = ?")
                    .param(LocalDate.now().minusDays(1))
                    .update();
            assertThat(links.open(made.secret())).isEmpty();
            assertThat(links.of(wall).getFirst().state()).isEqualTo(WallLink.State.ENDED);

            walls.remove(wall, 0);
            assertThat(links.isKnown(made.secret())).isFalse();
            assertThatExceptionOfType(RecordNotFound.class).isThrownBy(() -> links.make(wall, "Late", null));
        }
    }

    private static WallScreen[] manyScreens() {
        return java.util.Collections.nCopies(WallService.MOST_SCREENS + 1, CITIES)
                .toArray(WallScreen[]::new);
    }

    private static WallData wall(String name, WallScreen... screens) {
        return new WallData(name, 20, WallLanguages.BOTH, List.of(screens));
    }

    private static void refuses(String key, Runnable write) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(write::run).satisfies(refusal -> assertThat(refusal.key())
                .isEqualTo(key));
    }

    private static long signIn(ConfigurableApplicationContext desk) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        String known = "select id from account where username = 'maker'";
        long id = database.sql(known).query(Long.class).optional().orElseGet(() -> {
            database.sql("""
                            insert into account (version, username, full_name, password_hash, role, office_code,
                                language, color_scheme, enabled, created_at)
                            values (0, 'maker', 'Maker', '-', 'OFFICIAL', '440000', 'en', 'SYSTEM', true,
                                current_timestamp)""").update();
            return database.sql(known).query(Long.class).single();
        });
        Person person = new Person(id, "maker", "Maker", "", Role.OFFICIAL, "440000", true);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
        return id;
    }
}
