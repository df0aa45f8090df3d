package org.yuemao.business.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.base.ui.DifferencesPanel;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;

@DeskTest
@WithUserDetails("clerk")
class BusinessViewsTest extends SpringBrowserlessTest {
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    @Autowired
    private BusinessService businesses;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void findsABusinessByEitherNameOrItsCodeAsItIsTyped() {
        Business lantern = register("Lanternfish Lighting", "灯笼鱼（集团）照明", SHENZHEN);
        register("Anglerfish Lighting", "鮟鱇鱼照明", SHENZHEN);
        String code = codeOf(lantern);
        open("businesses", "");
        for (String typed : List.of(
                "灯笼鱼",
                "（集团）照明",
                "(集团)照明",
                "LANTERNFISH l",
                "Ｌａｎｔｅｒｎfish",
                code,
                code.toLowerCase(Locale.ROOT),
                code.substring(8),
                code.substring(0, 4) + " " + code.substring(4, 8) + "-" + code.substring(8))) {
            test(text("Search by name or code")).setValue(typed);
            assertThat(rows()).as(typed).extracting(BusinessListItem::id).containsExactly(lantern.id());
        }
        test(text("Search by name or code")).setValue("fish_lighting");
        assertThat(rows()).isEmpty();
    }

    @Test
    void showsWhatTheAddressAsksFor() {
        Business small = register(new BusinessData(
                CreditCodes.next(),
                null,
                "Narwhal One",
                null,
                SHENZHEN,
                null,
                Set.of("electronics"),
                BusinessSize.SMALL,
                null,
                null,
                null,
                null));
        Business large = register(new BusinessData(
                CreditCodes.next(),
                null,
                "Narwhal Two",
                null,
                GUANGZHOU,
                null,
                Set.of("lighting"),
                BusinessSize.LARGE,
                null,
                null,
                null,
                null));
        assertThat(shown("search=narwhal")).containsExactlyInAnyOrder(small.id(), large.id());
        assertThat(shown("search=narwhal&city=440300")).containsExactly(small.id());
        assertThat(this.<String>choice("City").getValue()).isEqualTo(SHENZHEN);
        assertThat(shown("search=narwhal&sector=lighting")).containsExactly(large.id());
        assertThat(shown("search=narwhal&size=LARGE")).containsExactly(large.id());
        assertThat(shown("search=narwhal&city=440100&sector=electronics")).isEmpty();
        assertThat(shown("search=narwhal&city=1&sector=nonsense&size=HUGE"))
                .containsExactlyInAnyOrder(small.id(), large.id());
    }

    @Test
    void keepsTheFiltersInTheAddressUntilTheyAreCleared() {
        Business one = register("Manatee Motors", null, SHENZHEN);
        Business other = register("Manatee Marine", null, GUANGZHOU);
        open("businesses", "search=manatee");
        this.<String>choice("City").setValue(GUANGZHOU);
        this.<BusinessSize>select("Size").setValue(BusinessSize.MICRO);
        assertThat(new Location(address()).getQueryParameters())
                .isEqualTo(QueryParameters.fromString("search=manatee&city=440100&size=MICRO"));
        assertThat(rows()).isEmpty();
        this.<BusinessSize>select("Size").clear();
        assertThat(rows()).extracting(BusinessListItem::id).containsExactly(other.id());
        assertThat(count()).isEqualTo("1 business");
        findInView(Button.class).withText("Clear filters").single().click();
        assertThat(text("Search by name or code").getValue()).isEmpty();
        assertThat(this.<String>choice("City").getValue()).isNull();
        assertThat(address()).isEqualTo("businesses");
        assertThat(rows()).extracting(BusinessListItem::id).contains(one.id(), other.id());
        assertThat(findInView(Button.class).withText("Clear filters").exists()).isFalse();
    }

    @Test
    void explainsAnEmptyList() {
        open("businesses", "search=nothing-is-called-this");
        assertThat(rows()).isEmpty();
        assertThat(count()).isEqualTo("No businesses");
        assertThat(findInView(Span.class).withText("No business found").exists())
                .isTrue();
        assertThat(findInView(Paragraph.class)
                        .withText("Try another name or code, or take filters away.")
                        .exists())
                .isTrue();
    }

