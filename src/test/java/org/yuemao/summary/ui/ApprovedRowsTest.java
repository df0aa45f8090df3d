package org.yuemao.summary.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.business.BusinessData;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ListedParticipation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.EventBetweenDays;

/** Summaries count what is approved, and the rest where somebody wants it. Each test has years of its own. */
@DeskTest
@WithUserDetails("official")
class ApprovedRowsTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private UserDetailsService people;

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
    @WithUserDetails("viewer")
    void offersALeaderNoWayToCountWhatIsNotApproved() {
        Colleagues.as("official", people, () -> {
            Fairs.approve(events, events.schedule(Fairs.inMay(2695, "Settled")));
            return events.schedule(Fairs.inMay(2695, "Unsettled"));
        });
        UI.getCurrent().navigate("", QueryParameters.fromString("year=2695&rows=all"));
        assertThat(note()).isEqualTo("One event is not approved yet and is not counted");
        assertThat(findInView(Checkbox.class)
                        .withLabel("Include what is not approved yet")
                        .exists())
                .isFalse();
        assertThat(explanation()).endsWith("Only what has been approved is counted.");
    }

    @Test
    void countsADraftOnlyWhereSomebodyWantsItAndByItselfOnceItIsApproved() {
        Event approved = events.schedule(Fairs.inMay(2680, "Approved"));
        Fairs.approve(events, approved);
        Event draft = events.schedule(Fairs.inMay(2680, "Draft"));
        enter(approved.id(), "Bright", "1000");
        enter(draft.id(), "Quiet", "70");

        go("?year=2680");
        assertThat(signedDeals()).contains("1,000");
        assertThat(note()).isEqualTo("One event is not approved yet and is not counted: include it");
        assertThat(explanation()).endsWith("Only what has been approved is counted.");
        List<String> shown = drillDown();
        assertThat(shown).containsExactly("Bright");
        assertThat(conditions()).contains("Approved only");

        go("?year=2680");
        go(leftOut().getHref());
        assertThat(signedDeals()).contains("1,070");
        assertThat(all().getValue()).isTrue();
        assertThat(note()).isEqualTo("With one event that is not approved yet");
        assertThat(explanation()).endsWith("What is not approved yet is counted too.");
        shown = drillDown();
        assertThat(shown).containsExactlyInAnyOrder("Bright", "Quiet");
        assertThat(conditions()).contains("With what is not approved yet");
        Anchor back = find(Anchor.class).all().stream()
                .filter(anchor -> anchor.getHref().startsWith("?"))
                .findFirst()
                .orElseThrow();
        go(back.getHref());
        assertThat(all().getValue()).as("the way back keeps it").isTrue();

        all().setValue(false);
        assertThat(signedDeals()).contains("1,000");
        Fairs.approve(events, draft);
        go("?year=2680");
        assertThat(signedDeals()).contains("1,070");
        assertThat(find(IncludedNote.class).all()).isEmpty();
    }

    @Test
    void countsAnEventThatWasApprovedTodayNotYetAtTheEndOfYesterday() {
        LocalDate today = LocalDate.now(clock);
        Event event = events.schedule(Fairs.inMay(2682, "Lamps"));
        enter(event.id(), "Bright", "500");
        for (String table : List.of("event_day", "event_cell_day")) {
            database.sql("update " + table + " set recorded_on = ? where event_id = ?")
                    .params(today.minusDays(3), event.id())
                    .update();
        }
        Fairs.approve(events, event);

        String yesterday = "?year=2682&as-of=" + today.minusDays(1);
        go(yesterday);
        assertThat(signedDeals()).contains("CNY 0");
        assertThat(note()).isEqualTo("One event is not approved yet and is not counted: include it");
        go(yesterday + "&rows=all");
        assertThat(signedDeals()).contains("CNY 500");
        go("counted?measure=SIGNED_DEALS&year=2682&as-of=" + today.minusDays(1));
        assertThat(number()).isEqualTo("CNY 0.00");
        go("counted?measure=SIGNED_DEALS&year=2682&rows=all&as-of=" + today.minusDays(1));
        assertThat(number()).isEqualTo("CNY 500.00");
        go("?year=2682");
        assertThat(signedDeals()).contains("CNY 500");

        String between = "between-days?year=2682&first=" + today.minusDays(1) + "&last=" + today;
        go(between);
        assertThat(changed()).as("approved meanwhile").containsExactly("Lamps");
        go(between + "&rows=all");
        assertThat(changed()).isEmpty();
    }

    @Test
    void losesWhatIsReturnedToItsOffice() {
        Event event = events.schedule(Fairs.inMay(2684, "Lamps"));
        enter(event.id(), "Bright", "40");
        Fairs.approve(events, event);
        go("?year=2684");
        assertThat(signedDeals()).contains("CNY 40");
        Event approved = events.find(event.id()).orElseThrow();
        events.returnWithRemark(approved.id(), approved.version(), "Please check the deals");
        go("?year=2684");
        assertThat(signedDeals()).contains("CNY 0");
        go("?year=2684&rows=all");
        assertThat(signedDeals()).contains("CNY 40");
    }

    private static void go(String address) {
        Location location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    private Checkbox all() {
        return find(Checkbox.class).all().stream()
                .filter(box -> box.getLabel().equals("Include what is not approved yet"))
                .findFirst()
                .orElseThrow();
    }

    private String note() {
        return find(IncludedNote.class)
                .single()
                .getContent()
                .getChildren()
                .filter(Component::isVisible)
                .map(part -> part.getElement().getText())
                .collect(Collectors.joining());
    }

    private Anchor leftOut() {
        return find(Anchor.class).withClassName("included-left-out").single();
    }

    private String explanation() {
        return find(Chart.class).withId("chart-months").single().explanation();
    }

    private NativeButton signedDealsButton() {
        Div tile = find(Div.class).withClassName("tile").all().stream()
                .filter(one -> "Signed deals".equals(one.getElement().getAttribute("aria-label")))
                .findFirst()
                .orElseThrow();
        return find(NativeButton.class, tile).single();
    }

    private String signedDeals() {
        return signedDealsButton().getText();
    }

    /** Chooses the signed deals, and tells the businesses of the rows that add up to them. */
    private List<String> drillDown() {
        NativeButton clicked = signedDealsButton();
        String exact = clicked.getTitle().orElseThrow();
        test(clicked).click();
        assertThat(number()).isEqualTo(exact);
        return grid().getDataProvider().fetch(new Query<>()).toList().stream()
                .map(row -> ((ListedParticipation) row).item().businessNames().in(Locale.ENGLISH))
                .toList();
    }

    private String number() {
        return find(Span.class).withClassName("counted-number").single().getText();
    }

    private List<String> conditions() {
        return find(Div.class)
                .withClassName("counted-conditions")
                .single()
                .getChildren()
                .map(one -> ((Span) one).getText())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<Object> grid() {
        return (Grid<Object>) find(Grid.class).all().getFirst();
    }

    private List<String> changed() {
        return grid().getListDataView()
                .getItems()
                .map(row -> ((EventBetweenDays) row).names().in(Locale.ENGLISH))
                .toList();
    }

    private void enter(long event, String name, String signed) {
        participations.registerNew(
                event,
                new BusinessData(
                        null, "sole trader", name, null, "440300", null, Set.of(), null, null, null, null, null),
                new ParticipationData(
                        0, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, new BigDecimal(signed), null));
    }
}
