package org.yuemao.draft.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.base.ui.DifferencesPanel;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.draft.Drafts;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.presence.Companion;
import org.yuemao.presence.Presence;
import org.yuemao.security.Person;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@DeskTest
@WithUserDetails("official")
class SharedFormTest extends SpringBrowserlessTest {
    private static final String ELSEWHERE = "zones";

    @Autowired
    private BusinessService businesses;

    @Autowired
    private IndicatorService indicators;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Presence presence;

    @Autowired
    private UserDetailsService people;

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
    void offersWhatWasTypedAndNotSavedAndPutsItBack() {
        open("businesses/new");
        test(text("Name in English")).setValue("Heron Hydraulics");
        choiceOf("City").setValue("440300");
        // Not left yet, so that the field itself knows nothing of it.
        typing("contact", "Ms H");
        typing("contact", "Ms Heron");
        leaveAndKeep();

        open("businesses/new");
        assertThat(text("Name in English").getValue()).isEmpty();
        assertThat(offered()).singleElement().satisfies(offer -> assertThat(
                        offer.getElement().getTextRecursively())
                .contains(
                        "did not save it", "Name in English: Heron Hydraulics", "Contact person: Ms Heron", "City: "));
        click("Restore");
        assertThat(text("Name in English").getValue()).isEqualTo("Heron Hydraulics");
        assertThat(text("Contact person").getValue()).isEqualTo("Ms Heron");
        assertThat(choiceOf("City").getValue()).isEqualTo("440300");
        assertThat(offered()).isEmpty();
        test(text("Reason for having no code")).setValue("abroad");
        click("Save");
        assertThat(businesses.find(Long.parseLong(path().substring("businesses/".length()))))
                .hasValueSatisfying(kept -> assertThat(kept.data().contact()).isEqualTo("Ms Heron"));
        assertThat(drafts.own()).as("what is saved is no draft").isEmpty();
    }

    @Test
    void keepsSeveralDraftsOfNewRecordsApart() {
        open("businesses/new");
        test(text("Name in English")).setValue("First Finch");
        leaveAndKeep();
        open("businesses/new");
        test(text("Name in English")).setValue("Second Finch");
        leaveAndKeep();
        open("businesses/new");
        assertThat(offered()).hasSize(2);
        test(find(Button.class, offered().getFirst()).withText("Discard").single())
                .click();
        assertThat(offered()).singleElement().satisfies(offer -> assertThat(
                        offer.getElement().getTextRecursively())
                .contains("First Finch"));
        assertThat(drafts.own()).hasSize(1);
    }

    @Test
    void givesUpADraftWhenItIsDiscardedOnLeaving() {
        open("businesses/new");
        test(text("Name in English")).setValue("Unwanted Wagtail");
        assertThat(drafts.own()).hasSize(1);
        UI.getCurrent().navigate(ELSEWHERE);
        test(find(ConfirmDialog.class).single()).reject();
        assertThat(path()).isEqualTo(ELSEWHERE);
        assertThat(drafts.own()).isEmpty();
    }

    @Test
    void aFieldThatIsAsItWasIsNoDraft() {
        Business business = register("Returning Rail");
        open("businesses/" + business.id());
        test(text("Contact person")).setValue("Mine");
        assertThat(drafts.own()).hasSize(1);
        test(text("Contact person")).setValue("");
        assertThat(drafts.own()).isEmpty();
    }

    @Test
    void showsADraftToNobodyElse() {
        open("businesses/new");
        test(text("Name in English")).setValue("Private Plover");
        assertThat(drafts.own()).hasSize(1);
        assertThat(Colleagues.as("clerk", people, () -> drafts.ofForm("business:new"))
                        .toString())
                .doesNotContain("Private Plover");
    }

