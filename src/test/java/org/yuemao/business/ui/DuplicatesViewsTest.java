package org.yuemao.business.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
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
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.Duplicates;
import org.yuemao.business.SuspectedPair;

@DeskTest
@WithUserDetails("clerk")
class DuplicatesViewsTest extends SpringBrowserlessTest {
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    @Autowired
    private BusinessService businesses;

    @Autowired
    private Duplicates duplicates;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void showsATwinAndWhyWhileABusinessIsTypedAndStillSaves() {
        Business known = register("深圳市蝙蝠光电科技有限公司", "0755-33445566", SHENZHEN);
        open("businesses/new", "");
        assertThat(twins()).isEmpty();
        test(text("Name in Chinese")).setValue("蝙蝠光电科技（集团）公司");
        assertThat(twins()).containsExactly("深圳市蝙蝠光电科技有限公司");
        assertThat(reasons()).containsExactly("same name");
        assertThat(findInView(Anchor.class).withText("深圳市蝙蝠光电科技有限公司").single().getTarget())
                .contains("_blank");
        this.<String>choice("City").setValue(SHENZHEN);
        assertThat(reasons()).containsExactly("same name", "same city");
        test(text("Name in Chinese")).setValue("蝙蝠光学科技");
        assertThat(reasons()).containsExactly("similar name", "same city");
        test(text("Name in Chinese")).setValue("完全别的名字");
        assertThat(twins()).isEmpty();
        test(text("Phone")).setValue("075533445566");
        assertThat(reasons()).containsExactly("same city", "same phone");
        test(text("Phone")).setValue("");
        test(text("Name in Chinese")).setValue("蝙蝠光电科技");
        test(text("Unified social credit code")).setValue(CreditCodes.next());
        click("Save");
        assertThat(findInView(H1.class).single().getText()).isEqualTo("蝙蝠光电科技");
        assertThat(twins()).as("of the one just saved").containsExactly("深圳市蝙蝠光电科技有限公司");
        click("Compare");
        assertThat(path()).startsWith("businesses/duplicates/" + known.id() + "-");
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerSeesNeitherTwinsNorThePagesOfDuplicates() {
        Business one = Colleagues.as("official", people, () -> register("深圳市考拉光电科技有限公司", null, SHENZHEN));
        Business other = Colleagues.as("official", people, () -> register("考拉光电科技公司", null, SHENZHEN));
        open("businesses/" + one.id(), "");
        assertThat(twins()).isEmpty();
        open("businesses", "");
        assertThat(findInView(Anchor.class).withTextContaining("Suspected").exists())
                .isFalse();
        open("businesses/duplicates", "");
        assertThat(find(H1.class).single().getText()).isEqualTo("Page not found");
        open("businesses/duplicates/" + one.id() + "-" + other.id(), "");
        assertThat(find(H1.class).single().getText()).isEqualTo("Page not found");
    }

    @Test
    void listsThePairsOfTheOwnCityAndForgetsThoseThatAreNotTheSame() {
        Business one = register("深圳市河狸光电科技有限公司", null, SHENZHEN);
        Business other = register("河狸光电科技公司", null, SHENZHEN);
        Business elsewhere = Colleagues.as("official", people, () -> register("河马玩具", null, GUANGZHOU));
        Colleagues.as("official", people, () -> register("河马玩具厂", null, GUANGZHOU));
        open("businesses", "");
        Integer before = duplicates.count();
        assertThat(findInView(Anchor.class)
                        .withTextContaining("Suspected duplicates (")
                        .single()
                        .getHref())
                .isEqualTo("businesses/duplicates");
        assertThat(before).isPositive();
        open("businesses/duplicates", "");
        assertThat(pairs()).anyMatch(pair -> isOf(pair, one, other));
        assertThat(pairs()).noneMatch(pair -> pair.first().id() == elsewhere.id());
        duplicates.decideDifferent(one.id(), other.id());
        open("businesses/duplicates", "");
        assertThat(pairs()).noneMatch(pair -> isOf(pair, one, other));
        open("businesses/duplicates", "decided=true");
        assertThat(pairs()).anyMatch(pair -> isOf(pair, one, other));
    }

    @Test
    @WithUserDetails("official")
    void anOfficialFiltersByCityAndOpensAPair() {
        Business one = register("羚羊光电科技有限公司", null, GUANGZHOU);
        Business other = register("羚羊光电科技公司", null, GUANGZHOU);
        open("businesses/duplicates", "city=" + GUANGZHOU);
        assertThat(this.<String>choice("City").getValue()).isEqualTo(GUANGZHOU);
        assertThat(pairs()).anyMatch(pair -> isOf(pair, one, other));
        assertThat(pairs()).allMatch(pair -> GUANGZHOU.equals(pair.first().cityCode()));
        int row = 0;
        while (!isOf(pairs().get(row), one, other)) {
            row++;
        }
        test(grid()).clickRow(row);
        assertThat(path()).isEqualTo("businesses/duplicates/" + one.id() + "-" + other.id());
        assertThat(find(H1.class).single().getText()).isEqualTo("Compare two businesses");
    }

    @Test
    void mergesWithAChoicePerFieldAndLeadsFromTheOldPageToTheKeptOne() {
        Business one = register("深圳市穿山甲光电科技有限公司", "0755-11112222", SHENZHEN);
        Business other = register("穿山甲光电科技公司", null, SHENZHEN);
        open("businesses/duplicates/" + one.id() + "-" + other.id(), "");
        group("Name in Chinese")
                .setValue(group("Name in Chinese").getListDataView().getItem(1));
        assertThat(findInView(RadioButtonGroup.class)
                        .withLabel("City or country")
                        .exists())
                .isFalse();
        click("Merge…");
        ConfirmDialog question = find(ConfirmDialog.class).single();
        assertThat(question.getElement().getTextRecursively()).contains("This cannot be taken back.");
        assertThat(businesses.keptInsteadOf(other.id())).isEmpty();
        test(question).confirm();
        assertThat(path()).isEqualTo("businesses/" + one.id());
        assertThat(find(H1.class).single().getText()).isEqualTo("穿山甲光电科技公司");
        assertThat(text("Phone").getValue()).isEqualTo("0755-11112222");
        open("businesses/" + other.id(), "");
        assertThat(find(H1.class).single().getText()).isEqualTo("穿山甲光电科技公司");
        assertThat(text("Unified social credit code").getValue())
                .isEqualTo(one.data().creditCode());
        assertThat(findInView(Span.class)
                        .withTextContaining("(" + other.data().creditCode() + ") was merged into this business on")
                        .single()
                        .getText())
                .endsWith("by clerk");
        open("businesses/new", "");
        test(text("Unified social credit code"))
                .setValue(String.valueOf(other.data().creditCode()));
        test(text("Name in Chinese")).setValue("随便");
        this.<String>choice("City").setValue(SHENZHEN);
        click("Save");
        assertThat(text("Unified social credit code").getErrorMessage())
                .isEqualTo("This code belongs to a business that was merged into 穿山甲光电科技公司;"
                        + " enter its participations there");
    }

    @Test
    void aClerkComparesButDoesNotMergeBusinessesOfAnotherCity() {
        Business one = Colleagues.as("official", people, () -> register("犀牛光电科技", null, GUANGZHOU));
        Business other = Colleagues.as("official", people, () -> register("犀牛光电科技厂", null, GUANGZHOU));
        open("businesses/duplicates/" + one.id() + "-" + other.id(), "");
        assertThat(findInView(Button.class).withText("Merge…").exists()).isFalse();
        assertThat(findInView(Button.class).withText("Not the same").exists()).isFalse();
        assertThat(group("Name in Chinese").isReadOnly()).isTrue();
    }

    private static boolean isOf(SuspectedPair pair, Business one, Business other) {
        return pair.first().id() == one.id() && pair.second().id() == other.id();
    }

    private List<String> twins() {
        return findInView(TwinsPanel.class).exists()
                ? findInView(Anchor.class).all().stream()
                        .filter(link ->
                                link.getTarget().filter("_blank"::equals).isPresent())
                        .map(Anchor::getText)
                        .toList()
                : List.of();
    }

    private List<String> reasons() {
        return findInView(Span.class).withClassName("twin-reasons").all().stream()
                .flatMap(badges -> badges.getChildren())
                .map(badge -> badge.getElement().getText())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Object> group(String label) {
        return findInView(RadioButtonGroup.class).withLabel(label).single();
    }

    private List<SuspectedPair> pairs() {
        return grid().getLazyDataView().getItems().toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<SuspectedPair> grid() {
        return findInView(Grid.class).single();
    }

    private Business register(String nameZh, @Nullable String phone, String city) {
        return businesses.register(new BusinessData(
                CreditCodes.next(), null, null, nameZh, city, null, Set.of(), null, null, phone, null, null));
    }

    private static void open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    private static String path() {
        return UI.getCurrent().getActiveViewLocation().getPath();
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
}