    @Test
    void aRowLeadsToItsBusiness() {
        Business business = register("Dugong Doors", null, SHENZHEN);
        open("businesses", "search=dugong");
        test(grid()).clickRow(0);
        assertThat(title()).isEqualTo("Dugong Doors");
        assertThat(path()).isEqualTo("businesses/" + business.id());
    }

    @Test
    void aNewBusinessOfSomebodyElseAppearsInTheOpenList() {
        open("businesses", "search=pangolin");
        assertThat(rows()).isEmpty();
        Business theirs = Colleagues.as("official", people, () -> register("Pangolin Plastics", null, SHENZHEN));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(count()).isEqualTo("1 business");
        });
        assertThat(rows()).extracting(BusinessListItem::id).containsExactly(theirs.id());
    }

    @Test
    void namesTheWrongCharacterOfACodeAsItIsTyped() {
        open("businesses/new", "");
        TextField code = text("Unified social credit code");
        test(code).setValue("91440300192203O216");
        assertThat(code.getErrorMessage())
                .isEqualTo("“O” at place 15 cannot stand in a code (letters I, O, S, V and Z are not used)");
        test(code).setValue("914403001922038217");
        assertThat(code.getErrorMessage())
                .isEqualTo(
                        "The last character “7” does not fit the other 17; it would have to be “6”. One of them is mistyped.");
        test(code).setValue("91440300192203821");
        assertThat(code.isInvalid()).isTrue();
        assertThat(code.getErrorMessage()).isEqualTo("A code has 18 characters; this has 17");
        assertThat(text("Reason for having no code").isEnabled()).isFalse();
        test(code).setValue("9144 0300-１９２２038216");
        assertThat(code.isInvalid()).isFalse();
        test(code).setValue("");
        assertThat(code.isInvalid()).isFalse();
        assertThat(text("Reason for having no code").isEnabled()).isTrue();
    }

    @Test
    void asksForACodeOrAReasonAndLosesNothingThatWasTyped() {
        open("businesses/new", "");
        click("Save");
        assertThat(text("Name in Chinese").getErrorMessage()).isEqualTo("Please give a Chinese or an English name");
        test(text("Name in English")).setValue("Axolotl Abroad");
        test(text("Contact person")).setValue("Ms Xochitl");
        click("Save");
        assertThat(text("Name in Chinese").isInvalid()).isFalse();
        assertThat(text("Unified social credit code").getErrorMessage())
                .isEqualTo("Please give the code, or say why there is none");
        test(text("Reason for having no code")).setValue("Mexican");
        click("Save");
        assertThat(text("Unified social credit code").isInvalid()).isFalse();
        assertThat(this.<String>choice("City").getErrorMessage())
                .isEqualTo("Please choose a city of Guangdong or a country");
        this.<String>choice("Country (if from elsewhere)").setValue("MX");
        test(text("E-mail")).setValue("nowhere");
        click("Save");
        assertThat(this.<String>choice("City").isInvalid()).isFalse();
        assertThat(text("E-mail").getErrorMessage()).isEqualTo("This is no e-mail address");
        assertThat(text("Name in English").getValue()).isEqualTo("Axolotl Abroad");
        assertThat(text("Contact person").getValue()).isEqualTo("Ms Xochitl");
        test(text("E-mail")).setValue("x@example.com");
        click("Save");
        assertThat(title()).isEqualTo("Axolotl Abroad");
        assertThat(text("Unified social credit code").isInvalid()).isFalse();
        assertThat(this.<String>choice("City").isInvalid()).isFalse();
        assertThat(text("Reason for having no code").getValue()).isEqualTo("Mexican");
    }

    @Test
    void saysWhoseCodeItIsAlready() {
        Business known = register(null, "石斑鱼电器", GUANGZHOU);
        open("businesses/new", "");
        test(text("Unified social credit code")).setValue(codeOf(known));
        test(text("Name in English")).setValue("Grouper Goods");
        this.<String>choice("City").setValue(SHENZHEN);
        click("Save");
        assertThat(text("Unified social credit code").getErrorMessage())
                .isEqualTo("This code belongs to 石斑鱼电器 already");
        assertThat(text("Name in English").getValue()).isEqualTo("Grouper Goods");
        assertThat(path()).isEqualTo("businesses/new");
    }

    @Test
    void aCityLeavesNoRoomForACountry() {
        open("businesses/new", "");
        ComboBox<String> country = choice("Country (if from elsewhere)");
        assertThat(country.isEnabled()).isTrue();
        this.<String>choice("City").setValue(SHENZHEN);
        assertThat(country.isEnabled()).isFalse();
        this.<String>choice("City").clear();
        assertThat(country.isEnabled()).isTrue();
    }

    @Test
    void savingANewBusinessLeadsToItsPage() {
        String code = CreditCodes.next();
        open("businesses/new", "");
        test(text("Unified social credit code")).setValue(code.toLowerCase(Locale.ROOT));
        test(text("Name in Chinese")).setValue("海马纺织");
        this.<String>choice("City").setValue(SHENZHEN);
        fireShortcut(Key.KEY_S, KeyModifier.CONTROL);
        Business kept = businesses.findByCode(code).orElseThrow();
        assertThat(path()).isEqualTo("businesses/" + kept.id());
        assertThat(title()).isEqualTo("海马纺织");
        assertThat(text("Unified social credit code").getValue()).isEqualTo(code);
        assertThat(findInView(Span.class).withTextContaining("by clerk").exists())
                .isTrue();
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        assertThat(findInView(Span.class)
                        .withText("This business has not taken part in an event yet")
                        .exists())
                .isTrue();
    }

    @Test
    void aStaleSaveLosesNothingAndShowsWhatBothSay() {
        Business business = openNew("Cuttlefish Cables");
        test(text("Contact person")).setValue("Mine");
        theyChange(business, "Theirs", "020-1");
        click("Save");
        assertThat(kept(business).contact()).isEqualTo("Theirs");
        assertThat(find(Notification.class).exists()).isTrue();
        assertThat(text("Contact person").getValue()).isEqualTo("Mine");
        assertThat(text("Phone").getValue()).isEqualTo("020-1");
        assertThat(findInView(Paragraph.class)
                        .withTextContaining("official saved other contents in the same fields at")
                        .exists())
                .isTrue();
        assertThat(findInView(Span.class).withClassName("difference-content").all())
                .extracting(Span::getText)
                .containsExactly("Theirs", "Mine");
        click("Save");
        assertThat(kept(business).contact()).isEqualTo("Mine");
        assertThat(kept(business).phone()).isEqualTo("020-1");
        assertThat(findInView(DifferencesPanel.class).exists()).isFalse();
    }

    @Test
    void oneClickTakesWhatSomebodyElseSaved() {
        Business business = openNew("Squid Switches");
        test(text("Contact person")).setValue("Mine");
        theyChange(business, "Theirs", "020-2");
        click("Save");
        chooseTheirs("Contact person");
        assertThat(text("Contact person").getValue()).isEqualTo("Theirs");
        UI.getCurrent().navigate("businesses");
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        assertThat(getCurrentView()).isInstanceOf(BusinessListView.class);
    }

    @Test
    void changesOfDifferentFieldsMergeByThemselves() {
        Business business = openNew("Octopus Optics");
        test(text("Website")).setValue("octopus.example.com");
        theyChange(business, "Theirs", "020-3");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(text("Contact person").getValue()).isEqualTo("Theirs");
        });
        assertThat(text("Website").getValue()).isEqualTo("octopus.example.com");
        assertThat(findInView(DifferencesPanel.class).single().getElement().getTextRecursively())
                .contains("nothing clashes", "Contact person, Phone", "Changed by you alone: Website");
        click("Save");
        assertThat(kept(business).contact()).isEqualTo("Theirs");
        assertThat(kept(business).website()).isEqualTo("octopus.example.com");
    }

    @Test
    void asksBeforeTypedTextIsLeft() {
        openNew("Nautilus Nets");
        test(text("Contact person")).setValue("Mine");
        UI.getCurrent().navigate("businesses");
        ConfirmDialog question = find(ConfirmDialog.class).single();
        assertThat(getCurrentView()).isInstanceOf(BusinessDetailsView.class);
        test(question).confirm();
        assertThat(getCurrentView()).isInstanceOf(BusinessListView.class);
    }

    @Test
    void anUnknownBusinessIsARecordNotFound() {
        for (String id : List.of("999999999", "99999999999999999999", "nonsense", "-1")) {
            open("businesses/" + id, "");
            assertThat(find(H1.class).single().getText()).as(id).isEqualTo("Record not found");
        }
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerLooksOnly() {
        Business business = Colleagues.as("clerk", people, () -> register("Remora Radios", null, SHENZHEN));
        open("businesses", "search=remora");
        assertThat(findInView(Button.class).withText("New business").exists()).isFalse();
        assertThat(rows()).hasSize(1);
        looksOnly(business);
        open("businesses/new", "");
        assertThat(find(H1.class).single().getText()).isEqualTo("Page not found");
    }

    @Test
    void aClerkOfAnotherCityLooksOnly() {
        open("businesses", "");
        assertThat(findInView(Button.class).withText("New business").exists()).isTrue();
        looksOnly(register("Turbot Tiles", null, GUANGZHOU));
    }

    private void looksOnly(Business business) {
        open("businesses/" + business.id(), "");
        assertThat(text("Contact person").isReadOnly()).isTrue();
        assertThat(this.<String>choice("City").isReadOnly()).isTrue();
        assertThat(findInView(Button.class).withText("Save").exists()).isFalse();
        text("Contact person").focus();
        fireShortcut(Key.ENTER);
        assertThat(find(Notification.class).exists()).isFalse();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> businesses.revise(business.id(), business.version(), business.data()));
    }

    private Business openNew(String name) {
        Business business = register(name, null, SHENZHEN);
        open("businesses/" + business.id(), "");
        return business;
    }

    @SuppressWarnings("unchecked")
    private void chooseTheirs(String label) {
        RadioButtonGroup<Object> choice = findInView(RadioButtonGroup.class)
                .withCondition(one -> label.equals(one.getLabel()))
                .single();
        choice.setValue(choice.getListDataView().getItem(0));
    }

    private void theyChange(Business business, String contact, String phone) {
        BusinessData data = business.data();
        Colleagues.as(
                "official",
                people,
                () -> businesses.revise(
                        business.id(),
                        business.version(),
                        new BusinessData(
                                data.creditCode(),
                                null,
                                data.nameEn(),
                                data.nameZh(),
                                data.cityCode(),
                                null,
                                data.sectors(),
                                data.size(),
                                contact,
                                phone,
                                null,
                                null)));
    }

    private BusinessData kept(Business business) {
        return businesses.find(business.id()).orElseThrow().data();
    }

    private Business register(@Nullable String nameEn, @Nullable String nameZh, String city) {
        return register(new BusinessData(
                CreditCodes.next(),
                null,
                nameEn,
                nameZh,
                city,
                null,
                Set.of("electronics"),
                null,
                null,
                null,
                null,
                null));
    }

    private Business register(BusinessData data) {
        return businesses.register(data);
    }

    private static String codeOf(Business business) {
        return String.valueOf(business.data().creditCode());
    }

    private List<Long> shown(String query) {
        open("businesses", query);
        return rows().stream().map(BusinessListItem::id).toList();
    }

    private static void open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    private String title() {
        return find(H1.class).single().getText();
    }

    private static String path() {
        return UI.getCurrent().getActiveViewLocation().getPath();
    }

    /** The address that the window was last told to show. */
    private static String address() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .flatMap(pending -> pending.getInvocation().getParameters().stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.startsWith("businesses"))
                .reduce((first, last) -> last)
                .orElse("");
    }

    private String count() {
        return findInView(Span.class).withAttribute("role", "status").single().getText();
    }

    private void click(String caption) {
        test(findInView(Button.class).withText(caption).single()).click();
    }

    private TextField text(String label) {
        return findInView(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> choice(String label) {
        return findInView(ComboBox.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return findInView(Select.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private Grid<BusinessListItem> grid() {
        return findInView(Grid.class).single();
    }

    private List<BusinessListItem> rows() {
        return grid().getLazyDataView().getItems().toList();
    }
}
