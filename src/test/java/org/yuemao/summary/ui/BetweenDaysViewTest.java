package org.yuemao.summary.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.business.BusinessData;
import org.yuemao.event.EventService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.EventBetweenDays;

/** What was reported on two days. Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class BetweenDaysViewTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private ParticipationService participations;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Clock clock;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void listsTheEventThatChangedWithBothStandsAndLeavesOutTheOther() {
        LocalDate today = LocalDate.now(clock);
        long changed = events.schedule(Fairs.inMay(2617, "Changed")).id();
        long same = events.schedule(Fairs.inMay(2617, "Same")).id();
        // Both were entered a fortnight ago.
        database.sql("update event_day set recorded_on = ? where event_id in (?, ?)")
                .params(today.minusDays(14), changed, same)
                .update();
        participations.registerNew(
                changed,
                new BusinessData(
                        null, "sole trader", "Late", null, "440300", null, Set.of(), null, null, null, null, null),
                new ParticipationData(
                        0, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, new BigDecimal("1200"), null));
        open(2617, Map.of("first", today.minusDays(7).toString(), "last", today.toString()));
        assertThat(tile("Events")).contains("2", "= 0");
        assertThat(tile("Participations")).contains("0 → 1", "▲ +1");
        assertThat(tile("Signed deals")).contains("0 → 1,200", "▲ +1,200");
        assertThat(rows()).extracting(event -> event.names().in(Locale.ENGLISH)).containsExactly("Changed");
        Grid<EventBetweenDays> grid = grid();
        int columns =
                (int) grid.getColumns().stream().filter(Grid.Column::isVisible).count();
        assertThat(test(grid).getCellText(0, columns - 1)).isEqualTo("0 → 1,200");
        assertThat(text())
                .contains(Formats.date(today.minusDays(7), Locale.ENGLISH))
                .contains("the 1 events that make the difference");

        find(DatePicker.class).all().getFirst().setValue(today.minusDays(20));
        assertThat(rows())
                .as("neither was there three weeks ago")
                .extracting(event -> event.names().in(Locale.ENGLISH))
                .containsExactlyInAnyOrder("Changed", "Same");
        assertThat(tile("Events")).contains("0 → 2");
    }

    @Test
    void takesTheDaysInEitherOrderAndKeepsTheFilterOnTheWayBack() {
        LocalDate today = LocalDate.now(clock);
        events.schedule(Fairs.inMay(2619, "New today"));
        open(
                2619,
                Map.of(
                        "first",
                        today.toString(),
                        "last",
                        today.minusDays(3).toString(),
                        "programme",
                        "GTW",
                        "city",
                        "nowhere"));
        assertThat(tile("Events")).contains("0 → 1");
        assertThat(find(Anchor.class).all()).extracting(Anchor::getHref).anySatisfy(href -> assertThat(href)
                .contains("year=2619", "programme=GTW", "rows=all")
                .doesNotContain("nowhere"));
    }

    @Test
    void takesAWeekWhereTheAddressNamesDaysThatAreNone() {
        LocalDate today = LocalDate.now(clock);
        open(2191, Map.of("first", "yesterday", "last", today.plusYears(1).toString()));
        List<DatePicker> days = find(DatePicker.class).all();
        assertThat(days).extracting(DatePicker::getValue).containsExactly(today.minusDays(7), today);
        EmptyState empty = (EmptyState) Objects.requireNonNull(grid().getEmptyStateComponent());
        assertThat(empty.getElement().getTextRecursively()).contains("Nothing has changed");
        assertThat(rows()).isEmpty();
    }

    private void open(int year, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(more);
        parameters.put("year", String.valueOf(year));
        // Nobody has approved what these tests enter.
        parameters.put("rows", "all");
        UI.getCurrent().navigate(BetweenDaysView.class, QueryParameters.simple(parameters));
    }

    private String text() {
        return find(BetweenDaysView.class).all().getFirst().getElement().getTextRecursively();
    }

    private List<String> tile(String name) {
        return find(Div.class).withClassName("tile").all().stream()
                .filter(tile -> name.equals(tile.getElement().getAttribute("aria-label")))
                .flatMap(tile -> tile.getChildren())
                .map(part -> part.getElement().getText())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<EventBetweenDays> grid() {
        return (Grid<EventBetweenDays>) find(Grid.class).all().getFirst();
    }

    private List<EventBetweenDays> rows() {
        return grid().getListDataView().getItems().toList();
    }
}
