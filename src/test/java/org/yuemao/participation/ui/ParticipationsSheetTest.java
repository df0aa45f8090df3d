package org.yuemao.participation.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.yuemao.Colleagues;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.SheetKeys;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.event.Event;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
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

    @Autowired
    private PlatformTransactionManager transactions;

    private final SheetKeys sheet =
            new SheetKeys(() -> findInView(RecordSheet.class).single());

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void entersAParticipationInTheEmptyRow() {
        Business business = business("Heron Sheets");
        Event event = open("Heron Sheet Fair");
        sheet.type("+1", "business", "Heron Sheets");
        assertThat(sheet.row("+1").cells())
                .containsEntry("business", "Heron Sheets")
                .containsEntry("creditCode", String.valueOf(business.data().creditCode()))
                .containsEntry("role", "Exhibitor");
        assertThat(sheet.row("+1").state()).isEqualTo(SheetRow.State.NEW);
        sheet.type("+1", "role", "采购商");
        sheet.type("+1", "signedDeals", "1.2亿");
        assertThat(kept(event)).isEmpty();
        sheet.leave("+1");
        assertThat(kept(event)).singleElement().satisfies(item -> {
            assertThat(item.businessId()).isEqualTo(business.id());
            assertThat(item.data().role()).isEqualTo(ParticipationRole.BUYER);
            assertThat(item.data().signedDeals()).isEqualByComparingTo("120000000");
        });
        SheetRow saved = sheet.row(Long.toString(kept(event).getFirst().id()));
        assertThat(saved.state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(saved.cells()).containsEntry("signedDeals", "120,000,000").containsEntry("role", "Buyer");
        assertThat(saved.about()).contains("clerk");
    }

    @Test
    void marksABadCellAndSavesTheRowOnceItIsMended() {
        Event event = event("Egret Sheet Fair");
        String key = register(event, business("Egret Sheets"), "5");
        open(event);
        sheet.type(key, "boothArea", "many");
        assertThat(sheet.row(key).problems()).containsEntry("boothArea", "Type a number, such as 1250.50");
        sheet.type(key, "remark", "Corner stand");
        sheet.leave(key);
        assertThat(sheet.row(key).state()).isEqualTo(SheetRow.State.REFUSED);
        assertThat(sheet.row(key).cells()).containsEntry("boothArea", "many").containsEntry("remark", "Corner stand");
        assertThat(kept(event).getFirst().data().remark()).isNull();
        sheet.type(key, "boothArea", "18.5");
        sheet.leave(key);
        assertThat(sheet.row(key).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(kept(event).getFirst().data().remark()).isEqualTo("Corner stand");
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("18.5");
    }

    @Test
    void saysAtTheBusinessWhyItCannotBeEntered() {
        Event event = event("Bittern Sheet Fair");
        Business business = business("Bittern Sheets");
        register(event, business, "5");
        open(event);
        sheet.type("+1", "business", "Nobody Ever Heard Of");
        assertThat(sheet.row("+1").problems().get("business")).contains("Nobody Ever Heard Of");
        sheet.type("+1", "business", String.valueOf(business.data().creditCode()));
        assertThat(sheet.row("+1").problems()).isEmpty();
        sheet.leave("+1");
        assertThat(sheet.row("+1").problems())
                .containsEntry("business", "This business takes part in this event already");
        sheet.type("+1", "business", "");
        sheet.leave("+1");
        assertThat(sheet.keys()).hasSize(1);
        assertThat(kept(event)).hasSize(1);
    }

    @Test
    void takesBackAndDoesAgainWhatWasSaved() {
        Event event = event("Crane Sheet Fair");
        String key = register(event, business("Crane Sheets"), "5");
        open(event);
        sheet.type(key, "boothArea", "7");
        sheet.type(key, "role", "Buyer");
        sheet.leave(key);
        sheet.undo();
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("5");
        assertThat(kept(event).getFirst().data().role()).isEqualTo(ParticipationRole.EXHIBITOR);
        sheet.redo();
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("7");
        assertThat(sheet.row(key).cells()).containsEntry("role", "Buyer");
    }

    @Test
    void takesBackWhatIsTypedAndNotSavedCellByCell() {
        Event event = event("Ibis Sheet Fair");
        String key = register(event, business("Ibis Sheets"), "5");
        open(event);
        sheet.type(key, "boothArea", "7");
        sheet.type(key, "remark", "Hall 3");
        sheet.undo();
        assertThat(sheet.row(key).unsaved()).containsExactly("boothArea");
        sheet.undo();
        assertThat(sheet.row(key).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(sheet.row(key).cells()).containsEntry("boothArea", "5");
    }

    @Test
    void refusesToTakeBackWhatSomebodyHasChangedSince() {
        Event event = event("Swan Sheet Fair");
        String key = register(event, business("Swan Sheets"), "5");
        open(event);
        sheet.type(key, "boothArea", "7");
        sheet.leave(key);
        reviseAsColleague(key, "boothArea", "9");
        sheet.undo();
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("9");
    }

    @Test
    void deletesRowsAndBringsThemBack() {
        Event event = event("Goose Sheet Fair");
        String one = register(event, business("Goose Sheets"), "5");
        String two = register(event, business("Gander Sheets"), "6");
        open(event);
        sheet.remove(one, two);
        assertThat(kept(event)).isEmpty();
        assertThat(sheet.keys()).isEmpty();
        sheet.undo();
        assertThat(kept(event)).hasSize(2);
        assertThat(sheet.keys()).hasSize(2);
        sheet.redo();
        assertThat(kept(event)).isEmpty();
    }

    @Test
    void fillsDownAndTakesItBackInOneStep() {
        Event event = event("Duck Sheet Fair");
        String one = register(event, business("Duck Sheets"), "5");
        String two = register(event, business("Drake Sheets"), "6");
        String three = register(event, business("Teal Sheets"), "8");
        open(event);
        sheet.fillDown(one, List.of(two, three), "boothArea", "role");
        assertThat(kept(event))
                .allSatisfy(item -> assertThat(item.data().boothArea()).isEqualByComparingTo("5"));
        sheet.undo();
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
        sheet.paste(key, "boothArea", "12\t100\r\n", 1, 1);
        assertThat(sheet.row(key).cells()).containsEntry("boothArea", "12").containsEntry("intendedDeals", "100");
        sheet.paste(
                "",
                "business",
                "Loon Sheets\t\tbuyer\tonline\t3\t4\t5\t\"two\nlines\"\r\nNobody Known\t\t\t\t1\r\n",
                1,
                1);
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
        String wrong = sheet.keys().getLast();
        assertThat(sheet.row(wrong).problems().get("business")).contains("Nobody Known");
        assertThat(sheet.row(wrong).cells()).containsEntry("boothArea", "1");
        sheet.undo();
        assertThat(kept(event)).hasSize(1);
        assertThat(sheet.keys()).containsExactly(key);
    }

    @Test
    void showsWhatOthersSaveWithoutTouchingWhatIsTyped() {
        Event event = event("Stilt Sheet Fair");
        String key = register(event, business("Stilt Sheets"), "5");
        open(event);
        sheet.type(key, "remark", "Mine");
        reviseAsColleague(key, "signedDeals", "77");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet.row(key).cells())
                    .containsEntry("signedDeals", "77")
                    .containsEntry("remark", "Mine");
        });
        sheet.leave(key);
        assertThat(sheet.row(key).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(kept(event).getFirst().data().remark()).isEqualTo("Mine");
        assertThat(kept(event).getFirst().data().signedDeals()).isEqualByComparingTo("77");
    }

    @Test
    void showsBothWhenSomebodyHasSetTheSameCellAndSavesOverItWhenAskedAgain() {
        Event event = event("Plover Sheet Fair");
        String key = register(event, business("Plover Sheets"), "5");
        open(event);
        sheet.type(key, "boothArea", "7");
        reviseAsColleague(key, "boothArea", "9");
        sheet.leave(key);
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("9");
        assertThat(sheet.row(key).cells()).containsEntry("boothArea", "7");
        assertThat(sheet.row(key).problems().get("boothArea"))
                .contains("official")
                .contains("9");
        sheet.leave(key);
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("7");
    }

    @Test
    void keepsWhatWasTypedWhenSomebodyRemovesTheRecord() {
        Event event = event("Curlew Sheet Fair");
        String key = register(event, business("Curlew Sheets"), "5");
        open(event);
        sheet.type(key, "remark", "Mine");
        Colleagues.as("official", people, () -> {
            participations.withdraw(Long.parseLong(key), 0);
            return true;
        });
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet.row(key).state()).isEqualTo(SheetRow.State.REFUSED);
        });
        assertThat(sheet.row(key).reason()).contains("removed");
        sheet.leave(key);
        assertThat(kept(event))
                .singleElement()
                .satisfies(item -> assertThat(item.data().remark()).isEqualTo("Mine"));
    }

    @Test
    void losesNothingThatIsTypedToTheListAndAsksBeforeThePageIsLeft() {
        Event event = event("Knot Sheet Fair");
        String key = register(event, business("Knot Sheets"), "5");
        open(event);
        sheet.type(key, "boothArea", "many");
        sheet.leave(key);
        test(findInView(Button.class).withText("List").single()).click();
        UI.getCurrent().navigate("zones");
        assertThat(find(ConfirmDialog.class).single().getElement().getProperty("message"))
                .startsWith("What you typed has not been saved. It is kept as your draft");
        test(find(ConfirmDialog.class).single()).cancel();
        test(findInView(Button.class).withText("Sheet").single()).click();
        assertThat(sheet.row(key).cells()).containsEntry("boothArea", "many");
        sheet.type(key, "boothArea", "6");
        sheet.leave(key);
        UI.getCurrent().navigate("zones");
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
    }

    @Test
    void registersANewBusinessOnTheWay() {
        Event event = open("Snipe Sheet Fair");
        sheet.wantNew("+1", "business", "Snipe Sheets");
        Dialog dialog = find(Dialog.class).single();
        assertThat(find(TextField.class, dialog)
                        .withLabel("Name in English")
                        .single()
                        .getValue())
                .isEqualTo("Snipe Sheets");
        TextField code = find(TextField.class, dialog)
                .withLabel("Unified social credit code")
                .single();
        test(code).setValue(CreditCodes.next());
        @SuppressWarnings("unchecked")
        ComboBox<String> city = find(ComboBox.class, dialog).withLabel("City").single();
        city.setValue(SHENZHEN);
        test(find(Button.class, dialog).withText("Register and add").single()).click();
        assertThat(sheet.row("+1").cells()).containsEntry("business", "Snipe Sheets");
        sheet.leave("+1");
        assertThat(kept(event)).hasSize(1);
    }

    @Test
    @WithUserDetails("viewer")
    void letsAViewerOnlyLook() {
        Event event = Colleagues.as("clerk", people, () -> event("Dunlin Sheet Fair"));
        String key = Colleagues.as("clerk", people, () -> register(event, business("Dunlin Sheets"), "5"));
        Colleagues.as("official", people, () -> Fairs.approve(events, event));
        open(event);
        assertThat(sheet.isReadOnly()).isTrue();
        sheet.type(key, "boothArea", "7");
        sheet.leave(key);
        assertThat(kept(event).getFirst().data().boothArea()).isEqualByComparingTo("5");
    }

    @Test
    void fillsManyRowsInOneTransactionAndTakesThemBackInOne() {
        Event event = event("Merlin Sheet Fair");
        List<String> keys = rows(event, "Merlin", 6);
        open(event);
        sheet.type(keys.getFirst(), "boothArea", "36");
        sheet.type(keys.getFirst(), "remark", "Hall 3");
        sheet.leave(keys.getFirst());
        sheet.type(keys.get(2), "signedDeals", "many");
        List<String> rest = keys.subList(1, 6);
        assertThat(written(() -> sheet.fillDown(keys.getFirst(), rest, "boothArea", "remark")))
                .containsExactly("EntryService.enter", "Drafts.keep");
        assertThat(areas(event)).containsExactly("36", "36", "5", "36", "36", "36");
        SheetRow wrong = sheet.row(keys.get(2));
        assertThat(wrong.state()).isEqualTo(SheetRow.State.REFUSED);
        assertThat(wrong.problems()).containsOnlyKeys("signedDeals");
        assertThat(wrong.cells()).containsEntry("boothArea", "36").containsEntry("signedDeals", "many");
        assertThat(sheet.row(keys.getLast()).state()).isEqualTo(SheetRow.State.SAVED);

        assertThat(written(sheet::undo)).containsExactly("EntryService.enter", "Drafts.keep");
        assertThat(areas(event)).containsExactly("36", "5", "5", "5", "5", "5");
        assertThat(sheet.row(keys.get(2)).cells())
                .containsEntry("boothArea", "5")
                .containsEntry("signedDeals", "many");
        sheet.redo();
        assertThat(areas(event)).containsExactly("36", "36", "5", "36", "36", "36");
        sheet.giveUp(keys.get(2));
    }

    @Test
    void fillsNothingOverWhatAColleagueHasSetSinceAndTakesBackTheRest() {
        Event event = event("Caracara Sheet Fair");
        List<String> keys = rows(event, "Caracara", 4);
        open(event);
        sheet.type(keys.getFirst(), "boothArea", "36");
        sheet.leave(keys.getFirst());
        sheet.type(keys.get(1), "boothArea", "7");
        reviseAsColleague(keys.get(1), "boothArea", "9");
        sheet.fillDown(keys.getFirst(), keys.subList(1, 4), "boothArea");
        assertThat(areas(event)).containsExactly("36", "9", "36", "36");
        assertThat(sheet.row(keys.get(1)).problems().get("boothArea")).contains("official", "9");
        reviseAsColleague(keys.get(2), "boothArea", "11");
        sheet.undo();
        assertThat(areas(event)).containsExactly("36", "9", "11", "5");
        assertThat(sheet.row(keys.get(1)).cells()).containsEntry("boothArea", "7");
        sheet.giveUp(keys.get(1));
        assertThat(sheet.row(keys.get(1)).cells()).containsEntry("boothArea", "9");
    }

    @Test
    void entersNewRowsAsTheEventIsHeld() {
        Business business = business("Osprey Sheets");
        Event online = events.schedule(Fairs.inMay(2082, "Osprey Sheet Fair online", EventForm.ONLINE));
        open(online);
        sheet.type("+1", "business", String.valueOf(business.data().creditCode()));
        assertThat(sheet.row("+1").cells()).containsEntry("attendance", "Online");
        sheet.leave("+1");
        assertThat(kept(online).getFirst().data().attendance()).isEqualTo(Attendance.ONLINE);

        Event both = events.schedule(Fairs.inMay(2082, "Osprey Sheet Fair", EventForm.BOTH));
        open(both);
        sheet.type("+1", "business", String.valueOf(business.data().creditCode()));
        sheet.leave("+1");
        assertThat(kept(both)).as("only the person knows").isEmpty();
        assertThat(sheet.row("+1").problems()).containsOnlyKeys("attendance");
        sheet.type("+1", "attendance", "on site");
        sheet.leave("+1");
        assertThat(kept(both).getFirst().data().attendance()).isEqualTo(Attendance.ON_SITE);
    }

    @Test
    void emptiesManyRowsButNotWhatEachOfThemNeeds() {
        Event event = event("Hobby Sheet Fair");
        List<String> keys = rows(event, "Hobby", 3);
        open(event);
        assertThat(written(() -> sheet.empty(keys, "boothArea"))).containsExactly("EntryService.enter");
        assertThat(areas(event)).containsExactly("null", "null", "null");
        sheet.empty(keys, "attendance");
        assertThat(kept(event))
                .allSatisfy(item -> assertThat(item.data().attendance()).isEqualTo(Attendance.ON_SITE));
        keys.forEach(key -> assertThat(sheet.row(key).problems()).containsOnlyKeys("attendance"));
        sheet.undo();
        keys.forEach(key -> assertThat(sheet.row(key).problems()).isEmpty());
    }

    @Test
    void removesManyRowsInOneTransactionAndBringsThemBackToTheirPlaces() {
        Event event = event("Harrier Sheet Fair");
        List<String> keys = rows(event, "Harrier", 5);
        open(event);
        reviseAsColleague(keys.get(1), "boothArea", "9");
        assertThat(written(() -> sheet.remove(keys.get(0), keys.get(1), keys.get(2), keys.get(4))))
                .containsExactly("ParticipationService.withdrawAll");
        assertThat(sheet.keys()).containsExactly(keys.get(1), keys.get(3));
        assertThat(sheet.row(keys.get(1)).reason()).startsWith("Not deleted: somebody has changed this row");
        assertThat(written(sheet::undo)).containsExactly("ParticipationService.registerAll");
        assertThat(sheet.keys()).hasSize(5).contains(keys.get(1), keys.get(3));
        assertThat(sheet.keys().stream()
                        .map(key -> sheet.row(key).cells().get("business"))
                        .toList())
                .containsExactly("Harrier 0", "Harrier 1", "Harrier 2", "Harrier 3", "Harrier 4");
        assertThat(written(sheet::redo)).containsExactly("ParticipationService.withdrawAll");
        assertThat(sheet.keys()).containsExactly(keys.get(1), keys.get(3));
    }

    private List<String> rows(Event event, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> register(event, business(name + " " + row), "5"))
                .toList();
    }

    private List<String> areas(Event event) {
        return kept(event).stream()
                .sorted(Comparator.comparing(item -> item.id()))
                .map(item -> item.data().boothArea() == null
                        ? "null"
                        : item.data().boothArea().stripTrailingZeros().toPlainString())
                .toList();
    }

    /** What was committed on this thread meanwhile, by the methods that began it. */
    private List<String> written(Runnable work) {
        ConfigurableTransactionManager manager = (ConfigurableTransactionManager) transactions;
        Collection<TransactionExecutionListener> before = new ArrayList<>(manager.getTransactionExecutionListeners());
        List<String> committed = new ArrayList<>();
        Thread own = Thread.currentThread();
        manager.addListener(new TransactionExecutionListener() {
            @Override
            public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
                if (!transaction.isReadOnly() && Thread.currentThread() == own) {
                    String name = transaction.getTransactionName();
                    committed.add(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
                }
            }
        });
        try {
            work.run();
        } finally {
            manager.setTransactionExecutionListeners(before);
        }
        return committed;
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
        sheet.look(sheet.keys());
        return event;
    }

    private Event event(String name) {
        return events.schedule(Fairs.inMay(2082, name));
    }

    private Business business(String name) {
        return businesses.register(new BusinessData(
                CreditCodes.next(), null, name, null, SHENZHEN, null, Set.of(), null, null, null, null, null));
    }
}
