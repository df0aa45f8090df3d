package org.yuemao.summary.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.business.BusinessData;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ListedParticipation;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.CountedBusiness;
import org.yuemao.summary.CountedEvent;

/** The rows behind a number. Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class CountedViewTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private ParticipationService participations;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void listsExactlyTheRowsThatAddUpToTheNumberThatWasClicked() {
        long lamps = event(2171, "Lamps");
        enter(lamps, "Bright", "440300", "1000.50");
        enter(lamps, "Brighter", "440300", "2000");
        enter(lamps, "Elsewhere", "440100", "70000");
        enter(event(2172, "Next year"), "Bright", "440300", "900000");
        UI.getCurrent().navigate(OverviewView.class, QueryParameters.fromString("year=2171&rows=all"));
        NativeButton clicked = find(NativeButton.class).all().stream()
                .filter(button -> button.getTitle().orElse("").contains("73,000.5"))
                .findFirst()
                .orElseThrow();
        String title = clicked.getTitle().orElseThrow();
        test(clicked).click();
        assertThat(number()).isEqualTo(title);
        assertThat(number()).isEqualTo(Formats.money(new BigDecimal("73000.50"), Locale.ENGLISH));
        assertThat(participationsShown()).hasSize(3);

        follow("counted?measure=SIGNED_DEALS&year=2171&city=440300&rows=all");
        assertThat(number()).isEqualTo(Formats.money(new BigDecimal("3000.50"), Locale.ENGLISH));
        assertThat(participationsShown())
                .extracting(one -> one.item().businessNames().in(Locale.ENGLISH))
                .containsExactlyInAnyOrder("Bright", "Brighter");
        assertThat(participationsShown().stream()
                        .map(one -> Objects.requireNonNull(one.item().data().signedDeals()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3000.50");
        assertThat(conditions()).containsExactly("2171", "businesses of Shenzhen", "With what is not approved yet");
        assertThat(find(Span.class).all()).extracting(Span::getText).anySatisfy(sums -> assertThat(sums)
                .startsWith("Together: 1 events, 2 participations,"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void showsTheSameSumByEvent() {
        long one = event(2173, "One");
        enter(one, "First", "440300", "5");
        enter(event(2173, "Other"), "Second", "440300", "7");
        follow("counted?measure=SIGNED_DEALS&year=2173&rows=all");
        String before = number();
        RadioButtonGroup<Boolean> listed = find(RadioButtonGroup.class).all().getFirst();
        listed.setValue(true);
        assertThat(number()).isEqualTo(before);
        assertThat(grid().getListDataView().getItems())
                .extracting(row -> ((CountedEvent) row).names().in(Locale.ENGLISH))
                .containsExactlyInAnyOrder("One", "Other");
    }

    @Test
    void countsABusinessOnceHoweverOftenItTookPart() {
        long first = event(2175, "First");
        Participation one = enter(first, "Twice", "440300", "1");
        participations.register(event(2175, "Second"), taking(one.data().businessId(), "2"));
        follow("counted?measure=BUSINESSES&year=2175&rows=all");
        assertThat(number()).isEqualTo("1");
        assertThat(rows()).singleElement().satisfies(row -> {
            CountedBusiness business = (CountedBusiness) row;
            assertThat(business.participations()).isEqualTo(2);
            assertThat(business.signedDeals()).isEqualByComparingTo("3");
        });
    }

    @Test
    void reachesTheLastOfManyRows() {
        long fair = event(2177, "Many");
        for (int i = 0; i < 57; i++) {
            enter(fair, "Maker " + i, "440300", String.valueOf(i));
        }
        follow("counted?measure=PARTICIPATIONS&year=2177&rows=all");
        assertThat(number()).isEqualTo("57");
        Grid<Object> grid = grid();
        assertThat(test(grid).size()).isEqualTo(57);
        assertThat(rows()).hasSize(57).doesNotHaveDuplicates();
        assertThat(((ListedParticipation) test(grid).getRow(56)).item().data().signedDeals())
                .isNotNull();
        assertThat(grid.getDataProvider().fetch(new Query<>(50, 50, List.of(), null, null)))
                .as("the second page")
                .hasSize(7);
    }

    @Test
    void leavesNoGapInTheCardOfARowWithoutDeals() {
        enter(event(2179, "Quiet fair"), "Silent", "440300", null);
        follow("counted?measure=PARTICIPATIONS&year=2179&rows=all");
        Grid<Object> grid = grid();
        LitRenderer<Object> card =
                (LitRenderer<Object>) grid.getColumns().getFirst().getRenderer();
        Object about =
                Objects.requireNonNull(card.getValueProviders().get("about")).apply(rows().getFirst());
        assertThat(about).isEqualTo(Formats.date(LocalDate.of(2179, 5, 1), Locale.ENGLISH) + " · Quiet fair");
    }

    @Test
    void opensTheHistoryOfARow() {
        Participation taken = enter(event(2611, "With history"), "Changed", "440300", "100");
        participations.revise(taken.id(), taken.version(), taking(taken.data().businessId(), "250"));
        follow("counted?measure=SIGNED_DEALS&year=2611&rows=all");
        Grid<Object> grid = grid();
        Button history = (Button) test(grid)
                .getCellComponent(
                        0,
                        grid.getColumns().stream()
                                        .filter(Grid.Column::isVisible)
                                        .toList()
                                        .size()
                                - 1);
        assertThat(history.getAriaLabel()).hasValue("History of Changed");
        test(history).click();
        Dialog dialog = find(Dialog.class).all().getFirst();
        assertThat(dialog.getHeaderTitle()).isEqualTo("History of Changed");
        assertThat(dialog.getElement().getTextRecursively()).contains("Changed by", "official", "100", "250");
    }

    @Test
    void saysWhetherTheRowsAreThoseOfAnEarlierDayOrOfToday() {
        follow("counted?measure=BUSINESSES&year=2613&as-of=2026-01-31&rows=all");
        assertThat(text())
                .contains("These are the rows as they are now")
                .contains(Formats.date(LocalDate.of(2026, 1, 31), Locale.ENGLISH));
        follow("counted?measure=EVENTS&year=2613&as-of=2026-01-31&rows=all");
        assertThat(text())
                .contains("The events as they stood at the end of "
                        + Formats.date(LocalDate.of(2026, 1, 31), Locale.ENGLISH));
    }

    private String text() {
        return find(CountedView.class).all().getFirst().getElement().getTextRecursively();
    }

    @Test
    void explainsANumberOfNought() {
        follow("counted?measure=EVENTS&year=2615&city=440300&rows=all");
        assertThat(number()).isEqualTo("0");
        EmptyState empty = (EmptyState) Objects.requireNonNull(grid().getEmptyStateComponent());
        assertThat(empty.getElement().getTextRecursively()).contains("Nothing is counted here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "counted",
                "counted?measure=WISHES&year=2021",
                "counted?measure=EVENTS&year=2021&month=13",
                "counted?measure=ZONES&year=2021"
            })
    void refusesAnAddressThatCountsNothing(String address) {
        follow(address);
        assertThat(find(CountedView.class).all()).isEmpty();
        assertThat(find(H1.class).single().getText()).isEqualTo("Page not found");
    }

    private static void follow(String address) {
        Location location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    private String number() {
        return find(Span.class).withClassName("counted-number").all().getFirst().getText();
    }

    private List<String> conditions() {
        return find(Div.class)
                .withClassName("counted-conditions")
                .all()
                .getFirst()
                .getChildren()
                .map(one -> ((Span) one).getText())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<Object> grid() {
        return (Grid<Object>) find(Grid.class).all().getFirst();
    }

    private List<Object> rows() {
        return grid().getDataProvider().fetch(new Query<>()).toList();
    }

    private List<ListedParticipation> participationsShown() {
        return rows().stream().map(ListedParticipation.class::cast).toList();
    }

    private long event(int year, String name) {
        return events.schedule(new EventData(
                        Programme.GTW,
                        name,
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
                        null))
                .id();
    }

    private Participation enter(long event, String name, String city, @Nullable String signed) {
        return participations.registerNew(
                event,
                new BusinessData(null, "sole trader", name, null, city, null, Set.of(), null, null, null, null, null),
                taking(0, signed));
    }

    private static ParticipationData taking(long business, @Nullable String signed) {
        return new ParticipationData(
                business,
                ParticipationRole.EXHIBITOR,
                Attendance.ON_SITE,
                null,
                null,
                signed == null ? null : new BigDecimal(signed),
                null);
    }
}
