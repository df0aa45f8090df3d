package org.yuemao.dashboard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.dashboard.Dashboard;
import org.yuemao.dashboard.DashboardData;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.Sharing;
import org.yuemao.dashboard.TileContent;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.dashboard.TilePlace;
import org.yuemao.draft.Draft;
import org.yuemao.draft.Drafts;
import org.yuemao.draft.ui.KeptWork;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.summary.Included;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFigure;
import org.yuemao.summary.SummaryService;

/** Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class DashboardViewsTest extends SpringBrowserlessTest {

    @Autowired
    private DashboardService dashboards;

    @Autowired
    private Drafts drafts;

    @Autowired
    private EventService events;

    @Autowired
    private SummaryService summaries;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
        tidy();
    }

    @AfterEach
    void tidy() {
        dashboards.list().stream().filter(one -> one.mine()).forEach(one -> dashboards.remove(one.id(), one.version()));
    }

    @Test
    void makesADashboardFromATemplateAndOpensItToBeArranged() {
        UI.getCurrent().navigate("dashboards");
        assertThat(find(EmptyState.class).all()).hasSize(1);
        clickFirst("New dashboard");
        click("Save");
        assertThat(text("Name").getErrorMessage()).isEqualTo("Please fill this in");
        text("Name").setValue("For the leaders");
        click("Save");
        assertThat(find(BoardArranger.class).all()).hasSize(1);
        assertThat(find(Chart.class).all()).hasSizeGreaterThan(5);
        click("Save");
        assertThat(find(DashboardBoard.class).all()).hasSize(1);
        UI.getCurrent().navigate("dashboards");
        assertThat(find(ListItem.class).single().getElement().getTextRecursively())
                .contains("For the leaders", "Only me", "14 tiles");
        assertThat(find(Anchor.class, find(ListItem.class).single()).single().getHref())
                .startsWith("dashboards/");
    }

    @Test
    void makesADashboardOfTheOverviewAsItIsFiltered() {
        UI.getCurrent()
                .navigate(
                        "dashboards",
                        QueryParameters.fromString(
                                "from=OVERVIEW&year=2631&programme=GTW&city=440300&sector=nowhere&rows=all"));
        roundTrip();
        text("Name").setValue("Ours abroad");
        click("Save");
        Dashboard made = dashboards.find(dashboards.list().getFirst().id()).orElseThrow();
        assertThat(made.data().tiles())
                .extracting(DashboardTile::filter)
                .containsOnly(new TileFilter(2631, Programme.GTW, "440300", null, Included.ALL));
    }

    @Test
    void countsEachFilterOnceAndFollowsWhatIsCommitted() {
        TileFilter filter = new TileFilter(2633, null, null, null, Included.ALL);
        long id = make(
                Sharing.NOBODY,
                figure(1, SummaryFigure.HELD_GTW, filter),
                figure(2, SummaryFigure.PARTICIPATIONS, filter),
                figure(3, SummaryFigure.HELD_GTN, filter));
        long before = summaries.computed();
        open(id);
        assertThat(summaries.computed() - before).isEqualTo(1);
        assertThat(figures()).containsExactly("0", "0", "0");
        schedule(2633);
        await().pollInSameThread().until(() -> {
            roundTrip();
            return figures().equals(List.of("1", "0", "0"));
        });
        assertThat(summaries.computed() - before).isEqualTo(2);
    }

    @Test
    @WithUserDetails("viewer")
    void countsForALeaderWhatIsApprovedWhateverTheBoardSays() {
        TileFilter all = new TileFilter(2637, null, null, null, Included.ALL);
        long id = Colleagues.as("official", people, () -> {
            schedule(2637);
            Event settled = events.schedule(Fairs.inMay(2637, "Settled"));
            Fairs.approve(events, events.moveTo(settled.id(), settled.version(), EventStatus.COMPLETED));
            return make(Sharing.ALL_OFFICES, figure(1, SummaryFigure.HELD_GTW, all));
        });
        assertThat(Colleagues.as("official", people, () -> summaries
                        .overview(all.on(LocalDate.of(2637, 1, 1)))
                        .figures()
                        .held()))
                .isEqualTo(2);
        open(id);
        assertThat(figures()).containsExactly("1");
        Colleagues.as("official", people, () -> {
            dashboards.remove(id, 1);
            return "";
        });
    }

    @Test
    void takesBackWhatWasArrangedAndSavesWhatStays() {
        long id = make(
                Sharing.NOBODY,
                figure(1, SummaryFigure.HELD_GTW, TileFilter.CURRENT_YEAR),
                figure(2, SummaryFigure.HELD_GTN, TileFilter.CURRENT_YEAR));
        open(id);
        click("Arrange");
        BoardArranger arranger = find(BoardArranger.class).single();
        ComponentUtil.fireEvent(arranger, new BoardArranger.Arranged(arranger, true, "1,4,3,3,2;2,99,0,2,2;x"));
        ComponentUtil.fireEvent(arranger, new BoardArranger.TileRemoved(arranger, true, 2));
        assertThat(tileNames()).containsExactly("Worldwide events held");
        click("Undo");
        assertThat(tileNames()).containsExactlyInAnyOrder("Worldwide events held", "Nationwide events held");
        click("Add a tile");
        text("Search").setValue("rank");
        List<NativeButton> choices = find(NativeButton.class).all().stream()
                .filter(NativeButton::isVisible)
                .filter(button -> button.getElement().getTextRecursively().contains("Cities by rank"))
                .toList();
        test(choices.getFirst()).click();
        assertThat(tileNames()).contains("Cities by rank");
        click("Save");
        assertThat(dashboards.find(id).orElseThrow().data().tiles())
                .extracting(DashboardTile::number, DashboardTile::content, DashboardTile::place)
                .containsExactly(
                        tuple(2, new TileContent.OfFigure(SummaryFigure.HELD_GTN), new TilePlace(2, 0, 2, 2)),
                        tuple(1, new TileContent.OfFigure(SummaryFigure.HELD_GTW), new TilePlace(4, 3, 3, 2)),
                        tuple(3, new TileContent.OfChart(SummaryChart.CITY_RANKING), new TilePlace(0, 5, 6, 5)));
    }

    @Test
    void changesWhatATileIsCalledAndCounts() {
        long id = make(Sharing.NOBODY, figure(1, SummaryFigure.HELD_GTW, TileFilter.CURRENT_YEAR));
        open(id);
        click("Arrange");
        find(Button.class).all().stream()
                .filter(button -> "Change: Worldwide events held"
                        .equals(button.getElement().getAttribute("aria-label")))
                .findFirst()
                .orElseThrow()
                .click();
        text("Title").setValue("Abroad");
        Select<Programme> programme = field(Select.class, "Programme");
        programme.setValue(Programme.GTW);
        Checkbox all = find(Checkbox.class).all().stream()
                .filter(one -> one.getLabel().equals("Include what is not approved yet"))
                .findFirst()
                .orElseThrow();
        assertThat(all.getValue()).isFalse();
        all.setValue(true);
        click("Apply");
        click("Save");
        DashboardTile kept = dashboards.find(id).orElseThrow().data().tiles().getFirst();
        assertThat(kept.title()).isEqualTo("Abroad");
        assertThat(kept.filter()).isEqualTo(new TileFilter(null, Programme.GTW, null, null, Included.ALL));
    }

    @Test
    void tellsOfAChangeInAnotherWindowAndKeepsTheArrangementAsACopy() {
        long id = make(Sharing.NOBODY, figure(1, SummaryFigure.HELD_GTW, TileFilter.CURRENT_YEAR));
        open(id);
        click("Arrange");
        Dashboard other = dashboards.find(id).orElseThrow();
        dashboards.change(
                id,
                other.version(),
                new DashboardData("Elsewhere", Sharing.NOBODY, other.data().tiles()));
        BoardArranger arranger = find(BoardArranger.class).single();
        ComponentUtil.fireEvent(arranger, new BoardArranger.Arranged(arranger, true, "1,7,3,3,2"));
        click("Save");
        test(find(ConfirmDialog.class).single()).confirm();
        clickLast("Save");
        assertThat(dashboards.list()).extracting(one -> one.name()).containsExactly("Copy of Mine", "Elsewhere");
        long copy = dashboards.list().getFirst().id();
        assertThat(dashboards.find(copy).orElseThrow().data().tiles().getFirst().place())
                .isEqualTo(new TilePlace(7, 3, 3, 2));
    }

    @Test
    void keepsAnArrangementThatWasLeftAndOffersItBackUntilItIsSavedOrNotWanted() {
        long id = make(Sharing.NOBODY, figure(1, SummaryFigure.HELD_GTW, TileFilter.CURRENT_YEAR));
        open(id);
        click("Arrange");
        moveTo("1,7,3,3,2");
        leaveAndKeep();
        assertThat(drafts.ofForm("arrangement:" + id)).hasSize(1);
        Draft left = drafts.ofForm("arrangement:" + id).getFirst();
        assertThat(left.subject().address()).isEqualTo("dashboards/" + id + "?arrange=true");

        UI.getCurrent().navigate("dashboards/" + id, QueryParameters.of("arrange", "true"));
        roundTrip();
        assertThat(find(KeptWork.class).single().getElement().getTextRecursively())
                .contains("You worked on this on", "Arrangement: 1 tile");
        click("Restore");
        assertThat(find(KeptWork.class).all()).as("taken").noneMatch(Component::isVisible);
        click("Save");
        assertThat(dashboards.find(id).orElseThrow().data().tiles().getFirst().place())
                .isEqualTo(new TilePlace(7, 3, 3, 2));
        assertThat(drafts.ofForm("arrangement:" + id)).as("saved").isEmpty();

        click("Arrange");
        moveTo("1,0,0,4,2");
        assertThat(drafts.ofForm("arrangement:" + id)).hasSize(1);
        moveTo("1,7,3,3,2");
        assertThat(drafts.ofForm("arrangement:" + id)).as("as it is saved").isEmpty();
        moveTo("1,0,0,4,2");
        click("Discard");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(drafts.ofForm("arrangement:" + id)).as("given up").isEmpty();
    }

    private void moveTo(String places) {
        BoardArranger arranger = find(BoardArranger.class).single();
        ComponentUtil.fireEvent(arranger, new BoardArranger.Arranged(arranger, true, places));
    }

    private void leaveAndKeep() {
        UI.getCurrent().navigate("dashboards");
        test(find(ConfirmDialog.class).single()).confirm();
    }

    @Test
    void opensASharedDashboardToLookAtAndSaysClearlyWhereOneIsNotShared() {
        DashboardTile tile = figure(1, SummaryFigure.HELD_GTW, TileFilter.CURRENT_YEAR);
        long shared = Colleagues.as(
                "clerk",
                people,
                () -> dashboards.create(new DashboardData("Of Shenzhen", Sharing.with("440300"), List.of(tile))));
        open(shared);
        assertThat(find(EmptyState.class).single().getElement().getTextRecursively())
                .contains("This dashboard is not open to you", "not shared with your office");
        Colleagues.as("clerk", people, () -> {
            dashboards.remove(shared, 1);
            return "";
        });
        long mine = make(Sharing.ALL_OFFICES, tile);
        assertThat(Colleagues.as(
                        "clerk",
                        people,
                        () -> dashboards.find(mine).orElseThrow().mine()))
                .isFalse();
    }

    @Test
    @WithUserDetails("clerk")
    void letsOthersCopyButNotArrange() {
        DashboardTile tile = figure(1, SummaryFigure.HELD_GTW, TileFilter.CURRENT_YEAR);
        long id = Colleagues.as(
                "official",
                people,
                () -> dashboards.create(new DashboardData("Of the department", Sharing.ALL_OFFICES, List.of(tile))));
        open(id);
        assertThat(find(Button.class).all())
                .noneMatch(button -> button.getText().equals("Arrange"));
        click("Copy");
        click("Save");
        assertThat(dashboards.list().getFirst().mine()).isTrue();
        assertThat(dashboards.list().getFirst().name()).isEqualTo("Copy of Of the department");
        Colleagues.as("official", people, () -> {
            dashboards.remove(id, 1);
            return "";
        });
    }

    private long make(Sharing sharing, DashboardTile... tiles) {
        return dashboards.create(new DashboardData("Mine", sharing, List.of(tiles)));
    }

    private static DashboardTile figure(int number, SummaryFigure figure, TileFilter filter) {
        return new DashboardTile(
                number, new TileContent.OfFigure(figure), filter, null, new TilePlace(number * 2 - 2, 0, 2, 2));
    }

    private void open(long id) {
        UI.getCurrent().navigate("dashboards/" + id);
    }

    private List<String> figures() {
        return find(NativeButton.class).all().stream()
                .filter(button -> button.hasClassName("tile-figure"))
                .map(NativeButton::getText)
                .toList();
    }

    private List<String> tileNames() {
        return find(Div.class).withClassName("grid-stack-item").all().stream()
                .flatMap(tile -> Stream.of(tile.getElement().getAttribute("data-name")))
                .toList();
    }

    private TextField text(String label) {
        return field(TextField.class, label);
    }

    private void click(String text) {
        clickLast(text);
    }

    private void clickFirst(String text) {
        button(text).getFirst().click();
    }

    private void clickLast(String text) {
        button(text).getLast().click();
    }

    private List<Button> button(String text) {
        return find(Button.class).all().stream()
                .filter(button -> button.getText().equals(text))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private <T extends Component & HasLabel> T field(Class<?> type, String label) {
        return (T) find((Class<Component>) type).all().stream()
                .filter(field -> label.equals(((HasLabel) field).getLabel()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private void schedule(int year) {
        events.schedule(new EventData(
                Programme.GTW,
                "Lamps",
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
    }
}