    @Test
    void restoringMergesWithWhatOthersHaveSavedSince() {
        Business business = register("Merging Merganser");
        open("businesses/" + business.id());
        test(text("Contact person")).setValue("Mine");
        test(text("Website")).setValue("mine.example.com");
        leaveAndKeep();
        theyChange(business, "Theirs", "020-77");

        open("businesses/" + business.id());
        assertThat(text("Phone").getValue()).isEqualTo("020-77");
        assertThat(offered().getFirst().getElement().getTextRecursively())
                .contains("clerk has changed the record since", "typed “Mine”, kept now “Theirs”");
        click("Restore");
        assertThat(text("Website").getValue()).isEqualTo("mine.example.com");
        assertThat(text("Phone").getValue()).as("theirs").isEqualTo("020-77");
        assertThat(text("Contact person").getValue()).isEqualTo("Mine");
        choose("Contact person", 0);
        assertThat(text("Contact person").getValue()).isEqualTo("Theirs");
        choose("Contact person", 1);
        assertThat(text("Contact person").getValue()).isEqualTo("Mine");
        choose("Contact person", 0);
        click("Save");
        BusinessData kept = businesses.find(business.id()).orElseThrow().data();
        assertThat(kept.contact()).isEqualTo("Theirs");
        assertThat(kept.website()).isEqualTo("mine.example.com");
        assertThat(kept.phone()).isEqualTo("020-77");
    }

    @Test
    void whatIsBeingTypedStaysWhenOthersSaveTheSameField() {
        Business business = register("Typing Tern");
        open("businesses/" + business.id());
        typing("contact", "Half a na");
        theyChange(business, "Theirs", "020-78");
        awaitPhone("020-78");
        assertThat(text("Contact person").getValue())
                .as("nothing is sent into the field that is being typed into")
                .isEmpty();
        assertThat(findInView(DifferencesPanel.class).single().getElement().getTextRecursively())
                .contains("clerk saved other contents", "Theirs", "Half a na", "Taken over from clerk: Phone");
        // The field is left.
        test(text("Contact person")).setValue("Half a name");
        click("Save");
        assertThat(businesses.find(business.id()).orElseThrow().data().contact())
                .isEqualTo("Half a name");
    }

    @Test
    void whatTheServerHearsOfTooLateStandsAgainstWhatOthersSaved() {
        Business business = register("Late Lapwing");
        open("businesses/" + business.id());
        test(text("Website")).setValue("https://lapwing.example");
        theyChange(business, "Theirs", "020-79");
        awaitPhone("020-79");
        assertThat(text("Contact person").getValue()).isEqualTo("Theirs");
        // Typed before the browser showed what they saved.
        typing("contact", "", "Half a name", business.version());
        typing("address", "", "Half a street", business.version());
        assertThat(findInView(DifferencesPanel.class).single().getElement().getTextRecursively())
                .contains("clerk saved other contents", "Theirs", "Half a name", "Taken over from clerk: Phone")
                .doesNotContain("Half a street");
        click("Save");
        assertThat(businesses.find(business.id()).orElseThrow().data().website())
                .isEqualTo("https://lapwing.example");
    }

    @Test
    void aClashIsRememberedWhenOthersSaveAgain() {
        Business business = register("Twice Turnstone");
        open("businesses/" + business.id());
        test(text("Contact person")).setValue("Mine");
        Business once = theyChange(business, "Theirs", "020-1");
        awaitPhone("020-1");
        theyChange(once, "Theirs", "020-2");
        awaitPhone("020-2");
        assertThat(findInView(RadioButtonGroup.class)
                        .withCondition(choice -> "Contact person".equals(choice.getLabel()))
                        .exists())
                .isTrue();
    }

    @Test
    void listsOwnDraftsAndLeadsBackToTheirForms() {
        open("businesses/new");
        test(text("Name in English")).setValue("Listed Lapwing");
        leaveAndKeep();
        open("drafts");
        assertThat(offered().getFirst().getElement().getTextRecursively())
                .contains("New business", "Name in English: Listed Lapwing");
        click("Continue");
        assertThat(path()).isEqualTo("businesses/new");
        assertThat(offered()).hasSize(1);
        open("drafts");
        click("Discard");
        assertThat(offered()).isEmpty();
        assertThat(findInView(Span.class)
                        .withText("Everything you typed is saved")
                        .exists())
                .isTrue();
    }

