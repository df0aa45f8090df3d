package org.yuemao.importing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.importing.ImportFile;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportService;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

@DeskTest
@WithUserDetails("clerk")
class ImportFromListsTest extends SpringBrowserlessTest {
    private static final String TITLES = "统一社会信用代码,中文名称,城市\n";

    @Autowired
    private ImportService imports;

    @Autowired
    private EventService events;

    @Autowired
    private ZoneService zones;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void leadsFromEachListToItsImport() {
        for (String list : List.of("businesses", "events", "participations")) {
            UI.getCurrent().navigate(list);
            test(importButton()).click();
            assertThat(kind()).as(list).isEqualTo(list);
        }
        UI.getCurrent().navigate("indicators");
        test(importButton()).click();
        assertThat(kind()).isEqualTo("observations");
        UI.getCurrent().navigate("zones");
        new MenuBarTester<>(importMenu()).clickItem("Import", "Zones");
        assertThat(kind()).isEqualTo("zones");
        UI.getCurrent().navigate("zones");
        new MenuBarTester<>(importMenu()).clickItem("Import", "Figures of zones");
        assertThat(kind()).isEqualTo("zone-figures");
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
        UI.getCurrent().navigate("businesses");
        assertThat(findInView(Button.class).withText("导入").exists()).isTrue();
    }

    @Test
    @WithUserDetails("viewer")
    void offersItToNobodyWhoMayNotEnter() {
        for (String list : List.of("businesses", "events", "participations", "indicators", "zones")) {
            UI.getCurrent().navigate(list);
            assertThat(findInView(Button.class).withText("Import").exists())
                    .as(list)
                    .isFalse();
            assertThat(findInView(MenuBar.class).all())
                    .as(list)
                    .noneMatch(menu -> menu.getItems().getFirst().getText().equals("Import"));
        }
    }

    @Test
    void takesTheEventForAllRowsOfAFileThatComesFromItsPage() throws IOException {
        Event event = schedule("440300");
        UI.getCurrent().navigate("events/" + event.code());
        test(importButton()).click();
        assertThat(kind()).isEqualTo("participations");
        assertThat(findInView(Div.class).withText("Event code: " + event.code()).exists())
                .isTrue();

        List<ImportPlan> plans = new ArrayList<>();
        MappingPanel mapping = mapping(TITLES + "91440300708461136T,华为,深圳\n", event.code(), plans);
        UI.getCurrent().add(mapping);
        assertThat(find(TextField.class, mapping).single().getValue()).isEqualTo(event.code());
        test(find(Button.class, mapping).withText("Check").single()).click();
        assertThat(plans.getFirst().fixed()).containsExactly(Map.entry("eventCode", event.code()));
        mapping.removeFromParent();

        mapping = mapping("编号," + TITLES + "GTN-2021-001,91440300708461136T,华为,深圳\n", event.code(), plans);
        UI.getCurrent().add(mapping);
        assertThat(find(TextField.class, mapping).exists())
                .as("the file says it itself")
                .isFalse();

        test(findInView(Button.class).withText("Let the file say it").single()).click();
        assertThat(findInView(Div.class).withText("Event code: " + event.code()).exists())
                .isFalse();
    }

    @Test
    void offersNoImportIntoAnEventOfAnotherOffice() {
        Event foreign = Colleagues.as("official", people, () -> schedule("440100"));
        UI.getCurrent().navigate("events/" + foreign.code());
        assertThat(findInView(Button.class).withText("Import").exists()).isFalse();
    }

    @Test
    void takesTheZoneForAllFiguresOfAFileThatComesFromItsPage() {
        Zone zone = Colleagues.as(
                "official",
                people,
                () -> zones.establish(new ZoneData(
                        ZoneKind.SPECIAL_CUSTOMS_SUPERVISION_ZONE,
                        "Wombat Bonded Zone",
                        "袋熊综合保税区",
                        "440300",
                        null,
                        null,
                        null,
                        null,
                        Set.of())));
        UI.getCurrent().navigate("zones/" + zone.id());
        test(importButton()).click();
        assertThat(kind()).isEqualTo("zone-figures");
        assertThat(findInView(Div.class).all().stream()
                        .map(Component::getElement)
                        .map(one -> one.getText()))
                .contains("English name of the zone: Wombat Bonded Zone")
                .as("named, and not by its code")
                .contains("City: Shenzhen");
    }

    private MappingPanel mapping(String csv, String eventCode, List<ImportPlan> plans) throws IOException {
        ImportFile file = imports.receive("table.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        RecordRows rows = imports.kinds().stream()
                .filter(one -> one.kind().equals("participations"))
                .findFirst()
                .orElseThrow();
        var tables = imports.tables(file);
        return new MappingPanel(
                file,
                rows,
                tables,
                imports.propose(file, "participations", tables.getFirst()),
                Map.of("eventCode", eventCode),
                other -> {},
                plans::add,
                () -> {});
    }

    private String kind() {
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("import");
        return ((RecordRows) findInView(Select.class).single().getValue()).kind();
    }

    private Button importButton() {
        return findInView(Button.class).withText("Import").single();
    }

    private MenuBar importMenu() {
        return findInView(MenuBar.class).all().stream()
                .filter(menu -> menu.getItems().getFirst().getText().equals("Import"))
                .findFirst()
                .orElseThrow();
    }

    private Event schedule(String office) {
        return events.schedule(new EventData(
                Programme.GTW,
                "Wombat Fair",
                null,
                LocalDate.of(2171, 6, 4),
                LocalDate.of(2171, 6, 6),
                EventForm.ON_SITE,
                "DE",
                null,
                null,
                null,
                null,
                office,
                Set.of(),
                EventStatus.PLANNED,
                null,
                null,
                null,
                null));
    }
}
