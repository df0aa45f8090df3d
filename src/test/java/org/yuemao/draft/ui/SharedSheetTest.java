package org.yuemao.draft.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.SheetKeys;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetGuest;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.draft.Drafts;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.participation.Attendance;
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
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        key, "boothArea", official().fullName()));
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
        Event event = org.yuemao.Colleagues.as("clerk", people, () -> event("Shared Stork Fair"));
        String key = org.yuemao.Colleagues.as("clerk", people, () -> register(event, "Shared Stork"));
        Presence.Stay theirs = presence.join(room(event), official(), () -> {});
        open(event);
        sheet.place(key, "business");
        assertThat(place(theirs)).isEqualTo(key + "|business");
        UI.getCurrent().navigate(ELSEWHERE);
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
