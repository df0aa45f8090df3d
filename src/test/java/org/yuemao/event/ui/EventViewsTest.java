package org.yuemao.event.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.DeskTest;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventRows;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;

@DeskTest
@WithUserDetails("clerk")
class EventViewsTest extends SpringBrowserlessTest {

    @Autowired
    private EventService events;

    @Autowired
    private EventRows eventRows;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Places places;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void saysAtEachFieldWhatIsMissing() {
        navigate("events/new", EventDetailsView.class);
        click("Save");
        assertThat(text("English name").getErrorMessage()).isEqualTo("Please give a Chinese or an English name");
        assertThat(date("First day").getErrorMessage()).isEqualTo("Please fill this in");
        assertThat(choice("Country or territory").isInvalid()).isTrue();
        assertThat(choice("Country or territory").getErrorMessage())
                .isEqualTo("Please choose a country or territory outside mainland China");
    }

    @Test
    void refusesALastDayBeforeTheFirst() {
        navigate("events/new", EventDetailsView.class);
        date("First day").setValue(LocalDate.of(2071, 3, 8));
        date("Last day").setValue(LocalDate.of(2071, 3, 7));
        click("Save");
        assertThat(date("Last day").getErrorMessage()).isEqualTo("The last day lies before the first day");
    }

    @Test
    void asksForAProvinceWhenTheProgrammeIsNationwide() {
        navigate("events/new", EventDetailsView.class);
        select("Programme").setValue(Programme.GTN);
        assertThat(findInView(ComboBox.class).withLabel("Country or territory").exists())
                .isFalse();
        click("Save");
        assertThat(choice("Province").isInvalid()).isTrue();
    }

    @Test
    void entersAnEventAndOpensItUnderItsCode() {
        navigate("events/new", EventDetailsView.class);
        test(text("English name")).setValue("Harbour Fair");
        date("First day").setValue(LocalDate.of(2072, 5, 1));
        date("Last day").setValue(LocalDate.of(2072, 5, 3));
        choice("Country or territory").setValue("DE");
        fireShortcut(Key.KEY_S, KeyModifier.CONTROL);
        EventDetailsView view = (EventDetailsView) getCurrentView();
        assertThat(view.getPageTitle()).isEqualTo("GTW-2072-001 Harbour Fair");
        assertThat(view.breadcrumbs()).extracting("text").containsExactly("Events");
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
    }

    @Test
    void oneClickMovesTheStatusAndKeepsWhatWasTyped() {
        Event event = schedule(2073, "Status Fair");
        navigate("events/" + event.code(), EventDetailsView.class);
        test(text("Venue")).setValue("Hall 9");
        click("Confirmed");
        assertThat(kept(event).data().status()).isEqualTo(EventStatus.CONFIRMED);
        assertThat(text("Venue").getValue()).isEqualTo("Hall 9");
        click("Save");
        assertThat(kept(event).data().venue()).isEqualTo("Hall 9");
        assertThat(kept(event).data().status()).isEqualTo(EventStatus.CONFIRMED);
    }

    @Test
    void aStaleSaveLosesNothingAndShowsWhatBothSay() {
        Event event = schedule(2074, "Stale Fair");
        navigate("events/" + event.code(), EventDetailsView.class);
        test(text("Venue")).setValue("Mine");
        EventData data = event.data();
        events.revise(
                event.id(),
                event.version(),
                new EventData(
                        data.programme(),
                        data.nameEn(),
                        data.nameZh(),
                        data.firstDay(),
                        data.lastDay(),
                        data.form(),
                        data.countryCode(),
                        data.provinceCode(),
                        data.hostCity(),
                        "Theirs",
                        data.organiser(),
                        data.officeCode(),
                        data.sectors(),
                        data.status(),
                        77,
                        data.netSpaceSqm(),
                        data.visitors(),
                        data.overseasBuyers()));
        click("Save");
        assertThat(kept(event).data().venue()).isEqualTo("Theirs");
        assertThat(text("Venue").getValue()).isEqualTo("Mine");
        assertThat(findInView(IntegerField.class)
                        .withLabel("Target number of businesses")
                        .single()
                        .getValue())
                .isEqualTo(77);
        assertThat(findInView(Span.class).withClassName("difference-content").all())
                .extracting(Span::getText)
                .containsExactly("Theirs", "Mine");
        assertThat(find(Notification.class).exists()).isTrue();
        click("Save");
        assertThat(kept(event).data().venue()).isEqualTo("Mine");
        assertThat(kept(event).data().targetBusinesses()).isEqualTo(77);
    }

