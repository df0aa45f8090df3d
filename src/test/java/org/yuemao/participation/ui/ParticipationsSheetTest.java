package org.yuemao.participation.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEvent;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.CreditCode;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;

@DeskTest
@WithUserDetails("clerk")
class ParticipationsSheetTest extends SpringBrowserlessTest {
    private static final AtomicInteger NEXT = new AtomicInteger(760_000_000);
    private static final String SHENZHEN = "440300";

    @Autowired
    private EventService events;

    @Autowired
    private BusinessService businesses;

    @Autowired
    private ParticipationService participations;

    @Autowired
    private ParticipationLists lists;

    @Autowired
    private UserDetailsService people;

    private int number;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void entersAParticipationInTheEmptyRow() {
        Business business = business("Heron Sheets");
        Event event = open("Heron Sheet Fair");
        type("+1", "business", "Heron Sheets");
        assertThat(row("+1").cells())
                .containsEntry("business", "Heron Sheets")
                .containsEntry("creditCode", String.valueOf(business.data().creditCode()))
                .containsEntry("role", "Exhibitor");
        assertThat(row("+1").state()).isEqualTo(SheetRow.State.NEW);
        type("+1", "role", "采购商");
        type("+1", "signedDeals", "1.2亿");
        assertThat(kept(event)).isEmpty();
        leave("+1");
        assertThat(kept(event)).singleElement().satisfies(item -> {
            assertThat(item.businessId()).isEqualTo(business.id());
            assertThat(item.data().role()).isEqualTo(ParticipationRole.BUYER);
            assertThat(item.data().signedDeals()).isEqualByComparingTo("120000000");
        });
        SheetRow saved = row(Long.toString(kept(event).getFirst().id()));
        assertThat(saved.state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(saved.cells()).containsEntry("signedDeals", "120,000,000").containsEntry("role", "Buyer");
        assertThat(saved.about()).contains("clerk");
    }

    @Test
    void marksABadCellAndSavesTheRowOnceItIsMended() {
        Event event = event("Egret Sheet Fair");
        String key = register(event, business("Egret Sheets"), "5");
        open(event);
        type(key, "boothArea", "many");
        assertThat(row(key).problems()).containsEntry("boothArea", "Type a number, such as 1250.50");
        type(key, "remark", "Corner stand");
        leave(key);
        assertThat(row(key).state()).isEqualTo(SheetRow.State.REFUSED);
        assertThat(row(key).cells()).containsEntry("boothArea", "many").containsEntry("remark", "Corner stand");
        assertThat(kept(event).getFirst().data().remark()).isNull();
        type(key, "boothArea", "18.5");
        leave(key);
        assertThat(row(key).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(kept(event).getFirst().data().remark()).isEqualTo("Corner stand");
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("18.5");
    }

    @Test
    void saysAtTheBusinessWhyItCannotBeEntered() {
        Event event = event("Bittern Sheet Fair");
        Business business = business("Bittern Sheets");
        register(event, business, "5");
        open(event);
        type("+1", "business", "Nobody Ever Heard Of");
        assertThat(row("+1").problems().get("business")).contains("Nobody Ever Heard Of");
        type("+1", "business", String.valueOf(business.data().creditCode()));
        assertThat(row("+1").problems()).isEmpty();
        leave("+1");
        assertThat(row("+1").problems()).containsEntry("business", "This business takes part in this event already");
        type("+1", "business", "");
        leave("+1");
        assertThat(sheet().keys()).hasSize(1);
        assertThat(kept(event)).hasSize(1);
    }

    @Test
    void takesBackAndDoesAgainWhatWasSaved() {
        Event event = event("Crane Sheet Fair");
        String key = register(event, business("Crane Sheets"), "5");
        open(event);
        type(key, "boothArea", "7");
        type(key, "role", "Buyer");
        leave(key);
        undo();
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("5");
        assertThat(kept(event).getFirst().data().role()).isEqualTo(ParticipationRole.EXHIBITOR);
        redo();
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("7");
        assertThat(row(key).cells()).containsEntry("role", "Buyer");
    }

    @Test
    void takesBackWhatIsTypedAndNotSavedCellByCell() {
        Event event = event("Ibis Sheet Fair");
        String key = register(event, business("Ibis Sheets"), "5");
        open(event);
        type(key, "boothArea", "7");
        type(key, "remark", "Hall 3");
        undo();
        assertThat(row(key).unsaved()).containsExactly("boothArea");
        undo();
        assertThat(row(key).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(row(key).cells()).containsEntry("boothArea", "5");
    }

    @Test
    void refusesToTakeBackWhatSomebodyHasChangedSince() {
        Event event = event("Swan Sheet Fair");
        String key = register(event, business("Swan Sheets"), "5");
        open(event);
        type(key, "boothArea", "7");
        leave(key);
        reviseAsColleague(key, "boothArea", "9");
        undo();
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("9");
    }

    @Test
    void deletesRowsAndBringsThemBack() {
        Event event = event("Goose Sheet Fair");
        String one = register(event, business("Goose Sheets"), "5");
        String two = register(event, business("Gander Sheets"), "6");
        open(event);
        sheet().receive(new SheetEvent.RowsRemoved(List.of(one, two), ++number));
        assertThat(kept(event)).isEmpty();
        assertThat(sheet().keys()).isEmpty();
        undo();
        assertThat(kept(event)).hasSize(2);
        assertThat(sheet().keys()).hasSize(2);
        redo();
        assertThat(kept(event)).isEmpty();
    }

    @Test
    void fillsDownAndTakesItBackInOneStep() {
        Event event = event("Duck Sheet Fair");
        String one = register(event, business("Duck Sheets"), "5");
        String two = register(event, business("Drake Sheets"), "6");
        String three = register(event, business("Teal Sheets"), "8");
        open(event);
        sheet().receive(new SheetEvent.FilledDown(one, List.of(two, three), List.of("boothArea", "role"), ++number));
        assertThat(kept(event))
                .allSatisfy(item -> assertThat(item.data().boothArea()).isEqualByComparingTo("5"));
        undo();
        assertThat(kept(event).stream()
                        .map(item ->
                                Objects.requireNonNull(item.data().boothArea()).intValue()))
                .containsExactlyInAnyOrder(5, 6, 8);
    }

    @Test
    void landsACopiedBlockFromTheCellOnWithNewRows() {
        Event event = event("Loon Sheet Fair");
        Business known = business("Loon Sheets");
        String key = register(event, business("Grebe Sheets"), "5");
        open(event);
        sheet().receive(new SheetEvent.Pasted(key, "boothArea", "12\t100\r\n", 1, 1, ++number));
        assertThat(row(key).cells()).containsEntry("boothArea", "12").containsEntry("intendedDeals", "100");
        sheet().receive(new SheetEvent.Pasted(
                "",
                "business",
                "Loon Sheets\t\tbuyer\tonline\t3\t4\t5\t\"two\nlines\"\r\nNobody Known\t\t\t\t1\r\n",
                1,
                1,
                ++number));
        assertThat(kept(event)).as("nothing before it was looked at").hasSize(1);
        Dialog preview = find(Dialog.class).single();
        assertThat(preview.getHeaderTitle()).isEqualTo("What the pasted block would do");
        assertThat(find(Paragraph.class, preview).all().getFirst().getText())
                .isEqualTo("1 new, 0 changed, 0 unchanged, 1 wrong");
        test(find(Button.class, preview).withText("Enter 1 row").single()).click();
        assertThat(kept(event)).hasSize(2);
        ParticipationListItem pasted = kept(event).stream()
                .filter(item -> item.businessId() == known.id())
                .findFirst()
                .orElseThrow();
        assertThat(pasted.data().remark()).isEqualTo("two\nlines");
        assertThat(pasted.data().attendance()).isEqualTo(Attendance.ONLINE);
        String wrong = sheet().keys().getLast();
        assertThat(row(wrong).problems().get("business")).contains("Nobody Known");
        assertThat(row(wrong).cells()).containsEntry("boothArea", "1");
        undo();
        assertThat(kept(event)).hasSize(1);
        assertThat(sheet().keys()).containsExactly(key);
    }

    @Test
    void showsWhatOthersSaveWithoutTouchingWhatIsTyped() {
        Event event = event("Stilt Sheet Fair");
        String key = register(event, business("Stilt Sheets"), "5");
        open(event);
        type(key, "remark", "Mine");
        reviseAsColleague(key, "signedDeals", "77");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(row(key).cells()).containsEntry("signedDeals", "77").containsEntry("remark", "Mine");
        });
        leave(key);
        assertThat(row(key).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(kept(event).getFirst().data().remark()).isEqualTo("Mine");
        assertThat(kept(event).getFirst().data().signedDeals()).isEqualByComparingTo("77");
    }

    @Test
    void showsBothWhenSomebodyHasSetTheSameCellAndSavesOverItWhenAskedAgain() {
        Event event = event("Plover Sheet Fair");
        String key = register(event, business("Plover Sheets"), "5");
        open(event);
        type(key, "boothArea", "7");
        reviseAsColleague(key, "boothArea", "9");
        leave(key);
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("9");
        assertThat(row(key).cells()).containsEntry("boothArea", "7");
        assertThat(row(key).problems().get("boothArea")).contains("official").contains("9");
        leave(key);
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("7");
    }

    @Test
    void keepsWhatWasTypedWhenSomebodyRemovesTheRecord() {
        Event event = event("Curlew Sheet Fair");
        String key = register(event, business("Curlew Sheets"), "5");
        open(event);
        type(key, "remark", "Mine");
        Colleagues.as("official", people, () -> {
            participations.withdraw(Long.parseLong(key), 0);
            return true;
        });
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(row(key).state()).isEqualTo(SheetRow.State.REFUSED);
        });
        assertThat(row(key).reason()).contains("removed");
        leave(key);
        assertThat(kept(event))
                .singleElement()
                .satisfies(item -> assertThat(item.data().remark()).isEqualTo("Mine"));
    }