    @Test
    void dialogsOfferTheirDraftsAboveTheList() {
        Indicator indicator = indicators.define(new IndicatorData("Drafted indicator", null, "CNY bn"));
        open("indicators?indicator=" + indicator.code());
        click("Rename indicator");
        Dialog dialog = find(Dialog.class).single();
        test(find(TextField.class, dialog).withLabel("English name").single()).setValue("Renamed indicator");
        test(find(Button.class, dialog).withText("Cancel").single()).click();
        test(find(ConfirmDialog.class).single()).confirm();
        open("indicators");
        assertThat(offered().getFirst().getElement().getTextRecursively()).contains("Renamed indicator");
        click("Continue");
        dialog = find(Dialog.class).single();
        assertThat(find(TextField.class, dialog)
                        .withLabel("English name")
                        .single()
                        .getValue())
                .isEqualTo("Renamed indicator");
        test(find(Button.class, dialog).withText("Save").single()).click();
        assertThat(indicators.find(indicator.id()).orElseThrow().data().nameEn())
                .isEqualTo("Renamed indicator");
        assertThat(drafts.own()).isEmpty();
    }

    @Test
    void aStaleIndicatorIsMergedInItsDialog() {
        Indicator indicator = indicators.define(new IndicatorData("Stale indicator", "指标", "CNY bn"));
        open("indicators?indicator=" + indicator.code());
        click("Rename indicator");
        Dialog dialog = find(Dialog.class).single();
        TextField english =
                find(TextField.class, dialog).withLabel("English name").single();
        test(english).setValue("Mine");
        indicators.redefine(indicator.id(), indicator.version(), new IndicatorData("Theirs", "他们的", "CNY bn"));
        test(find(Button.class, dialog).withText("Save").single()).click();
        assertThat(dialog.isOpened()).isTrue();
        assertThat(english.getValue()).isEqualTo("Mine");
        assertThat(find(TextField.class, dialog)
                        .withLabel("Chinese name")
                        .single()
                        .getValue())
                .isEqualTo("他们的");
        test(find(Button.class, dialog).withText("Save").single()).click();
        assertThat(dialog.isOpened()).isFalse();
        assertThat(indicators.find(indicator.id()).orElseThrow().data())
                .isEqualTo(new IndicatorData("Mine", "他们的", "CNY bn"));
    }

    @Test
    void showsWhoElseIsThereAndInWhichField() {
        Business business = register("Visited Vireo");
        open("businesses/" + business.id());
        Person clerk = (Person) people.loadUserByUsername("clerk");
        Presence.Stay theirs = presence.join("business:" + business.id(), clerk, () -> {});
        roundTrip();
        assertThat(companions()).containsExactly(clerk.fullName());
        theirs.enter("phone");
        roundTrip();
        assertThat(companions()).containsExactly(clerk.fullName() + ", in “Phone”");
        assertThat(text("Phone").getElement().hasAttribute("data-companion")).isTrue();
        assertThat(text("Phone").getElement().getStyle().get("--companion")).contains(clerk.fullName());
        theirs.end();
        roundTrip();
        assertThat(companions()).isEmpty();
        assertThat(text("Phone").getElement().hasAttribute("data-companion")).isFalse();
    }

    @Test
    void othersAreToldWhereThePersonIsUntilThePageIsLeft() {
        Business business = register("Watched Warbler");
        Person clerk = (Person) people.loadUserByUsername("clerk");
        Presence.Stay theirs = presence.join("business:" + business.id(), clerk, () -> {});
        open("businesses/" + business.id());
        assertThat(theirs.others()).singleElement().satisfies(one -> assertThat(one.place())
                .isNull());
        ObjectNode place = JsonNodeFactory.instance.objectNode().put("field", "website");
        tell("yuemao-place", place);
        assertThat(theirs.others()).singleElement().satisfies(one -> assertThat(one.place())
                .isEqualTo("website"));
        open(ELSEWHERE);
        assertThat(theirs.others()).isEmpty();
    }