    @Test
    void asksBeforeTypedTextIsLeft() {
        Event event = schedule(2075, "Guarded Fair");
        navigate("events/" + event.code(), EventDetailsView.class);
        test(text("Venue")).setValue("Hall 9");
        UI.getCurrent().navigate("events");
        assertThat(find(ConfirmDialog.class).exists()).isTrue();
        assertThat(getCurrentView()).isInstanceOf(EventDetailsView.class);
    }

    @Test
    void listsWhatTheAddressAsksFor() {
        schedule(2076, "Alpha Fair");
        schedule(2076, "Beta Fair");
        schedule(2077, "Beta Fair");
        open("events", "year=2076&q=beta&status=PLANNED,CONFIRMED&programme=GTW");
        assertThat(rows()).extracting(item -> item.names().en()).containsExactly("Beta Fair");
        assertThat(text("Search").getValue()).isEqualTo("beta");
        open("events", "year=2076&sort=name&order=asc");
        assertThat(rows()).extracting(item -> item.names().en()).containsExactly("Alpha Fair", "Beta Fair");
        open("events", "year=nonsense&status=ALSO&q=GTW-2077-001");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void explainsAnEmptyList() {
        open("events", "q=nothing-is-called-this");
        assertThat(rows()).isEmpty();
        assertThat(findInView(Span.class).withText("0 events").exists()).isTrue();
    }

    @Test
    void showsAMonthAndAYearOfEvents() {
        Event event = schedule(2078, "Month Fair");
        open("events/calendar", "year=2078&month=3");
        assertThat(findInView(H2.class).withText("March 2078").exists()).isTrue();
        assertThat(links(event)).isNotEmpty();
        click("Today");
        assertThat(links(event)).isEmpty();
        open("events/timeline", "year=2078&group=office");
        assertThat(links(event)).hasSize(1);
        open("events/timeline", "year=2078&programme=GTN");
        assertThat(links(event)).isEmpty();
    }

    @Test
    void theCalendarFollowsWhatAnImportEnters() {
        open("events/calendar", "year=2095&month=3");
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            EntryRun run = new EntryRun(false, false);
            Map<String, String> cells = Map.of(
                    "programme",
                    "GTN",
                    "nameEn",
                    "Imported Fair",
                    "firstDay",
                    "2095-03-05",
                    "form",
                    "Online",
                    "provinceCode",
                    "Shanghai");
            eventRows.write(eventRows.plan(List.of(new TypedRow(2, cells)), run), run);
            eventRows.finish(run);
        });
        Event event = events.findByCode("GTN-2095-001").orElseThrow();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(links(event)).isNotEmpty();
        });
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerSeesNoWayToWrite() {
        navigate("events", EventsView.class);
        assertThat(findInView(Button.class).withText("New event").exists()).isFalse();
    }

    @Test
    void everySectionHasSomewhereToStand() {
        Event event = schedule(2079, "Section Fair");
        navigate("events/" + event.code(), EventDetailsView.class);
        assertThat(findInView(H2.class).withText("Zones and events alike").exists())
                .isTrue();
        assertThat(findInView(Div.class).withClassName("event-context").exists())
                .isTrue();
    }

    private Event schedule(int year, String name) {
        return events.schedule(new EventData(
                Programme.GTW,
                name,
                null,
                LocalDate.of(year, 3, 8),
                LocalDate.of(year, 3, 17),
                EventForm.ON_SITE,
                "DE",
                null,
                null,
                null,
                null,
                "440300",
                Set.of(places.sectors().getFirst().code()),
                EventStatus.PLANNED,
                null,
                null,
                null,
                null));
    }

    private static void open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    private Event kept(Event event) {
        return events.find(event.id()).orElseThrow();
    }

    private void click(String caption) {
        test(findInView(Button.class).withText(caption).single()).click();
    }

    private TextField text(String label) {
        return findInView(TextField.class).withLabel(label).single();
    }

    private DatePicker date(String label) {
        return findInView(DatePicker.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> choice(String label) {
        return findInView(ComboBox.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return findInView(Select.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private List<EventListItem> rows() {
        Grid<EventListItem> grid = findInView(Grid.class).single();
        return grid.getLazyDataView().getItems().toList();
    }

    private List<Anchor> links(Event event) {
        return findInView(Anchor.class)
                .withCondition(link -> link.getHref().equals("events/" + event.code()))
                .all();
    }
}
