package org.yuemao.participation.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.BigDecimalField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.Drafts;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationLists;

@DeskTest
@WithUserDetails("clerk")
class EntryRowDraftTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private BusinessService businesses;

    @Autowired
    private BusinessLists businessLists;

    @Autowired
    private ParticipationLists lists;

    @Autowired
    private Drafts drafts;

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
    void offersWhatWasTypedIntoTheRowAndKeepsNothingOnceItIsAdded() {
        Business business = business("Avocet Alloys");
        Event event = event();
        open(event);
        pick(business);
        test(area()).setValue(new BigDecimal("36"));
        assertThat(drafts.own()).singleElement().satisfies(draft -> {
            assertThat(draft.subject().title()).isEqualTo("New participation in " + event.code());
            assertThat(draft.subject().address()).isEqualTo("events/" + event.code());
        });
        UI.getCurrent().navigate("zones");

        open(event);
        assertThat(area().getValue()).isNull();
        assertThat(offered()).contains("Business: Avocet Alloys", "Booth area (sqm): 36");
        click("Restore");
        assertThat(picked().getValue().id()).isEqualTo(business.id());
        assertThat(area().getValue()).isEqualByComparingTo("36");
        click("Add");
        assertThat(lists.count(ParticipationFilter.ofEvent(event.id()))).isOne();
        assertThat(drafts.own()).isEmpty();
        open(event);
        assertThat(offered()).isEmpty();
    }

    @Test
    void findsTheBusinessThatTheBrowserKeptByWhatItShowed() {
        Business business = business("Godwit Gears");
        business("Godwit Gears Trading");
        Event event = event();
        drafts.add(
                UUID.randomUUID(),
                DraftSubject.ofNew("participation-row-of-" + event.id(), "New participation", "events/" + event.code()),
                Map.of(
                        "businessId",
                        new FieldChange(
                                "Business",
                                new FieldText(List.of(), true),
                                new FieldText(
                                        List.of("Godwit Gears · "
                                                + business.data().creditCode()),
                                        true),
                                "Godwit Gears")));
        open(event);
        click("Restore");
        assertThat(picked().getValue().id()).isEqualTo(business.id());
    }

    @Test
    void leavesABusinessOutThatIsGoneByNow() {
        Business business = business("Dotterel Dyes");
        Event event = event();
        open(event);
        pick(business);
        test(area()).setValue(new BigDecimal("9"));
        UI.getCurrent().navigate("zones");
        businesses.remove(business.id(), business.version());
        open(event);
        click("Restore");
        assertThat(picked().getValue()).isNull();
        assertThat(area().getValue()).isEqualByComparingTo("9");
    }

    private void pick(Business business) {
        picked().setValue(businessLists.withIds(List.of(business.id())).getFirst());
    }

    private static void open(Event event) {
        UI.getCurrent().navigate("events/" + event.code());
    }

    private String offered() {
        return findInView(Div.class).withClassName("waiting-drafts").all().stream()
                .map(offer -> offer.getElement().getTextRecursively())
                .collect(Collectors.joining());
    }

    @SuppressWarnings("unchecked")
    private ComboBox<BusinessListItem> picked() {
        return findInView(ComboBox.class).withLabel("Business").single();
    }

    private BigDecimalField area() {
        return findInView(BigDecimalField.class).withLabel("Booth area (sqm)").single();
    }

    private void click(String caption) {
        test(findInView(Button.class).withText(caption).single()).click();
    }

    private Business business(String name) {
        return businesses.register(new BusinessData(
                CreditCodes.next(), null, name, null, "440300", null, Set.of(), null, null, null, null, null));
    }

    private Event event() {
        return events.schedule(new EventData(
                Programme.GTW,
                "Avocet Fair",
                null,
                LocalDate.of(2172, 6, 4),
                LocalDate.of(2172, 6, 6),
                EventForm.ON_SITE,
                "DE",
                null,
                null,
                null,
                null,
                "440300",
                Set.of(),
                EventStatus.PLANNED,
                null,
                null,
                null,
                null));
    }
}
