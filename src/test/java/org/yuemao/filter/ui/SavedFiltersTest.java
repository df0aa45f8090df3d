package org.yuemao.filter.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.filter.SavedFilter;
import org.yuemao.filter.SavedFilterService;

@DeskTest
@WithUserDetails("clerk")
class SavedFiltersTest extends SpringBrowserlessTest {
    private static final List<String> LISTS =
            List.of("events", "businesses", "participations", "zones", "indicators", "overview");

    @Autowired
    private SavedFilterService filters;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void removeAll() {
        LISTS.forEach(list -> filters.of(list).forEach(filter -> filters.remove(filter.id())));
    }

    @Test
    void savesWhatIsShownWithItsOrderAndShowsItAgain() {
        open("businesses", "city=440300&sort=credit_code&order=desc");
        choose("Save this filter as…");
        test(field("Name")).setValue("Shenzhen by code");
        click("Save");
        assertThat(filters.of("businesses"))
                .extracting(SavedFilter::parameters)
                .containsExactly("city=440300&order=desc&sort=credit_code");
        assertThat(menuName()).isEqualTo("Shenzhen by code");

        open("businesses", "size=LARGE");
        assertThat(menuName()).isEqualTo("Saved filters");
        choose("Shenzhen by code");
        assertThat(this.<ComboBox<String>>labelled(ComboBox.class, "City").getValue())
                .isEqualTo("440300");
        Grid<?> grid = findInView(Grid.class).single();
        assertThat(grid.getSortOrder()).singleElement().satisfies(order -> {
            assertThat(order.getSorted().getHeaderText()).isEqualTo("Unified social credit code");
            assertThat(order.getDirection()).isEqualTo(SortDirection.DESCENDING);
        });
        assertThat(menuName()).isEqualTo("Shenzhen by code");
    }

    @Test
    void opensEachListWithTheChosenFilterUnlessItWasAskedForSomethingElse() {
        opensWith("zones", "zones", "kind=UPGRADING_BASE");
        opensWith("events", "events", "status=CANCELLED");
        opensWith("businesses", "businesses", "size=MICRO");
        opensWith("participations", "participations", "role=BUYER");
        opensWith("indicators", "indicators", "geography=440300");
        opensWith("overview", "", "programme=GTN&year=2057");
    }

    @Test
    void showsTheWholeListBySavedFilterThoughItOpensWithAnother() {
        SavedFilter all = filters.save("zones", "Everything", "");
        filters.openWith(
                "zones", filters.save("zones", "Bases", "kind=UPGRADING_BASE").id());
        open("zones", "");
        assertThat(menuName()).isEqualTo("Bases");
        choose(all.name());
        assertThat(menuName()).isEqualTo("Everything");
    }

    @Test
    void saysAtTheNameThatItIsTaken() {
        filters.save("zones", "Bases", "kind=UPGRADING_BASE");
        open("zones", "city=440300");
        choose("Save this filter as…");
        test(field("Name")).setValue("bases");
        click("Save");
        assertThat(field("Name").getErrorMessage()).isEqualTo("You have a filter “bases” for this list already");
        test(field("Name")).setValue("Other bases");
        click("Save");
        assertThat(filters.of("zones")).hasSize(2);
    }

    @Test
    void renamesReplacesAndRemoves() {
        SavedFilter kept = filters.save("zones", "Bases", "kind=UPGRADING_BASE");
        open("zones", "city=440300");
        choose("Rename, replace, remove…");
        TextField name = find(TextField.class)
                .withCondition(one -> one.getValue().equals("Bases"))
                .single();
        test(name).setValue("Of Shenzhen");
        test(button("Replace with what is shown: Bases")).click();
        assertThat(filters.of("zones"))
                .containsExactly(new SavedFilter(kept.id(), "Of Shenzhen", "city=440300", false));
        test(find(Checkbox.class).withLabel("Opens the list").single()).click();
        assertThat(filters.opening("zones")).isPresent();
        test(button("Remove: Of Shenzhen")).click();
        assertThat(filters.of("zones")).isEmpty();
        click("Close");
        assertThat(entries()).extracting(MenuItem::getText).containsExactly("Save this filter as…");
    }

    private void opensWith(String list, String path, String parameters) {
        filters.openWith(list, filters.save(list, "Mine", parameters).id());
        open(path, "");
        assertThat(menuName()).as(list).isEqualTo("Mine");
        open(path, list.equals("overview") ? "year=2056" : "sector=lighting&year=1999");
        assertThat(menuName()).as(list).isEqualTo("Saved filters");
    }

    private static void open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    private MenuBar menu() {
        return findInView(MenuBar.class)
                .withCondition(bar -> bar.hasClassName("saved-filters"))
                .single();
    }

    private String menuName() {
        return menu().getItems()
                .getFirst()
                .getChildren()
                .filter(Span.class::isInstance)
                .map(one -> ((Span) one).getText())
                .findFirst()
                .orElseThrow();
    }

    private List<MenuItem> entries() {
        return menu().getItems().getFirst().getSubMenu().getItems();
    }

    private void choose(String entry) {
        MenuItem item = entries().stream()
                .filter(one -> one.getText().equals(entry))
                .findFirst()
                .orElseThrow();
        com.vaadin.flow.component.ComponentUtil.fireEvent(item, new com.vaadin.flow.component.ClickEvent<>(item));
    }

    private void click(String caption) {
        test(find(Button.class).withText(caption).single()).click();
    }

    private Button button(String label) {
        return find(Button.class)
                .withCondition(one -> one.getAriaLabel().filter(label::equals).isPresent())
                .single();
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private <T extends Component> T labelled(Class type, String label) {
        return (T) findInView(type)
                .withCondition(
                        one -> label.equals(((Component) one).getElement().getProperty("label")))
                .single();
    }
}