    @Test
    void registersANewBusinessOnTheWay() {
        Event event = open("Snipe Sheet Fair");
        sheet().receive(new SheetEvent.NewWanted("+1", "business", "Snipe Sheets", ++number));
        Dialog dialog = find(Dialog.class).single();
        assertThat(find(TextField.class, dialog)
                        .withLabel("Name in English")
                        .single()
                        .getValue())
                .isEqualTo("Snipe Sheets");
        TextField code = find(TextField.class, dialog)
                .withLabel("Unified social credit code")
                .single();
        test(code).setValue(nextCode());
        @SuppressWarnings("unchecked")
        ComboBox<String> city = find(ComboBox.class, dialog).withLabel("City").single();
        city.setValue(SHENZHEN);
        test(find(Button.class, dialog).withText("Register and add").single()).click();
        assertThat(row("+1").cells()).containsEntry("business", "Snipe Sheets");
        leave("+1");
        assertThat(kept(event)).hasSize(1);
    }

    @Test
    @WithUserDetails("viewer")
    void letsAViewerOnlyLook() {
        Event event = Colleagues.as("clerk", people, () -> event("Dunlin Sheet Fair"));
        String key = Colleagues.as("clerk", people, () -> register(event, business("Dunlin Sheets"), "5"));
        open(event);
        assertThat(sheet().isReadOnly()).isTrue();
        type(key, "boothArea", "7");
        leave(key);
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("5");
    }

