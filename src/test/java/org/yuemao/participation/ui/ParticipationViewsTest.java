package org.yuemao.participation.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase.CustomValueSetEvent;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;

@DeskTest
@WithUserDetails("clerk")
class ParticipationViewsTest extends SpringBrowserlessTest {
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    @Autowired
    private EventService events;

    @Autowired
    private BusinessService businesses;

    @Autowired
    private BusinessLists businessLists;

    @Autowired
    private ParticipationService participations;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void addsABusinessWithItsFigures() {
        Business business = business("Heron Handles");
        Event event = open(event(2081, "Heron Fair"));
        assertThat(findInView(Span.class).withText("No business takes part yet").exists())
                .isTrue();
        click("Add");
        assertThat(entered().getErrorMessage()).isEqualTo("Please choose a business");
        pick(business);
        amount("Booth area (sqm)").setValue(new BigDecimal("18"));
        amount("Signed deals (CNY)").setValue(new BigDecimal("1250000"));
        this.<ParticipationRole>select("Role").setValue(ParticipationRole.SERVICE_PROVIDER);
        click("Add");
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.businessId()).isEqualTo(business.id());
            assertThat(row.eventId()).isEqualTo(event.id());
            assertThat(row.data().role()).isEqualTo(ParticipationRole.SERVICE_PROVIDER);
            assertThat(row.data().signedDeals()).isEqualByComparingTo("1250000");
        });
        assertThat(totals()).isEqualTo("1 participation, booth area 18 sqm, intended CNY 0, signed CNY 1.25 million");
        assertThat(entered().getValue()).isNull();
        assertThat(amount("Signed deals (CNY)").getValue()).isNull();
        assertThat(this.<ParticipationRole>select("Role").getValue()).isEqualTo(ParticipationRole.SERVICE_PROVIDER);
    }

    @Test
    void beginsAsTheEventIsHeldAndAsksWhereThatIsBothWays() {
        open(events.schedule(Fairs.inMay(2087, "Dabchick Fair online", EventForm.ONLINE)));
        assertThat(this.<Attendance>select("Attendance").getValue()).isEqualTo(Attendance.ONLINE);
        Business business = business("Dabchick Drills");
        open(events.schedule(Fairs.inMay(2087, "Dabchick Fair", EventForm.BOTH)));
        Select<Attendance> attendance = select("Attendance");
        assertThat(attendance.getValue()).isNull();
        pick(business);
        click("Add");
        assertThat(attendance.getErrorMessage()).startsWith("Choose whether");
        assertThat(rows()).isEmpty();
        attendance.setValue(Attendance.ONLINE);
        click("Add");
        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().attendance()).isEqualTo(Attendance.ONLINE));
        assertThat(attendance.getValue())
                .as("the next is mostly of the same kind")
                .isEqualTo(Attendance.ONLINE);
    }

    @Test
    void saysAtTheBusinessThatItTakesPartAlreadyAndKeepsWhatWasTyped() {
        Business business = business("Egret Engines");
        Event event = event(2081, "Egret Fair");
        register(event, business, "5");
        open(event);
        pick(business);
        amount("Signed deals (CNY)").setValue(new BigDecimal("77"));
        click("Add");
        assertThat(entered().getErrorMessage()).isEqualTo("This business takes part in this event already");
        assertThat(entered().isInvalid()).isTrue();
        assertThat(amount("Signed deals (CNY)").getValue()).isEqualByComparingTo("77");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void saysAtTheFigureThatItCannotBe() {
        Event event = event(2081, "Bittern Fair");
        open(event);
        pick(business("Bittern Batteries"));
        amount("Intended deals (CNY)").setValue(new BigDecimal("-1"));
        click("Add");
        assertThat(amount("Intended deals (CNY)").getErrorMessage()).isEqualTo("This cannot be less than nought");
        amount("Intended deals (CNY)").setValue(new BigDecimal("1"));
        click("Add");
        assertThat(amount("Intended deals (CNY)").isInvalid()).isFalse();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void registersANewBusinessOnTheSpot() {
        open(event(2081, "Stork Fair"));
        amount("Signed deals (CNY)").setValue(new BigDecimal("-3"));
        type("白鹳（深圳）家具");
        Dialog dialog = find(Dialog.class).single();
        assertThat(dialog.getHeaderTitle()).isEqualTo("New business for this event");
        assertThat(text("Name in Chinese", dialog).getValue()).isEqualTo("白鹳（深圳）家具");
        click("Register and add", dialog);
        assertThat(text("Unified social credit code", dialog).getErrorMessage())
                .isEqualTo("Please give the code, or say why there is none");
        test(text("Unified social credit code", dialog)).setValue(CreditCodes.next());
        this.<String>choice("City", dialog).setValue(SHENZHEN);
        click("Register and add", dialog);
        assertThat(dialog.isOpened()).isTrue();
        assertThat(amount("Signed deals (CNY)").getErrorMessage()).isEqualTo("This cannot be less than nought");
        assertThat(businessLists.count(BusinessFilter.search("白鹳"))).isZero();
        amount("Signed deals (CNY)").setValue(new BigDecimal("3"));
        click("Register and add", dialog);
        assertThat(dialog.isOpened()).isFalse();
        assertThat(businessLists.count(BusinessFilter.search("白鹳"))).isOne();
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.businessNames().zh()).isEqualTo("白鹳（深圳）家具");
            assertThat(row.data().signedDeals()).isEqualByComparingTo("3");
        });
    }

    @Test
    void takesAKnownBusinessInsteadOfRegisteringItAgain() {
        businesses.register(new BusinessData(
                CreditCodes.next(),
                null,
                null,
                "深圳市夜鹭光电科技有限公司",
                SHENZHEN,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null));
        open(event(2079, "Heron Fair"));
        type("夜鹭光电科技（集团）公司");
        Dialog dialog = find(Dialog.class).single();
        click("Use this one", dialog);
        assertThat(dialog.isOpened()).isFalse();
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        click("Add");
        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.businessNames().zh()).isEqualTo("深圳市夜鹭光电科技有限公司"));
        assertThat(businessLists.count(BusinessFilter.search("夜鹭"))).isOne();
    }

    @Test
    void asksBeforeATypedNewBusinessIsGivenUp() {
        open(event(2081, "Ibis Fair"));
        type("Ibis Irons");
        Dialog dialog = find(Dialog.class).single();
        assertThat(text("Name in English", dialog).getValue()).isEqualTo("Ibis Irons");
        test(text("Contact person", dialog)).setValue("Ms Threskiornis");
        click("Cancel", dialog);
        test(find(ConfirmDialog.class).single()).cancel();
        assertThat(dialog.isOpened()).isTrue();
        click("Cancel", dialog);
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(dialog.isOpened()).isFalse();
        assertThat(businessLists.count(BusinessFilter.search("ibis irons"))).isZero();
    }

    @Test
    void changesAParticipationInItsRow() {
        Event event = event(2081, "Curlew Fair");
        register(event, business("Curlew Curtains"), "5");
        open(event);
        test(grid()).doubleClickRow(0);
        Dialog dialog = find(Dialog.class).single();
        assertThat(dialog.getHeaderTitle()).isEqualTo("Curlew Curtains");
        amount("Signed deals (CNY)", dialog).setValue(new BigDecimal("-6"));
        click("Save", dialog);
        assertThat(amount("Signed deals (CNY)", dialog).getErrorMessage()).isEqualTo("This cannot be less than nought");
        amount("Signed deals (CNY)", dialog).setValue(new BigDecimal("6000000"));
        click("Save", dialog);
        assertThat(dialog.isOpened()).isFalse();
        assertThat(rows().getFirst().data().signedDeals()).isEqualByComparingTo("6000000");
        assertThat(totals()).endsWith("signed CNY 6 million");
    }

    @Test
    void aStaleChangeLosesNothingAndCanBeSavedAgain() {
        Event event = event(2081, "Godwit Fair");
        Business business = business("Godwit Glass");
        register(event, business, "5");
        open(event);
        test(grid()).doubleClickRow(0);
        Dialog dialog = find(Dialog.class).single();
        amount("Signed deals (CNY)", dialog).setValue(new BigDecimal("6"));
        ParticipationListItem shown = rows().getFirst();
        Colleagues.as(
                "official",
                people,
                () -> participations.revise(
                        shown.id(),
                        shown.version(),
                        new ParticipationData(
                                business.id(),
                                ParticipationRole.BUYER,
                                Attendance.ON_SITE,
                                null,
                                null,
                                new BigDecimal("7"),
                                "Theirs")));
        click("Save", dialog);
        assertThat(dialog.isOpened()).isTrue();
        assertThat(amount("Signed deals (CNY)", dialog).getValue()).isEqualByComparingTo("6");
        assertThat(text("Remark", dialog).getValue()).isEqualTo("Theirs");
        assertThat(find(Span.class, dialog).withClassName("difference-content").all())
                .extracting(Span::getText)
                .containsExactly("7", "6");
        click("Save", dialog);
        assertThat(dialog.isOpened()).isFalse();
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.data().signedDeals()).isEqualByComparingTo("6");
            assertThat(row.data().role()).isEqualTo(ParticipationRole.BUYER);
            assertThat(row.data().remark()).isEqualTo("Theirs");
        });
    }

    @Test
    void aRemovedParticipationCanBeBroughtBack() {
        Event event = event(2081, "Plover Fair");
        register(event, business("Plover Pans"), "5");
        open(event);
        ParticipationListItem before = rows().getFirst();
        Component actions = test(grid()).getCellComponent(0, grid().getColumns().size() - 1);
        Button remove = find(Button.class, actions).all().getLast();
        assertThat(remove.getAriaLabel()).contains("Remove: Plover Pans");
        test(remove).click();
        assertThat(rows()).isEmpty();
        assertThat(totals()).startsWith("No participations");
        Notification notice = find(Notification.class).single();
        assertThat(find(Span.class, notice).withText("Plover Pans removed").exists())
                .isTrue();
        click("Undo", notice);
        assertThat(rows()).extracting(ParticipationListItem::data).containsExactly(before.data());
        assertThat(notice.isOpened()).isFalse();
    }

    @Test
    void followsWhatOthersEnter() {
        Event event = event(2081, "Avocet Fair");
        Business business = business("Avocet Audio");
        open(event);
        amount("Signed deals (CNY)").setValue(new BigDecimal("9"));
        Colleagues.as("official", people, () -> register(event, business, "5"));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(totals()).startsWith("1 participation");
        });
        assertThat(rows()).hasSize(1);
        assertThat(amount("Signed deals (CNY)").getValue()).isEqualByComparingTo("9");
    }

    @Test
    void aBusinessPageFollowsWhatOthersEnterOfIt() {
        Event event = event(2081, "Curlew Fair");
        Business business = business("Curlew Cables");
        UI.getCurrent().navigate("businesses/" + business.id());
        assertThat(findInView(Grid.class).exists()).isFalse();
        Colleagues.as("official", people, () -> register(event, business, "5"));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(findInView(Grid.class).exists()).isTrue();
        });
        assertThat(findInView(Span.class).withTextContaining("2081").exists()).isTrue();
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerLooksOnly() {
        Event event = Colleagues.as("clerk", people, () -> {
            Event made = event(2081, "Snipe Fair");
            register(made, business("Snipe Soaps"), "5");
            return made;
        });
        Colleagues.as("official", people, () -> Fairs.approve(events, event));
        open(event);
        assertThat(rows()).hasSize(1);
        assertThat(findInView(ComboBox.class).withLabel("Business").exists()).isFalse();
        assertThat(findInView(Button.class).withText("Add").exists()).isFalse();
        test(grid()).doubleClickRow(0);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @Test
    void showsABusinesssParticipationsOverTheYears() {
        Business business = business("Whimbrel Wheels");
        register(event(2082, "Whimbrel Spring"), business, "1000000");
        register(event(2082, "Whimbrel Autumn"), business, "2000000");
        register(event(2083, "Whimbrel Spring"), business, "500000");
        UI.getCurrent().navigate("businesses/" + business.id());
        assertThat(findInView(H2.class)
                        .withText("Participations over the years")
                        .exists())
                .isTrue();
        assertThat(findInView(Span.class)
                        .withText("2082: 2 participations, signed CNY 3 million")
                        .exists())
                .isTrue();
        assertThat(findInView(Span.class)
                        .withTextContaining("2083: 1 participation,")
                        .exists())
                .isTrue();
        assertThat(grid().getListDataView().getItems())
                .extracting(row -> row.eventNames().en())
                .containsExactlyInAnyOrder("Whimbrel Spring", "Whimbrel Autumn", "Whimbrel Spring");
    }

    @Test
    void listsWhatTheAddressAsksFor() {
        Business own = business("Kestrel Kilns");
        Business other = businesses.register(data("Kestrel Keys", "红隼（广州）钥匙", GUANGZHOU));
        Event wide = event(2084, "Kestrel Wide");
        Event near = events.schedule(eventData(Programme.GTN, 2085, "Kestrel Near", "红隼CBD展（秋季）", "lighting"));
        register(wide, own, "1000000");
        register(wide, other, "2000000");
        participations.register(
                near.id(),
                new ParticipationData(
                        own.id(),
                        ParticipationRole.BUYER,
                        Attendance.ONLINE,
                        null,
                        null,
                        new BigDecimal("4000000"),
                        null));
        assertThat(shown("search=kestrel")).hasSize(3);
        assertThat(totals()).isEqualTo("3 participations, booth area 0 sqm, intended CNY 0, signed CNY 7 million");
        assertThat(shown("search=kestrel&year=2084")).containsExactlyInAnyOrder(own.id(), other.id());
        assertThat(totals()).endsWith("signed CNY 3 million");
        assertThat(this.<Integer>select("Year").getValue()).isEqualTo(2084);
        assertThat(shown("search=kestrel&programme=GTN")).containsExactly(own.id());
        assertThat(shown("search=kestrel&city=440100")).containsExactly(other.id());
        assertThat(shown("search=kestrel&sector=lighting")).containsExactly(own.id());
        assertThat(shown("search=kestrel&role=BUYER")).containsExactly(own.id());
        assertThat(shown("search=kestrel&year=1&programme=X&city=X&sector=X&role=X"))
                .hasSize(3);
        for (String typed : List.of("红隼CBD", "（秋季）", near.code())) {
            assertThat(shown("search=" + typed)).as(typed).containsExactly(own.id());
        }
        assertThat(shown("search=" + "红隼（广州）")).containsExactly(other.id());
        click("Clear filters");
        assertThat(text("Search by business, code or event").getValue()).isEmpty();
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(findInView(Button.class).withText("Clear filters").exists()).isFalse();
    }

    @Test
    void explainsAnEmptyList() {
        assertThat(shown("search=nothing-is-called-this")).isEmpty();
        assertThat(totals()).startsWith("No participations");
        assertThat(findInView(Span.class).withText("No participation found").exists())
                .isTrue();
    }

    @Test
    void aRowLeadsToItsEvent() {
        Event event = event(2086, "Osprey Fair");
        register(event, business("Osprey Oars"), "1");
        shown("search=osprey");
        test(grid()).clickRow(0);
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("events/" + event.code());
    }

    private Event open(Event event) {
        UI.getCurrent().navigate("events/" + event.code());
        return event;
    }

    private List<Long> shown(String query) {
        UI.getCurrent().navigate("participations", QueryParameters.fromString(query));
        return rows().stream().map(ParticipationListItem::businessId).toList();
    }

    /** As the browser sends it when a line of the list is chosen. */
    private void pick(Business business) {
        entered()
                .setValue(businessLists
                        .page(
                                BusinessFilter.search(
                                        String.valueOf(business.data().creditCode())),
                                null,
                                false,
                                0,
                                1)
                        .getFirst());
    }

    /** As the browser sends it when Enter is pressed after a text that no line of the list has. */
    private void type(String text) {
        ComponentUtil.fireEvent(entered(), new CustomValueSetEvent<>(entered(), true, text));
    }

    private Event event(int year, String name) {
        return events.schedule(eventData(Programme.GTW, year, name, null, "electronics"));
    }

    private static EventData eventData(
            Programme programme, int year, String name, @Nullable String nameZh, String sector) {
        boolean abroad = programme == Programme.GTW;
        return new EventData(
                programme,
                name,
                nameZh,
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 5, 3),
                EventForm.ON_SITE,
                abroad ? "JP" : null,
                abroad ? null : "310000",
                null,
                null,
                null,
                SHENZHEN,
                Set.of(sector),
                EventStatus.CONFIRMED,
                null,
                null,
                null,
                null);
    }

    private Business business(String name) {
        return businesses.register(data(name, null, SHENZHEN));
    }

    private static BusinessData data(String name, @Nullable String nameZh, String city) {
        return new BusinessData(
                CreditCodes.next(), null, name, nameZh, city, null, Set.of(), null, null, null, null, null);
    }

    private Object register(Event event, Business business, String signed) {
        return participations.register(
                event.id(),
                new ParticipationData(
                        business.id(),
                        ParticipationRole.EXHIBITOR,
                        Attendance.ON_SITE,
                        null,
                        null,
                        new BigDecimal(signed),
                        null));
    }

    private String totals() {
        return findInView(Span.class)
                .withTextContaining(", booth area ")
                .single()
                .getText();
    }

    private void click(String caption) {
        test(findInView(Button.class).withText(caption).single()).click();
    }

    private void click(String caption, Component within) {
        test(find(Button.class, within).withText(caption).single()).click();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<BusinessListItem> entered() {
        return findInView(ComboBox.class).withLabel("Business").single();
    }

    private BigDecimalField amount(String label) {
        return findInView(BigDecimalField.class).withLabel(label).single();
    }

    private BigDecimalField amount(String label, Component within) {
        return find(BigDecimalField.class, within).withLabel(label).single();
    }

    private TextField text(String label) {
        return findInView(TextField.class).withLabel(label).single();
    }

    private TextField text(String label, Component within) {
        return find(TextField.class, within).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> choice(String label, Component within) {
        return find(ComboBox.class, within).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return findInView(Select.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private Grid<ParticipationListItem> grid() {
        return findInView(Grid.class).single();
    }

    private List<ParticipationListItem> rows() {
        return grid().getLazyDataView().getItems().toList();
    }
}
