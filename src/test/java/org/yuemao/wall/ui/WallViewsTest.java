package org.yuemao.wall.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.dashboard.DashboardData;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.Sharing;
import org.yuemao.dashboard.TileContent;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.dashboard.TilePlace;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.summary.Included;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.OpenOverviews;
import org.yuemao.wall.NewWallLink;
import org.yuemao.wall.Wall;
import org.yuemao.wall.WallData;
import org.yuemao.wall.WallLanguages;
import org.yuemao.wall.WallLinkService;
import org.yuemao.wall.WallScreen;
import org.yuemao.wall.WallScreenKind;
import org.yuemao.wall.WallService;

/** Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class WallViewsTest extends SpringBrowserlessTest {
    @Autowired
    private WallService walls;

    @Autowired
    private WallLinkService links;

    @Autowired
    private DashboardService dashboards;

    @Autowired
    private EventService events;

    @Autowired
    private SummaryService summaries;

    @Autowired
    private OpenOverviews openOverviews;

    @Autowired
    private OpenWalls openWalls;

    @Autowired
    private WallParts parts;

    @Autowired
    private UserDetailsService people;

    private final List<Long> made = new ArrayList<>();

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void takeDown() {
        signIn("official");
        made.forEach(id -> walls.find(id).ifPresent(wall -> walls.remove(id, wall.version())));
    }

    @Test
    void showsSummariesAloneToThoseWhoHaveALinkAndFollowsWhatIsCommitted() {
        NewWallLink link = link(wall("Lobby", WallScreen.of(WallScreenKind.FIGURES, 2191, null, null, null)));
        SecurityContextHolder.clearContext();
        UI.getCurrent().navigate("wall/screens/" + link.secret(), QueryParameters.of("language", "en"));
        assertThat(screen().getElement().getAttribute("data-name"))
                .isEqualTo("Key figures and months · 2191 · Approved only");
        assertThat(amounts()).startsWith("0", "0", "0");
        assertThat(find(Chart.class).all()).hasSize(2).allSatisfy(chart -> {
            assertThat(chart.getElement().getProperty("large", false)).isTrue();
            assertThat(chart.getElement().getProperty("choosable", false))
                    .as("no way to rows")
                    .isFalse();
            assertThat(chart.getElement().hasAttribute("workbook"))
                    .as("no export")
                    .isFalse();
        });
        assertThat(find(H1.class).exists()).as("no frame, no menu").isFalse();

        signIn("official");
        schedule(2191);
        SecurityContextHolder.clearContext();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(amounts()).startsWith("1", "0", "0");
        });
    }

    @Test
    void leavesNothingOfTheNumbersOnceTheLinkIsRevoked() {
        NewWallLink link = link(wall("Lobby", WallScreen.of(WallScreenKind.FIGURES, 2193, null, null, null)));
        UI.getCurrent().navigate("wall/screens/" + link.secret(), QueryParameters.of("language", "en"));
        assertThat(find(Chart.class).all()).hasSize(2);
        int followed = openOverviews.size();
        links.revoke(link.link().id());
        openWalls.tick();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(find(Chart.class).exists()).isFalse();
        });
        assertThat(find(Paragraph.class).single().getText()).startsWith("This link does not open a wall any more.");
        assertThat(openOverviews.size()).isEqualTo(followed - 1);
        UI.getCurrent().navigate("wall/screens/" + link.secret(), QueryParameters.of("language", "zh-CN"));
        assertThat(find(WallScreens.class).exists()).isFalse();
        assertThat(find(Paragraph.class).single().getText()).startsWith("此链接已不能打开大屏");
    }

    @Test
    void goesOnToTheNewYearAtMidnightWithoutAReload() {
        schedule(2195);
        schedule(2196);
        schedule(2196);
        long id = wall(
                "Lobby",
                WallScreen.of(WallScreenKind.FIGURES, null, null, null, null),
                WallScreen.of(WallScreenKind.CITIES, 2195, null, null, null).with(Included.ALL),
                WallScreen.of(WallScreenKind.SECTORS, null, Programme.GTW, null, null));
        MovableClock clock = new MovableClock("2195-12-31T23:59:58");
        OpenWalls ownWalls = new OpenWalls(clock);
        WallScreens screens = new WallScreens(
                parts, ownWalls, walls.find(id).orElseThrow(), SecurityContextHolder.getContext(), () -> true);
        UI.getCurrent().add(screens);
        assertThat(names())
                .containsExactly(
                        "Key figures and months · 2195 · Approved only",
                        "Cities · 2195 · With what is not approved yet",
                        "Sectors and largest events · 2195 · Worldwide · Approved only");
        assertThat(amounts()).startsWith("1");
        List<Chart> before = find(Chart.class).all();

        clock.set("2195-12-31T23:59:59");
        ownWalls.tick();
        roundTrip();
        assertThat(amounts()).startsWith("1");
        clock.set("2196-01-01T00:00:00");
        ownWalls.tick();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(names())
                    .containsExactly(
                            "Key figures and months · 2196 · Approved only",
                            "Cities · 2195 · With what is not approved yet",
                            "Sectors and largest events · 2196 · Worldwide · Approved only");
        });
        assertThat(amounts()).startsWith("2");
        assertThat(find(Chart.class).all()).as("the very same charts").containsExactlyElementsOf(before);

        schedule(2196);
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(amounts()).as("and it follows the new year").startsWith("3");
        });
        UI.getCurrent().remove(screens);
        assertThat(ownWalls.size()).isZero();
        ownWalls.destroy();
    }

    @Test
    void showsADashboardWithTheRightsOfWhoMadeTheLink() {
        schedule(2197);
        DashboardTile tile = new DashboardTile(
                1,
                new TileContent.OfChart(SummaryChart.MONTHS),
                new TileFilter(2197, null, null, null, Included.APPROVED),
                null,
                new TilePlace(0, 0, 12, 6));
        long board = dashboards.create(new DashboardData("Mine alone", Sharing.NOBODY, List.of(tile)));
        NewWallLink link = link(wall("Lobby", WallScreen.of(board)));
        signIn("viewer");
        UI.getCurrent().navigate("wall/own-screens/" + link.link().wallId(), QueryParameters.of("language", "en"));
        assertThat(find(Chart.class).exists()).as("not shared with the viewer").isFalse();
        assertThat(find(Paragraph.class).single().getText()).startsWith("This dashboard is gone, or not shared");

        SecurityContextHolder.clearContext();
        UI.getCurrent().navigate("wall/screens/" + link.secret(), QueryParameters.of("language", "en"));
        assertThat(names()).containsExactly("Mine alone");
        assertThat(find(Chart.class).single().data()).isNotNull();
        assertThat(find(Chart.class).single().getElement().getProperty("choosable", false))
                .as("no way to rows")
                .isFalse();
        signIn("official");
        dashboards.change(board, 1, new DashboardData("Renamed", Sharing.NOBODY, List.of(tile)));
        SecurityContextHolder.clearContext();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(names()).containsExactly("Renamed");
        });
    }

    @Test
    void arrangesAWallByKeyboardAndSaysWhatHasToBeMended() {
        UI.getCurrent().navigate("walls");
        button("New wall").click();
        WallDialog dialog = find(WallDialog.class).single();
        button("Save").click();
        TextField name = find(TextField.class, dialog).all().getFirst();
        assertThat(name.isInvalid()).isTrue();
        test(name).setValue("Entrance hall");
        button("Add screen").click();
        find(Button.class).all().stream()
                .filter(one -> one.getAriaLabel()
                        .filter(label -> label.startsWith("Move Targets") && label.endsWith("up"))
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .click();
        button("Save").click();
        Wall wall = walls.list().stream()
                .filter(one -> one.data().name().equals("Entrance hall"))
                .findFirst()
                .orElseThrow();
        made.add(wall.id());
        assertThat(wall.data().screens())
                .extracting(WallScreen::kind)
                .containsExactly(
                        WallScreenKind.TARGETS,
                        WallScreenKind.FIGURES,
                        WallScreenKind.CITIES,
                        WallScreenKind.PLACES,
                        WallScreenKind.FIGURES);
    }

    @Test
    void showsTheAddressOfALinkOnceAndRevokesIt() {
        long id = wall("Hall of links", WallScreen.of(WallScreenKind.CITIES, 2021, null, null, null));
        UI.getCurrent().navigate("walls");
        find(Button.class).all().stream()
                .filter(one -> one.getAriaLabel()
                        .filter("Links: Hall of links"::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .click();
        WallLinksDialog dialog = find(WallLinksDialog.class).single();
        test(find(TextField.class, dialog).all().getFirst()).setValue("Entrance");
        button("Make link").click();
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anyMatch(text -> text.startsWith("This is the address of the link “Entrance”."));
        button("Revoke").click();
        assertThat(links.of(id)).singleElement().satisfies(link -> assertThat(link.revokedAt())
                .isNotNull());
    }

    @Test
    @WithUserDetails("viewer")
    void letsReadersOpenWallsButNotArrangeThem() {
        UI.getCurrent().navigate("walls");
        assertThat(find(H1.class).single().getText()).isEqualTo("Walls");
        assertThat(find(Button.class).all())
                .extracting(Button::getText)
                .doesNotContain("New wall", "Change", "Links", "Take down");
        WallData data = new WallData("Stolen", 20, WallLanguages.ZH, List.of());
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> walls.create(data));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> walls.remove(1, 0));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> links.make(1, "Stolen", null));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> links.of(1));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> links.revoke(1));
    }

    @Test
    void givesNobodyWhoHasNotSignedInAnythingElse() {
        NewWallLink link = link(wall("Lobby", WallScreen.of(WallScreenKind.CITIES, 2021, null, null, null)));
        SecurityContextHolder.clearContext();
        assertThat(links.open(link.secret())).isPresent();
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> walls.list());
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> links.of(link.link().wallId()));
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> summaries.years());
    }

    private WallScreenPanel screen() {
        return find(WallScreenPanel.class).single();
    }

    private List<String> names() {
        return find(WallScreenPanel.class).all().stream()
                .map(panel -> panel.getElement().getAttribute("data-name"))
                .toList();
    }

    private List<String> amounts() {
        return find(Span.class).withClassName("wall-figure-amount").all().stream()
                .map(Span::getText)
                .toList();
    }

    private Button button(String text) {
        return find(Button.class).withText(text).all().getFirst();
    }

    private long wall(String name, WallScreen... screens) {
        long id = walls.create(new WallData(name, 20, WallLanguages.EN, List.of(screens)));
        made.add(id);
        return id;
    }

    private NewWallLink link(long wall) {
        return links.make(wall, "Entrance", null);
    }

    private void signIn(String username) {
        UserDetails person = people.loadUserByUsername(username);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities())));
    }

    private void schedule(int year) {
        Event event = events.schedule(new EventData(
                Programme.GTW,
                "Fair",
                null,
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 5, 3),
                EventForm.ON_SITE,
                "JP",
                null,
                null,
                null,
                null,
                "440300",
                Set.of("lighting"),
                EventStatus.COMPLETED,
                null,
                null,
                null,
                null));
        Fairs.approve(events, event);
    }

    /** A clock that stands still until it is set. */
    private static final class MovableClock extends Clock {
        private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
        private final AtomicReference<Instant> now = new AtomicReference<>();

        MovableClock(String local) {
            set(local);
        }

        void set(String local) {
            now.set(java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant());
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