    private void type(String row, String column, String text) {
        SheetRow shown = sheet().shown(row);
        sheet().receive(new SheetEvent.CellLeft(row, column, text, shown == null ? "" : shown.version(), ++number));
    }

    private void leave(String row) {
        sheet().receive(new SheetEvent.RowLeft(row, ++number));
    }

    private void undo() {
        sheet().receive(new SheetEvent.Undone(++number));
    }

    private void redo() {
        sheet().receive(new SheetEvent.Redone(++number));
    }

    private SheetRow row(String key) {
        if (sheet().shown(key) == null) {
            sheet().receive(new SheetEvent.RowsWanted(List.of(key)));
        }
        return Objects.requireNonNull(sheet().shown(key), "The sheet shows no row " + key);
    }

    private RecordSheet sheet() {
        return findInView(RecordSheet.class).single();
    }

    private List<ParticipationListItem> kept(Event event) {
        return lists.page(ParticipationFilter.ofEvent(event.id()), null, false, 0, 100);
    }

    private void reviseAsColleague(String key, String field, String amount) {
        Colleagues.as("official", people, () -> {
            Participation now = participations.find(Long.parseLong(key)).orElseThrow();
            ParticipationData data = now.data();
            BigDecimal figure = new BigDecimal(amount);
            return participations.revise(
                    now.id(),
                    now.version(),
                    new ParticipationData(
                            data.businessId(),
                            data.role(),
                            data.attendance(),
                            field.equals("boothArea") ? figure : data.boothArea(),
                            data.intendedDeals(),
                            field.equals("signedDeals") ? figure : data.signedDeals(),
                            data.remark()));
        });
    }

    private String register(Event event, Business business, @Nullable String boothArea) {
        return Long.toString(participations
                .register(
                        event.id(),
                        new ParticipationData(
                                business.id(),
                                ParticipationRole.EXHIBITOR,
                                Attendance.ON_SITE,
                                boothArea == null ? null : new BigDecimal(boothArea),
                                null,
                                null,
                                null))
                .id());
    }

    private Event open(String name) {
        return open(event(name));
    }

    private Event open(Event event) {
        UI.getCurrent().navigate("events/" + event.code());
        test(findInView(Button.class).withText("Sheet").single()).click();
        sheet().receive(new SheetEvent.RowsWanted(sheet().keys()));
        return event;
    }

    private Event event(String name) {
        return events.schedule(new EventData(
                Programme.GTW,
                name,
                null,
                LocalDate.of(2082, 5, 1),
                LocalDate.of(2082, 5, 3),
                EventForm.ON_SITE,
                "JP",
                null,
                null,
                null,
                null,
                SHENZHEN,
                Set.of("electronics"),
                EventStatus.CONFIRMED,
                null,
                null,
                null,
                null));
    }

    private Business business(String name) {
        return businesses.register(
                new BusinessData(nextCode(), null, name, null, SHENZHEN, null, Set.of(), null, null, null, null, null));
    }

    private static String nextCode() {
        String first = "91440300" + NEXT.incrementAndGet();
        return first + CreditCode.checkCharacter(first);
    }
}
