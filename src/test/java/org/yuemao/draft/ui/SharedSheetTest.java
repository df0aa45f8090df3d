package org.yuemao.draft.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.SheetKeys;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetGuest;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.draft.Drafts;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.presence.Presence;
import org.yuemao.security.Person;

@DeskTest
@WithUserDetails("clerk")
class SharedSheetTest extends SpringBrowserlessTest {
    private static final String ELSEWHERE = "zones";

    @Autowired
    private EventService events;

    @Autowired
    private BusinessService businesses;

    @Autowired
    private ParticipationService participations;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Presence presence;

    @Autowired
    private UserDetailsService people;

    private final SheetKeys sheet = new SheetKeys(this::shown);

    @BeforeEach
    void begin() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
        forgetDrafts();
    }

    @AfterEach
    void forgetDrafts() {
        drafts.own().forEach(draft -> drafts.discard(draft.id()));
    }

    @Test
    void showsInWhichCellOthersAreUntilTheyLeave() {
        Event event = event("Shared Heron Fair");
        String key = register(event, "Shared Heron");
        open(event);
        assertThat(shown().getElement().getProperty("accompanied", false)).isFalse();
        Presence.Stay theirs = presence.join(room(event), official(), () -> {});
        roundTrip();
        assertThat(companions()).containsExactly(official().fullName());
        assertThat(shown().getElement().getProperty("accompanied", false)).isTrue();
        assertThat(shown().guests()).isEmpty();

        theirs.enter(key + "|boothArea");
        roundTrip();
        assertThat(shown().guests())
                .extracting(SheetGuest::row, SheetGuest::column, SheetGuest::name)
                .containsExactly(tuple(key, "boothArea", official().fullName()));
        assertThat(companions())
                .singleElement()
                .asString()
                .startsWith(official().fullName())
                .contains("Shared Heron")
                .containsIgnoringCase("booth area");

        theirs.enter(key + "|remark");
        roundTrip();
        assertThat(shown().guests()).extracting(SheetGuest::column).containsExactly("remark");
        theirs.leave();
        roundTrip();
        assertThat(shown().guests()).isEmpty();
        theirs.end();
        roundTrip();
        assertThat(companions()).isEmpty();
    }

    @Test
    void showsWhoHasTheFormOfARowOpenAndNobodyElse() {
        Event event = event("Shared Grebe Fair");
        String key = register(event, "Shared Grebe");
        open(event);
        Presence.Stay form = presence.join(room(event), official(), () -> {});
        form.enter(key + "|");
        roundTrip();
        assertThat(companions()).singleElement().asString().contains(official().fullName(), "Shared Grebe");
        assertThat(shown().guests()).isEmpty();
        form.enter(key + "|remark");
        roundTrip();
        assertThat(shown().guests()).extracting(SheetGuest::column).containsExactly("remark");
        form.enter("987654321|remark");
        roundTrip();
        assertThat(companions()).isEmpty();
        assertThat(shown().guests()).isEmpty();
        form.end();
    }

    @Test
    void tellsOthersInWhichCellOneIsAlsoWhenANewRowIsSaved() {
        Event event = event("Shared Egret Fair");
        Business business = business("Shared Egret");
        Presence.Stay theirs = presence.join(room(event), official(), () -> {});
        open(event);
        sheet.type("+1", "business", String.valueOf(business.data().creditCode()));
        sheet.place("+1", "remark");
        assertThat(place(theirs)).isEqualTo("+1|remark");
        sheet.leave("+1");
        String key = sheet.keys().getFirst();
        assertThat(key).isNotEqualTo("+1");
        assertThat(place(theirs)).isEqualTo(key + "|remark");
        sheet.place("", "");
        assertThat(theirs.others()).singleElement().satisfies(one -> assertThat(one.place())
                .isNull());
        UI.getCurrent().navigate(ELSEWHERE);
        assertThat(theirs.others()).isEmpty();
    }

    @Test
    @WithUserDetails("viewer")
    void showsAlsoWhereAPersonIsWhoOnlyLooks() {
        Event event = Colleagues.as("clerk", people, () -> event("Shared Stork Fair"));
        String key = Colleagues.as("clerk", people, () -> register(event, "Shared Stork"));
        Colleagues.as("official", people, () -> Fairs.approve(events, event));
        Presence.Stay theirs = presence.join(room(event), official(), () -> {});
        open(event);
        sheet.place(key, "business");
        assertThat(place(theirs)).isEqualTo(key + "|business");
        UI.getCurrent().navigate(ELSEWHERE);
    }

    @Test
    void offersWhatWasTypedAndNotSavedAndPutsItBack() {
        Event event = event("Kept Heron Fair");
        String key = register(event, "Kept Heron");
        open(event);
        sheet.type(key, "boothArea", "many");
        sheet.leave(key);
        sheet.type("+1", "remark", "Whose stand is this");
        sheet.leave("+1");
        sheet.typing(key, "signedDeals", "12");
        sheet.typing(key, "signedDeals", "125");
        leaveAndKeep();
        assertThat(drafts.own()).singleElement().satisfies(draft -> assertThat(draft.changes())
                .hasSize(3));

        open(event);
        assertThat(sheet.keys()).containsExactly(key);
        assertThat(offered())
                .singleElement()
                .asString()
                .contains(
                        "Kept Heron, Booth area (sqm): many",
                        "Kept Heron, Signed deals (CNY): 125",
                        "New row, Remark: Whose stand is this");
        click("Restore");
        assertThat(offered()).isEmpty();
        assertThat(sheet.row(key).cells()).containsEntry("boothArea", "many").containsEntry("signedDeals", "125");
        assertThat(sheet.row(key).problems()).containsKey("boothArea");
        String fresh = sheet.keys().getLast();
        assertThat(sheet.row(fresh).cells())
                .containsEntry("remark", "Whose stand is this")
                .containsEntry("role", "Exhibitor");
        assertThat(drafts.own()).as("still not saved").hasSize(1);

        sheet.type(key, "boothArea", "18");
        sheet.leave(key);
        assertThat(drafts.own().getFirst().changes())
                .as("saved rows are no draft")
                .hasSize(1);
        sheet.giveUp(fresh);
        assertThat(drafts.own()).isEmpty();
        Participation now = participations.find(Long.parseLong(key)).orElseThrow();
        assertThat(now.data().boothArea()).isEqualByComparingTo("18");
        assertThat(now.data().signedDeals()).isEqualByComparingTo("125");
    }

    @Test
    void saysWhereSomebodyHasSetTheSameSinceItWasTyped() {
        Event event = event("Kept Egret Fair");
        String key = register(event, "Kept Egret");
        open(event);
        sheet.type(key, "remark", "Mine");
        leaveAndKeep();
        Colleagues.as("official", people, () -> {
            Participation now = participations.find(Long.parseLong(key)).orElseThrow();
            return participations.revise(
                    now.id(),
                    now.version(),
                    new ParticipationData(
                            now.data().businessId(),
                            ParticipationRole.EXHIBITOR,
                            Attendance.ON_SITE,
                            null,
                            null,
                            null,
                            "Theirs"));
        });
        open(event);
        click("Restore");
        sheet.leave(key);
        assertThat(sheet.row(key).problems().get("remark")).contains("official", "Theirs");
        sheet.leave(key);
        assertThat(participations.find(Long.parseLong(key)).orElseThrow().data().remark())
                .isEqualTo("Mine");
        assertThat(drafts.own()).isEmpty();
    }

    @Test
    void entersAnewWhatWasTypedIntoARecordThatIsGone() {
        Event event = event("Kept Stork Fair");
        String key = register(event, "Kept Stork");
        open(event);
        sheet.type(key, "remark", "Not to be lost");
        leaveAndKeep();
        Colleagues.as("official", people, () -> {
            participations.withdraw(
                    Long.parseLong(key),
                    participations.find(Long.parseLong(key)).orElseThrow().version());
            return event;
        });
        open(event);
        click("Restore");
        SheetRow row = sheet.row(sheet.keys().getLast());
        assertThat(row.state()).isEqualTo(SheetRow.State.REFUSED);
        assertThat(row.reason()).startsWith("Somebody has removed this record");
        assertThat(row.cells()).containsEntry("remark", "Not to be lost");
    }

    @Test
    void leadsFromTheDraftsToTheSheetAndGivesThemUp() {
        Event event = event("Kept Crane Fair");
        String key = register(event, "Kept Crane");
        open(event);
        sheet.type(key, "boothArea", "lots");
        leaveAndKeep();
        UI.getCurrent().navigate("drafts");
        assertThat(offered()).singleElement().asString().contains("Participations in Kept Crane Fair", "lots");
        click("Continue");
        assertThat(shown().keys()).containsExactly(key);
        assertThat(offered()).hasSize(1);
        click("Discard");
        assertThat(offered()).isEmpty();
        assertThat(drafts.own()).isEmpty();

        sheet.look(sheet.keys());
        sheet.type(key, "boothArea", "plenty");
        assertThat(drafts.own()).hasSize(1);
        UI.getCurrent().navigate(ELSEWHERE);
        test(find(ConfirmDialog.class).single()).reject();
        assertThat(drafts.own()).isEmpty();
    }

    @Test
    void forgetsWhatIsNotBeingTypedAnyMore() {
        Event event = event("Kept Ibis Fair");
        String key = register(event, "Kept Ibis");
        open(event);
        sheet.typing("", "remark", "Half a wo");
        assertThat(drafts.own()).hasSize(1);
        sheet.stopTyping("", "remark");
        assertThat(drafts.own()).isEmpty();
        sheet.typing(key, "remark", "Whole");
        sheet.type(key, "remark", "Whole");
        sheet.leave(key);
        assertThat(drafts.own()).isEmpty();
        assertThat(offered()).isEmpty();
    }

    @Test
    void keepsAWholeBlockOfWrongRows() {
        Event event = event("Kept Swan Fair");
        open(event);
        String wrong = IntStream.range(0, 900)
                .mapToObj(row -> "Nobody " + row + "\t\tx\ty\tmany\tmany\tmany\tRow " + row)
                .collect(Collectors.joining("\n"));
        sheet.paste("", "business", wrong);
        test(find(Button.class, find(Dialog.class).single())
                        .withText("Nothing to enter")
                        .single())
                .click();
        assertThat(sheet.keys()).hasSize(900);
        leaveAndKeep();
        open(event);
        assertThat(offered()).singleElement().asString().contains("Nobody 0", "and 6,288 more cells");
        click("Restore");
        assertThat(sheet.keys()).hasSize(900);
        assertThat(sheet.row(sheet.keys().getLast()).cells()).containsEntry("remark", "Row 899");
    }

    private List<String> offered() {
        return findInView(Div.class).all().stream()
                .filter(div -> div.hasClassName("draft-offer"))
                .map(div -> div.getElement().getTextRecursively())
                .toList();
    }

    private void click(String label) {
        test(findInView(Button.class).withText(label).single()).click();
    }

    private void leaveAndKeep() {
        UI.getCurrent().navigate(ELSEWHERE);
        test(find(ConfirmDialog.class).single()).confirm();
    }

    private static String room(Event event) {
        return "sheet:participations-of-" + event.id();
    }

    private static String place(Presence.Stay theirs) {
        return String.valueOf(theirs.others().getFirst().place());
    }

    private Person official() {
        return (Person) people.loadUserByUsername("official");
    }

    private RecordSheet shown() {
        return findInView(RecordSheet.class).single();
    }

    private List<String> companions() {
        return findInView(NativeButton.class).all().stream()
                .filter(button -> button.hasClassName("companion"))
                .map(NativeButton::getText)
                .toList();
    }

    private void open(Event event) {
        UI.getCurrent().navigate("events/" + event.code());
        test(findInView(Button.class).withText("Sheet").single()).click();
        sheet.look(sheet.keys());
    }

    private Event event(String name) {
        return events.schedule(Fairs.inMay(2083, name));
    }

    private String register(Event event, String name) {
        ParticipationData data = new ParticipationData(
                business(name).id(), ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, null, null);
        return Long.toString(participations.register(event.id(), data).id());
    }

    private Business business(String name) {
        return businesses.register(new BusinessData(
                CreditCodes.next(), null, name, null, "440300", null, Set.of(), null, null, null, null, null));
    }
}
