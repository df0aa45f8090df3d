package org.yuemao.zone.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneListItem;
import org.yuemao.zone.ZoneService;

@DeskTest
@WithUserDetails("official")
class ZonesViewTest extends SpringBrowserlessTest {

    @Autowired
    private ZoneService zones;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void listsWhatTheAddressAsksFor() {
        establish(ZoneKind.OVERSEAS_WAREHOUSE, "Address Vienna", null, "AT", "300");
        establish(ZoneKind.OVERSEAS_WAREHOUSE, "Address Graz", "440300", "AT", "200.5");
        establish(ZoneKind.UPGRADING_BASE, "Address Base", "440300", null, null);
        open("search=address&country=AT&sort=AREA&order=desc");
        assertThat(names()).containsExactly("Address Vienna", "Address Graz");
        assertThat(shows("2 zones, 500.5 sqm")).isTrue();
        assertThat(text("Search").getValue()).isEqualTo("address");
        open("search=address&city=440300&sort=NAME");
        assertThat(names()).containsExactly("Address Base", "Address Graz");
        open("search=address&kind=nonsense&city=nonsense&sort=nonsense");
        assertThat(names()).hasSize(3);
    }

    @Test
    void countsTheKindsAndNarrowsToOneWithAClick() {
        establish(ZoneKind.OVERSEAS_WAREHOUSE, "Counted Lima", null, "PE", null);
        establish(ZoneKind.UPGRADING_BASE, "Counted Base", "440300", null, null);
        establish(ZoneKind.UPGRADING_BASE, "Counted Other Base", "440100", null, null);
        open("search=counted");
        assertThat(chip("All 3").getElement().getAttribute("aria-pressed")).isEqualTo("true");
        test(chip("Upgrading base 2")).click();
        assertThat(names()).containsExactlyInAnyOrder("Counted Base", "Counted Other Base");
        assertThat(chip("Overseas warehouse 1").getElement().getAttribute("aria-pressed"))
                .isEqualTo("false");
        choice("City").setValue("440100");
        assertThat(names()).containsExactly("Counted Other Base");
        assertThat(chip("All 1").isVisible()).isTrue();
        test(findInView(Button.class).withText("Clear filters").single()).click();
        assertThat(text("Search").getValue()).isEmpty();
        assertThat(names()).contains("Counted Lima", "Counted Base", "Counted Other Base");
    }

    @Test
    void explainsAnEmptyList() {
        open("search=nothing-is-called-this");
        assertThat(names()).isEmpty();
        assertThat(shows("no zones")).isTrue();
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerSeesNoWayToWrite() {
        open("");
        assertThat(findInView(Button.class).withText("New zone").exists()).isFalse();
    }

    private void establish(
            ZoneKind kind, String name, @Nullable String city, @Nullable String country, @Nullable String area) {
        zones.establish(new ZoneData(
                kind,
                name,
                null,
                city,
                country,
                null,
                area == null ? null : new BigDecimal(area),
                null,
                Set.of("electronics")));
    }

    private static void open(String query) {
        UI.getCurrent().navigate("zones", QueryParameters.fromString(query));
    }

    private boolean shows(String text) {
        return findInView(Span.class).withText(text).exists();
    }

    private Button chip(String text) {
        return findInView(Button.class).withText(text).single();
    }

    private TextField text(String label) {
        return findInView(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> choice(String label) {
        return findInView(ComboBox.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private List<String> names() {
        Grid<ZoneListItem> grid = findInView(Grid.class).single();
        return grid.getLazyDataView()
                .getItems()
                .map(item -> item.names().in(Locale.ENGLISH))
                .toList();
    }
}
