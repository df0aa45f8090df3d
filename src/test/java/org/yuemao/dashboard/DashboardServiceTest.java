package org.yuemao.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.yuemao.audit.History;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.security.Person;
import org.yuemao.security.Role;
import org.yuemao.summary.Included;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFigure;
import org.yuemao.summary.SummaryFilter;

/** Dashboards on both databases: what is kept of them, who may see and change them, and who comes too late. */
class DashboardServiceTest {
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    private static final DashboardTile CHART = new DashboardTile(
            1,
            new TileContent.OfChart(SummaryChart.CITIES),
            new TileFilter(2021, Programme.GTW, SHENZHEN, "lighting", Included.ALL),
            "Our city",
            new TilePlace(0, 1, 8, 5));
    private static final DashboardTile FIGURE = new DashboardTile(
            2,
            new TileContent.OfFigure(SummaryFigure.SIGNED_DEALS),
            TileFilter.CURRENT_YEAR,
            null,
            new TilePlace(8, 1, 4, 2));
    private static final DashboardTile HEADING = new DashboardTile(
            3, new TileContent.Heading(), TileFilter.CURRENT_YEAR, "Above all", new TilePlace(0, 0, 12, 1));

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatStandsOnADashboardInTheOrderInWhichItIsRead(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            DashboardService dashboards = desk.getBean(DashboardService.class);
            signIn(desk, "one", Role.VIEWER, SHENZHEN);
            long id = dashboards.create(new DashboardData("  Mine ", Sharing.NOBODY, List.of(CHART, FIGURE, HEADING)));
            Dashboard kept = dashboards.find(id).orElseThrow();
            assertThat(kept.data())
                    .isEqualTo(new DashboardData("Mine", Sharing.NOBODY, List.of(HEADING, CHART, FIGURE)));
            assertThat(kept.mine()).isTrue();
            assertThat(kept.owner()).isEqualTo("one");
            DashboardTile moved = CHART.at(new TilePlace(4, 9, 8, 5));
            long version = dashboards.change(
                    id, kept.version(), new DashboardData("Mine", Sharing.NOBODY, List.of(moved, FIGURE)));
            assertThat(dashboards.find(id).orElseThrow().data().tiles()).containsExactly(FIGURE, moved);
            assertThat(dashboards.list()).singleElement().satisfies(one -> {
                assertThat(one.version()).isEqualTo(version);
                assertThat(one.tiles()).isEqualTo(2);
            });
            assertThat(desk.getBean(History.class).of("DASHBOARD", id))
                    .extracting(History.Entry::action)
                    .containsExactly("CHANGED", "CREATED");
            dashboards.remove(id, version);
            assertThat(dashboards.list()).isEmpty();
            assertThat(desk.getBean(History.class)
                            .of("DASHBOARD", id)
                            .getFirst()
                            .action())
                    .isEqualTo("REMOVED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsADashboardToThoseWithWhomItIsSharedAndLetsOnlyItsOwnerChangeIt(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            DashboardService dashboards = desk.getBean(DashboardService.class);
            signIn(desk, "clerk of Shenzhen", Role.CLERK, SHENZHEN);
            long id = dashboards.create(new DashboardData("Ours", Sharing.with(SHENZHEN), List.of(CHART)));
            long own = dashboards.create(new DashboardData("Mine", Sharing.NOBODY, List.of(CHART)));
            Dashboard ours = dashboards.find(id).orElseThrow();

            signIn(desk, "another of Shenzhen", Role.OFFICIAL, SHENZHEN);
            assertThat(dashboards.list()).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo(id);
                assertThat(one.mine()).isFalse();
                assertThat(one.owner()).isEqualTo("clerk of Shenzhen");
            });
            assertThat(dashboards.find(own)).isEmpty();
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> dashboards.change(id, ours.version(), ours.data()));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> dashboards.remove(id, ours.version()));
            assertThatExceptionOfType(RecordNotFound.class).isThrownBy(() -> dashboards.remove(own, 1));

            signIn(desk, "clerk of Guangzhou", Role.CLERK, GUANGZHOU);
            assertThat(dashboards.list()).isEmpty();
            assertThat(dashboards.find(id)).isEmpty();
            assertThatExceptionOfType(RecordNotFound.class)
                    .isThrownBy(() -> dashboards.change(id, ours.version(), ours.data()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsClerksShareWithTheirOfficeAndOfficialsWithAnyOfficeOrAll(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            DashboardService dashboards = desk.getBean(DashboardService.class);
            signIn(desk, "clerk", Role.CLERK, SHENZHEN);
            assertThat(dashboards.officesToShareWith())
                    .extracting(office -> office.code())
                    .containsExactly(SHENZHEN);
            for (Sharing beyond : List.of(Sharing.with(GUANGZHOU), Sharing.ALL_OFFICES)) {
                assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> dashboards.create(new DashboardData("Beyond", beyond, List.of())))
                        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("sharing"));
            }
            signIn(desk, "official", Role.OFFICIAL, Places.PROVINCE);
            long one = dashboards.create(new DashboardData("One", Sharing.with(GUANGZHOU), List.of()));
            long all = dashboards.create(new DashboardData("All", Sharing.ALL_OFFICES, List.of()));
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> dashboards.create(new DashboardData("No", Sharing.with("999999"), List.of())));
            signIn(desk, "clerk", Role.CLERK, SHENZHEN);
            assertThat(dashboards.find(all)).isPresent();
            assertThat(dashboards.find(one)).isEmpty();
            signIn(desk, "clerk of Guangzhou", Role.CLERK, GUANGZHOU);
            assertThat(dashboards.list()).extracting(DashboardListItem::id).containsExactly(all, one);
            // Whoever leaves leaves what is shared to the others.
            desk.getBean(JdbcClient.class)
                    .sql("delete from account where username = 'official'")
                    .update();
            assertThat(dashboards.find(all).orElseThrow().owner()).isNull();
            assertThat(dashboards.list()).hasSize(2).noneMatch(DashboardListItem::mine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatWasChangedSinceItWasReadAndWhatBelongsOnNoDashboard(Databases database) {
        try (ConfigurableApplicationContext desk = JustTheServices.on(database)) {
            DashboardService dashboards = desk.getBean(DashboardService.class);
            signIn(desk, "one", Role.CLERK, SHENZHEN);
            long id = dashboards.create(new DashboardData("Mine", Sharing.NOBODY, List.of(CHART)));
            long version = dashboards.find(id).orElseThrow().version();
            dashboards.change(id, version, new DashboardData("Mine", Sharing.NOBODY, List.of(FIGURE)));
            assertThatExceptionOfType(StaleRecord.class)
                    .isThrownBy(() ->
                            dashboards.change(id, version, new DashboardData("Other", Sharing.NOBODY, List.of(CHART))));
            assertThatExceptionOfType(StaleRecord.class).isThrownBy(() -> dashboards.remove(id, version));
            assertThat(dashboards.find(id).orElseThrow().data().tiles()).containsExactly(FIGURE);

            refuses(dashboards, "name", new DashboardData("  ", Sharing.NOBODY, List.of()));
            refuses(dashboards, null, tiles(CHART.at(new TilePlace(8, 0, 5, 2))));
            refuses(dashboards, null, tiles(CHART, CHART));
            refuses(
                    dashboards,
                    "title",
                    tiles(new DashboardTile(
                            1, new TileContent.Heading(), TileFilter.CURRENT_YEAR, " ", new TilePlace(0, 0, 1, 1))));
            refuses(dashboards, "year", tiles(of(new TileFilter(12, null, null, null, Included.APPROVED))));
            refuses(dashboards, null, tiles(of(new TileFilter(2021, null, "999999", null, Included.APPROVED))));
        }
    }

    @Test
    void countsTheYearThatItIsWhereNoneIsFixed() {
        TileFilter current = new TileFilter(null, Programme.GTW, SHENZHEN, null, Included.APPROVED);
        assertThat(current.on(LocalDate.of(2026, 12, 31)))
                .isEqualTo(new SummaryFilter(2026, Programme.GTW, SHENZHEN, null, Included.APPROVED));
        assertThat(current.on(LocalDate.of(2027, 1, 1)).year()).isEqualTo(2027);
        assertThat(CHART.filter().on(LocalDate.of(2027, 1, 1)).year()).isEqualTo(2021);
    }

    private static DashboardTile of(TileFilter filter) {
        return new DashboardTile(1, CHART.content(), filter, null, CHART.place());
    }

    private static DashboardData tiles(DashboardTile... tiles) {
        return new DashboardData("Mine", Sharing.NOBODY, List.of(tiles));
    }

    private static void refuses(DashboardService dashboards, @Nullable String field, DashboardData data) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> dashboards.create(data))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static void signIn(ConfigurableApplicationContext desk, String username, Role role, String office) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        if (database.sql("select count(*) from account where username = :name")
                        .param("name", username)
                        .query(Long.class)
                        .single()
                == 0) {
            database.sql("""
                            insert into account (version, username, full_name, password_hash, role, office_code, language,
                                color_scheme, enabled, created_at)
                            values (0, :name, :name, '', :role, :office, 'en', 'SYSTEM', true, current_timestamp)""")
                    .param("name", username)
                    .param("role", role.name())
                    .param("office", office)
                    .update();
        }
        long id = database.sql("select id from account where username = :name")
                .param("name", username)
                .query(Long.class)
                .single();
        Person person = new Person(id, username, username, "", role, office, true);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
    }
}