    @Test
    void seesWhoIsInItsRowOfTheSheetAndIsSeenThere() {
        Business business = register("Tabled Tern");
        Person clerk = (Person) people.loadUserByUsername("clerk");
        Presence.Stay theirs = presence.join("sheet:businesses", clerk, () -> {});
        open("businesses/" + business.id());
        assertThat(theirs.others()).extracting(Companion::place).containsExactly(business.id() + "|");
        theirs.enter(business.id() + "|phone");
        roundTrip();
        assertThat(companions()).containsExactly(clerk.fullName() + ", in “Phone”");
        assertThat(text("Phone").getElement().hasAttribute("data-companion")).isTrue();
        tell("yuemao-place", JsonNodeFactory.instance.objectNode().put("field", "website"));
        assertThat(theirs.others()).extracting(Companion::place).containsExactly(business.id() + "|website");
        theirs.enter("987654321|phone");
        roundTrip();
        assertThat(companions()).isEmpty();
        open(ELSEWHERE);
        assertThat(theirs.others()).isEmpty();
        theirs.end();
    }

    private void awaitPhone(String phone) {
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(text("Phone").getValue()).isEqualTo(phone);
        });
    }

    private void typing(String field, String text) {
        String id = path().substring("businesses/".length());
        typing(
                field,
                "",
                text,
                id.equals("new")
                        ? null
                        : businesses.find(Long.parseLong(id)).orElseThrow().version());
    }

    private void typing(String field, String was, String text, @Nullable Long version) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("key", formKey()).put("number", 1);
        ObjectNode typing = detail.putObject("fields").putObject(field).put("version", version);
        typing.putArray("typed").add(text);
        typing.putArray("was").add(was);
        tell("yuemao-typed", detail);
    }

    /** As the browser tells it. */
    private void tell(String type, ObjectNode detail) {
        var form = findInView(FormLayout.class).all().getFirst().getElement();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("event.detail", detail);
        form.getNode().getFeature(ElementListenerMap.class).fireEvent(new DomEvent(form, type, data));
    }

    private static String formKey() {
        return path().replace("businesses/", "business:");
    }

    private void leaveAndKeep() {
        UI.getCurrent().navigate(ELSEWHERE);
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(path()).isEqualTo(ELSEWHERE);
    }

    private static void open(String address) {
        var location = new com.vaadin.flow.router.Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    private static String path() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    private List<DraftOffer> offered() {
        return findInView(DraftOffer.class).all();
    }

    private List<String> companions() {
        return findInView(Span.class).withClassName("companion").all().stream()
                .map(Component::getElement)
                .map(element -> element.getText())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private void choose(String label, int which) {
        RadioButtonGroup<Object> choice = findInView(RadioButtonGroup.class)
                .withCondition(one -> label.equals(one.getLabel()))
                .single();
        choice.setValue(choice.getListDataView().getItem(which));
    }

    private void click(String caption) {
        test(findInView(Button.class).withText(caption).all().getFirst()).click();
    }

    private TextField text(String label) {
        return findInView(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> choiceOf(String label) {
        return findInView(ComboBox.class).withLabel(label).single();
    }

    private Business register(String name) {
        return businesses.register(data(name, null, null));
    }

    private Business theyChange(Business business, String contact, String phone) {
        return Colleagues.as(
                "clerk",
                people,
                () -> businesses.revise(
                        business.id(),
                        business.version(),
                        data(String.valueOf(business.data().nameEn()), contact, phone)));
    }

    private static BusinessData data(String name, @Nullable String contact, @Nullable String phone) {
        return new BusinessData(
                null, "sole trader", name, null, "440300", null, Set.of(), null, contact, phone, null, null);
    }
}
